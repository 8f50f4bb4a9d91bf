import { normalQuantile } from '../numerics/distributions/normal.ts';

/**
 * Standard normal quantiles expected of n ordered values, ascending, for a QQ plot: at the probabilities
 * (i - a) / (n + 1 - 2 a), a = 3/8 for n <= 10 and 1/2 beyond, as R's `ppoints`.
 *
 * Source: Blom 1958; Hazen 1914.
 */
export function normalScores(n: number): Float64Array {
  const a = n <= 10 ? 3 / 8 : 1 / 2;
  const scores = new Float64Array(n);
  for (let i = 0; i < Math.floor(n / 2); i++) {
    const score = normalQuantile((i + 1 - a) / (n + 1 - 2 * a));
    scores[i] = score;
    scores[n - 1 - i] = -score;
  }
  return scores;
}
