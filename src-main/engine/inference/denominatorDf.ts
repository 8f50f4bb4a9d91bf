import { isKenwardRoger } from './estimates.ts';
import type { Estimates } from './estimates.ts';

/** c'Ac for a symmetric p x p matrix (column-major). */
export function quadraticForm(c: Float64Array, A: Float64Array): number {
  const p = c.length;
  let sum = 0;
  for (let j = 0; j < p; j++) {
    if (c[j] === 0) continue;
    let inner = 0;
    for (let i = 0; i < p; i++) inner += A[j * p + i] * c[i];
    sum += c[j] * inner;
  }
  return sum;
}

/**
 * Denominator df of one linear combination c'beta with variance v = c'vcov c: 2 v^2 / (g'Ag), g the gradient of v in the
 * variance parameters and A their covariance (Satterthwaite: Giesbrecht & Burns 1985, as lmerTest; Kenward & Roger's for one
 * combination are the same with v before the adjustment, linear parameters and their expected information); the residual
 * df; or Infinity.
 */
export function contrastDf(estimates: Estimates, c: Float64Array): number {
  const { derivatives, dfByDesign } = estimates;
  if (dfByDesign !== undefined) return smallestDf(dfByDesign, c);
  if (estimates.dfMethod === 'asymptotic') return Infinity;
  if (estimates.dfMethod === 'residual' || derivatives === null) return estimates.dfResidual;
  const variance = quadraticForm(c, covarianceOfDerivatives(estimates));
  // The gradient of log v instead of v: the square of v may leave the range of numbers.
  const gradient = new Float64Array(derivatives.count);
  for (let i = 0; i < gradient.length; i++) gradient[i] = quadraticForm(c, derivatives.dVcov[i]) / variance;
  return 2 / derivatives.covariance.form(gradient);
}

/** The covariance of the coefficients that `derivatives` belong to. */
export function covarianceOfDerivatives({ dfMethod, vcov, modelBased }: Estimates): Float64Array {
  if (isKenwardRoger(dfMethod) && modelBased === undefined)
    throw new Error('Kenward-Roger without the covariance before its adjustment.');
  return modelBased ?? vcov;
}

/** Weights below this share of the largest are rounding of zero. */
const NO_WEIGHT = 1e-10;

/** The smallest df of the coefficients that a combination involves (mmrm's rule). */
function smallestDf(df: Float64Array, c: Float64Array): number {
  const largest = c.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  return c.reduce(
    (smallest, value, j) => (Math.abs(value) > NO_WEIGHT * largest ? Math.min(smallest, df[j]) : smallest),
    Infinity,
  );
}

/** Differences in df below this count as none (lmerTest). */
const equalDfTolerance = 1e-8;

/**
 * Denominator df of an F test from those of its q independent one-df parts: E = sum nu / (nu - 2), df = 2 E / (E - q)
 * (Fai & Cornelius 1996, with the rules of lmerTest): equal parts keep their df, and where a part has nu <= 2 the
 * expectation does not exist and df = 2.
 */
export function combineDf(nu: Float64Array): number {
  const q = nu.length;
  if (
    nu.every((value, m) => m === 0 || Math.abs(value - nu[m - 1]) < equalDfTolerance || value === nu[m - 1])
  ) {
    return nu.reduce((sum, value) => sum + value, 0) / q;
  }
  if (nu.some((value) => value <= 2)) return 2;
  const E = nu.reduce((sum, value) => sum + value / (value - 2), 0);
  return (2 * E) / (E - q);
}
