import type { TermList, TermVariable } from '../../../src-shared/formula/terms.ts';

/**
 * R's marginality rule: whether each factor of each term is coded by an indicator for every level (true)
 * or by contrasts with the reference level (false).
 *
 * A factor gets contrasts if the rest of its term is empty or contained in an earlier term; a model
 * without intercept codes the first factor of the first term that has one in full. (R: `TermCode` and
 * `model.matrix` in src/library/stats/src/model.c; Chambers & Hastie 1992, section 2.4.1.)
 *
 * @returns terms x variables of the term; false for covariates.
 */
export function fullyCoded(
  { intercept, terms }: TermList,
  isFactor: (variable: TermVariable) => boolean,
): readonly (readonly boolean[])[] {
  const names = terms.map((term) => new Set(term.variables.map((variable) => variable.name)));
  const full = terms.map(({ variables }, t) =>
    variables.map((variable) => {
      if (!isFactor(variable) || variables.length === 1) return false;
      const rest = variables.filter((other) => other !== variable);
      return !names.slice(0, t).some((earlier) => rest.every((other) => earlier.has(other.name)));
    }),
  );
  if (!intercept) {
    const first = terms.findIndex(({ variables }) => variables.some(isFactor));
    if (first >= 0) full[first][terms[first].variables.findIndex(isFactor)] = true;
  }
  return full;
}
