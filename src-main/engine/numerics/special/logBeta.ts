import { HALF_LOG_2PI } from './lgamma.ts';
import { stirlingError } from './stirlingError.ts';

/**
 * Natural logarithm of the beta function B(a, b) for a, b > 0; Infinity where one is 0, NaN below.
 *
 * By Stirling's formula with its error, because the difference of three ln Gamma has no digits left once
 * a or b is large.
 */
export function logBeta(a: number, b: number): number {
  if (!(a >= 0 && b >= 0)) return NaN;
  if (a === 0 || b === 0) return Infinity;
  const powers = a * Math.log1p(b / a) + b * Math.log1p(a / b);
  return HALF_LOG_2PI - powers + logBetaScale(a, b);
}

/** ln B(a, b) less its powers and ln(2 pi)/2: half ln((a + b)/(a b)) and the errors of Stirling's formula. */
export function logBetaScale(a: number, b: number): number {
  const scale = 0.5 * Math.log((1 + Math.min(a, b) / Math.max(a, b)) / Math.min(a, b));
  return scale + stirlingError(a) + stirlingError(b) - stirlingError(a + b);
}
