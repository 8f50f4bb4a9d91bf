import { expandFormula } from '../../../src-shared/formula/expand.ts';
import { parseFormula } from '../../../src-shared/formula/parse.ts';
import type { Exclusion } from '../../../src-shared/model/exclusion.ts';

/**
 * The rows of a cluster, by the columns that make up its grouping.
 *
 * @param group as lme4 writes it: `cask:batch`, with levels like `a:A`
 * @param formula of the model whose cluster it is
 * @returns null where a level itself holds a colon, so that the text does not tell which is which
 */
export function exclusionOf(
  { group, level }: { readonly group: string; readonly level: string },
  formula: string,
): Exclusion | null {
  const { randomTerms } = expandFormula(parseFormula(formula));
  const factors = randomTerms.find((term) => term.group.name === group)?.group.factors ?? [group];
  const pieces = factors.length === 1 ? [level] : level.split(':');
  if (pieces.length !== factors.length) return null;
  return factors.map((variable, i) => ({ variable, level: pieces[i] }));
}
