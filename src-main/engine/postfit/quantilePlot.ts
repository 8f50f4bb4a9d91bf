import type { FitResult } from '../../../src-shared/model/fitResult.ts';
import { normalScores } from './normalScores.ts';

/** Standardised residuals in ascending order beside the normal quantiles they would have; undefined where sigma is 0. */
export function quantilePlot(
  residuals: Float64Array,
  weights: Float64Array | null,
  sigma: number,
): FitResult['qq'] | undefined {
  if (!(sigma > 0)) return undefined;
  const sample = residuals.map((value, i) => (value * (weights ? Math.sqrt(weights[i]) : 1)) / sigma).sort();
  return { theoretical: normalScores(residuals.length), sample };
}
