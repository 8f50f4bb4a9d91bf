import type { BootstrapEnds } from '../../../../src-shared/model/analyses/bootstrap.ts';
import { normalQuantile } from '../../numerics/distributions/normal.ts';

/** The numbers of a `BootstrapInterval`. */
export interface BootstrapSummary {
  readonly values: number;
  readonly bias: number;
  readonly se: number;
  readonly percentile: BootstrapEnds;
  readonly basic: BootstrapEnds;
}

/**
 * Bias, standard error, percentile and basic interval of one parameter.
 *
 * Source: Davison & Hinkley 1997, Bootstrap Methods and their Application, eqs. 5.6 and 5.18, with their interpolation
 * (5.8); as `boot.ci` of R's package boot, which `confint` of lme4's bootMer uses.
 *
 * @param replicates NaN where there is none
 */
export function summariseReplicates(
  replicates: Float64Array,
  estimate: number,
  level: number,
): BootstrapSummary {
  const sorted = replicates.filter((value) => !Number.isNaN(value)).sort();
  const count = sorted.length;
  let mean = 0;
  for (const value of sorted) mean += value / count;
  let squares = 0;
  for (const value of sorted) squares += (value - mean) ** 2;
  const lower = interpolatedQuantile(sorted, (1 - level) / 2);
  const upper = interpolatedQuantile(sorted, (1 + level) / 2);
  return {
    values: count,
    bias: count > 0 ? mean - estimate : Number.NaN,
    se: count > 1 ? Math.sqrt(squares / (count - 1)) : Number.NaN,
    percentile: { lower, upper },
    basic: { lower: 2 * estimate - upper, upper: 2 * estimate - lower },
  };
}

/**
 * The order statistic of rank (count + 1) p; between two of them by the normal quantiles of their ranks. NaN beyond the
 * first and the last, where a quantile would be a guess.
 */
function interpolatedQuantile(sorted: Float64Array, p: number): number {
  const ranks = sorted.length + 1;
  // 1000 replicates at 0.975 are rank 975.975, but 39 at 0.975 are rank 39 and not 38.99999.
  const exact = ranks * p;
  const rank = Math.abs(exact - Math.round(exact)) < 1e-9 * ranks ? Math.round(exact) : exact;
  const k = Math.floor(rank);
  if (k < 1 || rank > sorted.length) return Number.NaN;
  if (k === rank) return sorted[k - 1];
  const below = normalQuantile(k / ranks);
  const share = (normalQuantile(p) - below) / (normalQuantile((k + 1) / ranks) - below);
  return sorted[k - 1] + share * (sorted[k] - sorted[k - 1]);
}
