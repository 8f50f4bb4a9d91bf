import { incompleteGamma, incompleteGammaUpper } from '../special/incompleteGamma.ts';
import { inverseIncompleteGamma } from '../special/inverseIncompleteGamma.ts';

/** P(X <= x) for a chi-squared X with df > 0 degrees of freedom (may be fractional); NaN for other df. */
export function chiSquaredCdf(x: number, df: number): number {
  return incompleteGamma(0.5 * df, 0.5 * Math.max(x, 0));
}

/** P(X > x), to full relative precision in the upper tail; arguments as `chiSquaredCdf`. */
export function chiSquaredSf(x: number, df: number): number {
  return incompleteGammaUpper(0.5 * df, 0.5 * Math.max(x, 0));
}

/** x with P(X <= x) = p, 0 <= p <= 1; NaN for other p or df. */
export function chiSquaredQuantile(p: number, df: number): number {
  return 2 * inverseIncompleteGamma(p, 0.5 * df);
}
