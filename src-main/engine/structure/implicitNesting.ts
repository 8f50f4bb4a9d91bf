import { fSf } from '../numerics/distributions/fDistribution.ts';
import type { GroupingLevels } from '../frame/groupingFactor.ts';
import { isConstantWithin } from './constantWithin.ts';
import type { PairCounts } from './pairCounts.ts';

/** A combination of two factors with fewer rows than this on average cannot be told from the residual. */
const MIN_ROWS_PER_PAIR = 1.5;
/** The labels do not matter by themselves if their differences would arise by chance more often than this. */
const NO_DIFFERENCE = 0.1;
/** The combinations differ if their differences would arise by chance less often than this. */
const CLEAR_DIFFERENCE = 0.01;
/** Fewer degrees of freedom than this decide nothing. */
const MIN_DF = 4;

/**
 * Whether the labels of `inner` are used anew within each level of `outer` (class 1 of every school), so that
 * each combination is a unit of its own. No property of the labels alone proves it; any of these is taken as
 * a sign, provided that the combinations have several rows:
 * - another grouping labels just the combinations;
 * - each level of `outer` uses the first so many labels, and not all the same number of them: numbering;
 * - all combinations occur, and the outcome differs between them, but not between the labels of `inner`
 *   beyond that (two-way analysis of variance of the means of the combinations).
 *
 * @param pairs combinations, `first` being levels of `outer`, `second` of `inner`
 */
export function looksImplicit(
  outer: GroupingLevels,
  inner: GroupingLevels,
  pairs: PairCounts,
  others: readonly GroupingLevels[],
  outcome: Float64Array | null,
): boolean {
  const nPairs = pairs.counts.length;
  if (outer.codes.length < MIN_ROWS_PER_PAIR * nPairs) return false;
  if (others.some((other) => labelsThePairs(other, pairs))) return true;
  if (isNumbering(outer.levels.length, inner.levels.length, pairs)) return true;
  const complete = nPairs === outer.levels.length * inner.levels.length;
  return complete && outcome !== null && onlyPairsDiffer(outer.levels.length, pairs, outcome);
}

function labelsThePairs({ levels, codes }: GroupingLevels, pairs: PairCounts): boolean {
  return levels.length === pairs.counts.length && isConstantWithin(pairs.codes, codes, levels.length);
}

/** Whether each outer level has the inner labels 0 to k - 1, with different k. */
function isNumbering(nOuter: number, nInner: number, { first, second, counts }: PairCounts): boolean {
  if (counts.length === nOuter * nInner) return false;
  const used = new Int32Array(nOuter);
  const last = new Int32Array(nOuter);
  for (let pair = 0; pair < counts.length; pair++) {
    used[first[pair]]++;
    last[first[pair]] = Math.max(last[first[pair]], second[pair] + 1);
  }
  return nOuter > 2 && used.every((count, level) => count === last[level]);
}

/**
 * Two-way analysis of variance of the unweighted means of all combinations: F of the labels over the
 * interaction, and of the interaction over the residual with the harmonic mean of the rows per combination
 * (Searle 1971, Linear models, section 8.3).
 */
function onlyPairsDiffer(nOuter: number, pairs: PairCounts, outcome: Float64Array): boolean {
  const { first, second, counts, codes } = pairs;
  const nPairs = counts.length;
  const nInner = nPairs / nOuter;
  const dfInner = nInner - 1;
  const dfPairs = dfInner * (nOuter - 1);
  const dfWithin = codes.length - nPairs;
  if (dfPairs < MIN_DF || dfWithin < MIN_DF) return false;

  const means = meansBy(codes, outcome, nPairs);
  const outerMeans = meansBy(first, means, nOuter);
  const innerMeans = meansBy(second, means, nInner);
  const mean = means.reduce((sum, value) => sum + value, 0) / nPairs;
  let within = 0;
  for (let i = 0; i < codes.length; i++) within += (outcome[i] - means[codes[i]]) ** 2;
  let interaction = 0;
  let reciprocals = 0;
  for (let pair = 0; pair < nPairs; pair++) {
    interaction += (means[pair] - outerMeans[first[pair]] - innerMeans[second[pair]] + mean) ** 2;
    reciprocals += 1 / counts[pair];
  }
  const labels = innerMeans.reduce((sum, value) => sum + (value - mean) ** 2, 0);

  const perLabel = (labels * nOuter) / dfInner;
  const perPair = interaction / dfPairs;
  const residual = (within / dfWithin) * (reciprocals / nPairs);
  return (
    fSf(perPair / residual, dfPairs, dfWithin) < CLEAR_DIFFERENCE &&
    fSf(perLabel / perPair, dfInner, dfPairs) > NO_DIFFERENCE
  );
}

function meansBy(codes: Int32Array, values: Float64Array, n: number): Float64Array {
  const sums = new Float64Array(n);
  const counts = new Int32Array(n);
  for (let i = 0; i < codes.length; i++) {
    sums[codes[i]] += values[i];
    counts[codes[i]]++;
  }
  return sums.map((sum, code) => sum / counts[code]);
}
