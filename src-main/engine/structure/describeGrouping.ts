import type { GroupingStructure } from '../../../src-shared/model/dataStructure.ts';
import type { Column } from '../../../src-shared/model/dataset.ts';
import type { GroupingLevels } from '../frame/groupingFactor.ts';
import { comparable, isConstantWithin } from './constantWithin.ts';

/**
 * How the rows lie in the levels of a grouping.
 *
 * @param factors names of its columns, the outermost first
 * @param others the columns asked whether they change within its levels, in the rows of `levels`
 */
export function describeGrouping(
  factors: readonly string[],
  { levels, codes }: GroupingLevels,
  others: readonly Column[],
): GroupingStructure {
  const nLevels = levels.length;
  const counts = new Int32Array(nLevels);
  for (let i = 0; i < codes.length; i++) counts[codes[i]]++;
  counts.sort();
  return {
    factors,
    nLevels,
    minRows: counts[0] ?? 0,
    medianRows: median(counts),
    maxRows: counts.at(-1) ?? 0,
    constantWithin: others
      .filter((column) => isConstantWithin(comparable(column), codes, nLevels))
      .map((column) => column.name),
  };
}

function median(ascending: Int32Array): number {
  const n = ascending.length;
  if (n === 0) return 0;
  const middle = n >> 1;
  return n % 2 === 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
}
