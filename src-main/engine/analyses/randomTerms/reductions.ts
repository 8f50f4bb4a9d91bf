import { printGroup, printTermList } from '../../../../src-shared/formula/print.ts';
import type { ModelTerms, RandomTerm, Term } from '../../../../src-shared/formula/terms.ts';
import { dropScope } from '../dropScope.ts';

/** A random part with one term less, or one slope less in a term. */
export interface Reduction {
  /** As lmerTest::ranova names it. */
  readonly dropped: string;
  /** Grouping as lme4 writes it. */
  readonly group: string;
  /** The slope that goes; null where a term without slopes goes. */
  readonly slope: string | null;
  readonly randomTerms: readonly RandomTerm[];
}

/**
 * What lmerTest::ranova drops in turn: from a term with slopes each slope that no other one contains, else the whole
 * term, in the formula's order. The last slope leaves the intercept `(1 | g)` behind, unless the model has one anyway.
 *
 * One rule differs: where `(0 + x | g)` loses its numeric slope, nothing stays behind. (ranova puts `(1 | g)` in its place,
 * which is no part of the model and cannot be compared with it.)
 *
 * @param isFactor whether a name is that of a categorical column
 */
export function reductions({ randomTerms }: ModelTerms, isFactor: (name: string) => boolean): Reduction[] {
  return randomTerms.flatMap((term): Reduction[] => {
    const others = randomTerms.filter((other) => other !== term);
    const text = `(${term.basisText} | ${printGroup(term.group)})`;
    const group = term.group.name;
    if (term.terms.length === 0) return [{ dropped: text, group, slope: null, randomTerms: others }];
    return dropScope(term.terms).map((slope) => ({
      dropped: `${slope.name} in ${text}`,
      group,
      slope: slope.name,
      randomTerms: [...others, ...without(term, slope, others, isFactor)],
    }));
  });
}

/** What stays of a term without one of its slopes: a term, or nothing. */
function without(
  term: RandomTerm,
  slope: Term,
  others: readonly RandomTerm[],
  isFactor: (name: string) => boolean,
): RandomTerm[] {
  const terms = term.terms.filter((other) => other !== slope);
  if (terms.length > 0) return [reduced(term, term.intercept, terms)];
  // The columns of a factor coded in full add up to the intercept.
  const hasLevel =
    term.intercept ||
    slope.variables.every(({ expression }) => expression.kind === 'name' && isFactor(expression.name));
  const known = others.some(
    ({ group, intercept }) => intercept && sameFactors(group.factors, term.group.factors),
  );
  return hasLevel && !known ? [reduced(term, true, [])] : [];
}

function reduced({ group }: RandomTerm, intercept: boolean, terms: readonly Term[]): RandomTerm {
  return { intercept, terms, group, basisText: printTermList({ intercept, terms }) };
}

function sameFactors(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}
