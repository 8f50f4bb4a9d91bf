import type { ModelFrame } from '../frame/modelFrame.ts';
import { fixedVariance, meanRandomVariance, meanResidualVariance } from './meanVariances.ts';

/**
 * Intraclass correlation: the random terms' share of the variance left by the fixed part (adjusted), and of the total
 * variance (unadjusted) (Nakagawa, Johnson & Schielzeth 2017).
 *
 * @param kept columns of X that belong to `beta`.
 * @param psi k x k covariance per random term, column-major, in the order of `frame.random`.
 */
export function intraclassCorrelation(
  frame: ModelFrame,
  kept: ArrayLike<number>,
  beta: Float64Array,
  psi: readonly Float64Array[],
  sigma2: number,
): { adjusted: number; unadjusted: number } {
  const fixed = fixedVariance(frame, kept, beta);
  const random = meanRandomVariance(frame, psi);
  const residual = meanResidualVariance(frame, sigma2);
  return { adjusted: random / (random + residual), unadjusted: random / (fixed + random + residual) };
}
