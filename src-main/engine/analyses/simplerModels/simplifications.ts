import type { ModelTerms, RandomTerm, Term } from '../../../../src-shared/formula/terms.ts';
import { printTermList } from '../../../../src-shared/formula/print.ts';
import type { Simplification } from '../../../../src-shared/model/analyses/simplerModels.ts';
import type { SingularComponent } from '../../../../src-shared/model/fitResult.ts';
import { designNames, planDesign } from '../../frame/designPlan.ts';
import type { LevelsOf } from '../../frame/designPlan.ts';
import { reductions } from '../randomTerms/reductions.ts';

/** A random part without one of the components at their limit. */
interface SimplerPart {
  readonly leftOut: Simplification;
  readonly randomTerms: readonly RandomTerm[];
}

/**
 * Ways to take a component at its limit out of the random part, as Bates, Kliegl, Vasishth & Baayen (2015) reduce it:
 * first the correlations of a term, then single effects that the component is made of, then the whole term if all of its
 * variances are zero.
 *
 * @param components what the fit found at its limit
 * @param n rows, for the limit of columns
 */
export function simplifications(
  terms: ModelTerms,
  components: readonly SingularComponent[],
  levelsOf: LevelsOf,
  n: number,
): SimplerPart[] {
  const { randomTerms } = terms;
  const isFactor = (name: string) => levelsOf(name) !== undefined;
  const columnsOf = (term: RandomTerm) => designNames(planDesign(term, levelsOf, 'treatment', n)).names;
  const reduced = reductions(terms, isFactor);

  return randomTerms.flatMap((term): SimplerPart[] => {
    const group = term.group.name;
    const columns = columnsOf(term);
    const own = components.filter(
      (component) => component.group === group && component.terms.every((name) => columns.includes(name)),
    );
    const atLimit = new Set(own.flatMap((component) => component.terms));
    const zero = new Set(own.flatMap(({ kind, terms: names }) => (kind === 'zero-variance' ? names : [])));
    const instead = (parts: readonly RandomTerm[]) =>
      randomTerms.flatMap((other) => (other === term ? parts : [other]));
    const found: SimplerPart[] = [];

    const effects = separateEffects(term);
    if (effects.length > 1 && own.some(({ kind }) => kind === 'perfect-correlation')) {
      found.push({ leftOut: { kind: 'correlations', group }, randomTerms: instead(effects) });
    }
    for (const { slope, randomTerms: left } of reduced.filter((part) => !part.randomTerms.includes(term))) {
      const kept = new Set(left.filter((other) => other.group.name === group).flatMap(columnsOf));
      if (!columns.some((name) => atLimit.has(name) && !kept.has(name))) continue;
      const leftOut: Simplification =
        slope === null ? { kind: 'level', group } : { kind: 'slope', group, slope };
      found.push({ leftOut, randomTerms: left });
    }
    if (zero.has('(Intercept)') && term.terms.length > 0 && !term.terms.some(addsUp(isFactor))) {
      const slopes = { ...term, intercept: false };
      const basisText = printTermList(slopes);
      found.push({ leftOut: { kind: 'level', group }, randomTerms: instead([{ ...slopes, basisText }]) });
    }
    if (columns.length > 1 && zero.size === columns.length) {
      found.push({ leftOut: { kind: 'term', group }, randomTerms: instead([]) });
    }
    return found;
  });
}

/** Each effect as a term of its own, as `||` does: no covariances between them. */
function separateEffects({ intercept, terms, group }: RandomTerm): RandomTerm[] {
  const level: RandomTerm[] = intercept ? [{ intercept, terms: [], group, basisText: '1' }] : [];
  const slopes = terms.map((term): RandomTerm => {
    const list = { intercept: false, terms: [term] };
    return { ...list, group, basisText: printTermList(list) };
  });
  return [...level, ...slopes];
}

/** Whether the columns of a term, without an intercept beside them, add up to one. */
function addsUp(isFactor: (name: string) => boolean): (term: Term) => boolean {
  return ({ variables }) =>
    variables.every(({ expression }) => expression.kind === 'name' && isFactor(expression.name));
}
