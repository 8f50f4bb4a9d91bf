import { continuedFraction } from './continuedFraction.ts';
import { add, divide, exact, log, multiply, twoSum } from './doubleDouble.ts';
import { HALF_LOG_2PI } from './lgamma.ts';
import { expm1MinusX } from './remainders.ts';
import { stirlingError } from './stirlingError.ts';
import { tailQuadrature } from './tailQuadrature.ts';
import type { Tails } from './tails.ts';
import { tailsFrom } from './tails.ts';

/** From this shape on a quadrature is quicker than series and continued fraction, and as accurate. */
const QUADRATURE_FROM = 5000;

/** Beyond this the distribution has ended for any shape that occurs, and the exact products would overflow. */
const END = 1e290;

/**
 * Regularised incomplete gamma function P(a, x), the lower tail of the gamma distribution with shape a.
 * a > 0 finite, x >= 0; NaN otherwise. Relative error below 1e-13 down to 1e-300.
 */
export function incompleteGamma(a: number, x: number): number {
  if (!(a > 0 && a < Infinity && x >= 0)) return NaN;
  if (x === 0) return 0;
  return x > END ? 1 : gammaTails(a, x).lower;
}

/** Upper tail Q(a, x) = 1 - P(a, x), without loss where it is small; arguments as `incompleteGamma`. */
export function incompleteGammaUpper(a: number, x: number): number {
  if (!(a > 0 && a < Infinity && x >= 0)) return NaN;
  if (x === 0) return 1;
  return x > END ? 0 : gammaTails(a, x).upper;
}

/** Both tails of the gamma distribution with shape a > 0 at 0 < x < 1e290. */
export function gammaTails(a: number, x: number): Tails {
  // x^a e^-x / Gamma(a) in Loader's form: exp(a ln(x/a) + a - x) sqrt(a / 2 pi) exp(-stirlingError(a))
  const exponent = add(multiply(exact(a), log(divide(exact(x), exact(a)))), twoSum(a, -x));
  const logScale = 0.5 * Math.log(a) - HALF_LOG_2PI - stirlingError(a);
  const density = Math.exp(exponent.hi) * (1 + exponent.lo) * Math.exp(logScale);
  const logDensity = exponent.hi + (exponent.lo + logScale);

  if (a >= QUADRATURE_FROM) {
    return x <= a
      ? tailsFrom(density, logDensity, 'lower', lowerByQuadrature(a, x))
      : tailsFrom(density, logDensity, 'upper', upperByQuadrature(a, x));
  }
  return x < a + 1
    ? tailsFrom(density, logDensity, 'lower', lowerBySeries(a, x))
    : tailsFrom(density, logDensity, 'upper', upperByFraction(a, x));
}

/** P over density: sum of x^n / (a)_(n+1) (DLMF 8.7.1). */
function lowerBySeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; ; n++) {
    const growth = x / (a + n);
    term *= growth;
    sum += term;
    if (growth < 1 && term * growth <= 1e-17 * sum * (1 - growth)) return sum / a;
  }
}

/** Q over density: the even part of Legendre's continued fraction (DLMF 8.9.2). */
function upperByFraction(a: number, x: number): number {
  return continuedFraction(
    (n) => n * (a - n),
    (n) => x - a + 2 * n + 1,
  );
}

/** P over density as an integral over ln x, x <= a. */
function lowerByQuadrature(a: number, x: number): number {
  return tailQuadrature(a - x, x, (delta) => (x - a) * delta - x * expm1MinusX(-delta));
}

/** Q over density as an integral over ln x, x >= a. */
function upperByQuadrature(a: number, x: number): number {
  return tailQuadrature(x - a, x, (delta) => (a - x) * delta - x * expm1MinusX(delta));
}
