import { parentOf } from '../../../src-shared/draft/canonicalGroupings.ts';
import type { GroupingStructure } from '../../../src-shared/model/dataStructure.ts';
import type { DraftGrouping } from '../../../src-shared/model/modelDraft.ts';
import { formatCount } from '../../../src-shared/report/numbers.ts';

/** `18 levels, 10 rows each`; `30 levels, 2 to 9 rows each`. */
export function levelsWords({ nLevels, minRows, maxRows }: GroupingStructure): string {
  const levels = nLevels === 1 ? '1 level' : `${formatCount(nLevels)} levels`;
  if (minRows !== maxRows) return `${levels}, ${formatCount(minRows)} to ${formatCount(maxRows)} rows each`;
  return `${levels}, ${minRows === 1 ? '1 row' : `${formatCount(minRows)} rows`} each`;
}

/** How many groupings a grouping lies within. */
export function depthOf(factors: readonly string[], groupings: readonly DraftGrouping[]): number {
  const parent = parentOf(factors, groupings);
  return parent ? 1 + depthOf(parent.factors, groupings) : 0;
}
