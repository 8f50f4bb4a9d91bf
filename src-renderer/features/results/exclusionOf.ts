import { expandFormula } from '../../../src-shared/formula/expand.ts';
import { parseFormula } from '../../../src-shared/formula/parse.ts';
import type { Exclusion } from '../../../src-shared/model/exclusion.ts';
import type { Selection } from '../../../src-shared/report/plots/selection.ts';

/**
 * What leaves out what is selected: a row by its number, the rows of a cluster by the columns that make up its grouping
 * (`cask:batch` with levels like `a:A`, as lme4 writes them).
 *
 * @param formula of the model whose cluster it is
 * @returns null where a level itself holds a colon, so that the text does not tell which is which
 */
export function exclusionOf(selected: Selection, formula: string): Exclusion | null {
  if (selected.kind === 'row') return [{ row: selected.row }];
  const { group, level } = selected;
  const { randomTerms } = expandFormula(parseFormula(formula));
  const factors = randomTerms.find((term) => term.group.name === group)?.group.factors ?? [group];
  const pieces = factors.length === 1 ? [level] : level.split(':');
  if (pieces.length !== factors.length) return null;
  return factors.map((variable, i) => ({ variable, level: pieces[i] }));
}
