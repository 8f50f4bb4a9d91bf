import type { ModelFrame } from '../frame/modelFrame.ts';
import { fixedVariance, meanRandomVariance, meanResidualVariance } from './meanVariances.ts';

/**
 * Marginal and conditional R-squared of Nakagawa & Schielzeth (2013), with the mean random-slope variance of Johnson
 * (2014): the share of the fixed part, and of fixed and random part, in the total variance.
 *
 * @param kept columns of X that belong to `beta`.
 * @param psi k x k covariance per random term, column-major, in the order of `frame.random`.
 */
export function r2Nakagawa(
  frame: ModelFrame,
  kept: ArrayLike<number>,
  beta: Float64Array,
  psi: readonly Float64Array[],
  sigma2: number,
): { marginal: number; conditional: number } {
  const fixed = fixedVariance(frame, kept, beta);
  const random = meanRandomVariance(frame, psi);
  const total = fixed + random + meanResidualVariance(frame, sigma2);
  return { marginal: fixed / total, conditional: (fixed + random) / total };
}
