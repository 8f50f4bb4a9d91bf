import type { DataStructure } from '../../../src-shared/model/dataStructure.ts';
import type { GroupingLevels } from '../frame/groupingFactor.ts';
import { looksImplicit } from './implicitNesting.ts';
import { pairCounts, type PairCounts } from './pairCounts.ts';

type Pair = DataStructure['pairs'][number];

/** A grouping column: its name and its levels in the rows used. */
export interface GroupingColumn extends GroupingLevels {
  readonly name: string;
}

/** From this share of all combinations on, factors count as crossed. */
const MOST = 0.5;

/**
 * How the levels of two columns lie in each other; see `DataStructure.pairs`. A symmetric relation names
 * `a` as the outer one.
 *
 * @param others further grouping columns, which may label the combinations
 * @param outcome values of the same rows, null where there is none to judge by
 */
export function relationOf(
  a: GroupingColumn,
  b: GroupingColumn,
  others: readonly GroupingColumn[],
  outcome: Float64Array | null,
): Pair {
  const pairs = pairCounts(a, b);
  const nPairs = pairs.counts.length;
  if (nPairs === b.levels.length) return { outer: a.name, inner: b.name, relation: 'nested' };
  if (nPairs === a.levels.length) return { outer: b.name, inner: a.name, relation: 'nested' };
  const swapped: PairCounts = { ...pairs, first: pairs.second, second: pairs.first };
  // The labels that repeat are the fewer ones, unless the outcome says otherwise.
  const candidates = [
    { outer: a, inner: b, pairs },
    { outer: b, inner: a, pairs: swapped },
  ].sort((x, y) => x.inner.levels.length - y.inner.levels.length);
  for (const { outer, inner, pairs: ordered } of candidates) {
    if (looksImplicit(outer, inner, ordered, others, outcome)) {
      return { outer: outer.name, inner: inner.name, relation: 'implicit' };
    }
  }
  const crossed = nPairs >= MOST * a.levels.length * b.levels.length;
  return { outer: a.name, inner: b.name, relation: crossed ? 'crossed' : 'partial' };
}
