import { continuedFraction } from './continuedFraction.ts';
import type { DoubleDouble } from './doubleDouble.ts';
import { add, divide, exact, log, multiply, negate, twoSum } from './doubleDouble.ts';
import { HALF_LOG_2PI } from './lgamma.ts';
import { logBetaScale } from './logBeta.ts';
import { expm1MinusX, log1pMinusX } from './remainders.ts';
import { tailQuadrature } from './tailQuadrature.ts';
import type { Tails } from './tails.ts';
import { tailsFrom } from './tails.ts';

/** Below this x the series in x is quicker than the continued fraction. */
const SERIES_BELOW = 0.35;

/** Where a - (a + b) x is smaller, too near the mean, the continued fraction converges slowly ... */
const FRACTION_FROM = 1;

/** ... and below this x the series is used there, too; beyond, the series of the other tail. */
const SERIES_NEAR_MEAN_BELOW = 0.75;

/** With both parameters at least this large a quadrature is quicker than either, and as accurate. */
const QUADRATURE_FROM = 5000;

/**
 * Regularised incomplete beta function I_x(a, b), the lower tail of the beta distribution.
 * a, b > 0 finite, 0 <= x <= 1; NaN otherwise. Relative error below 1e-13 down to 1e-300.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (!(x >= 0 && x <= 1 && isParameter(a) && isParameter(b))) return NaN;
  if (x === 0) return 0;
  return x === 1 ? 1 : betaTails(a, b, meanOdds(x, a, b)).lower;
}

/** Upper tail 1 - I_x(a, b), without loss where it is small; arguments as `incompleteBeta`. */
export function incompleteBetaUpper(x: number, a: number, b: number): number {
  if (!(x >= 0 && x <= 1 && isParameter(a) && isParameter(b))) return NaN;
  if (x === 0) return 1;
  return x === 1 ? 0 : betaTails(a, b, meanOdds(x, a, b)).upper;
}

/** rho = (x/a) / ((1 - x)/b) */
function meanOdds(x: number, a: number, b: number): DoubleDouble {
  return divide(multiply(exact(x), exact(b)), multiply(twoSum(1, -x), exact(a)));
}

function isParameter(a: number): boolean {
  return a > 0 && a < Infinity;
}

/**
 * Both tails of the beta distribution with a, b > 0 at the point given by rho = (x/a) / (y/b) > 0, y = 1 - x:
 * the odds relative to those of the mean, which is also the F statistic with 2 a and 2 b degrees of freedom.
 * So neither x nor y need be representable.
 */
export function betaTails(a: number, b: number, rho: DoubleDouble): Tails {
  if (rho.hi <= 1) return tailsBelowMean(a, b, rho, 'lower', 'upper');
  // 1 / rho of the largest numbers would overflow on the way.
  const inverse = rho.hi > 1e290 ? exact(1 / rho.hi) : divide(exact(1), rho);
  return tailsBelowMean(b, a, inverse, 'upper', 'lower');
}

function tailsBelowMean(
  a: number,
  b: number,
  rho: DoubleDouble,
  below: 'lower' | 'upper',
  above: 'lower' | 'upper',
): Tails {
  const exponent = powersExponent(a, b, rho);
  const logScale = -HALF_LOG_2PI - logBetaScale(a, b);
  const density = Math.exp(exponent.hi) * (1 + exponent.lo) * Math.exp(logScale);
  const logDensity = exponent.hi + (exponent.lo + logScale);

  const odds = (rho.hi * a) / b;
  const x = odds / (1 + odds);
  const y = 1 / (1 + odds);
  // a - (a + b) x
  const lambda = a * y * add(exact(1), negate(rho)).hi;

  if (a >= QUADRATURE_FROM && b >= QUADRATURE_FROM) {
    return tailsFrom(density, logDensity, below, ratioByQuadrature(a, b, x, y, lambda));
  }
  const seriesBelow = lambda < FRACTION_FROM ? SERIES_NEAR_MEAN_BELOW : SERIES_BELOW;
  if (x < seriesBelow) return tailsFrom(density, logDensity, below, ratioBySeries(a, b, x));
  if (lambda >= FRACTION_FROM) {
    return tailsFrom(density, logDensity, below, ratioByFraction(a, b, x, y, lambda));
  }
  return tailsFrom(density, logDensity, above, ratioBySeries(b, a, y));
}

/** Above this rho the exponent is written with the smaller parameter in front of ln rho. */
const TURN_ABOVE = 1e-6;

/**
 * Logarithm of x^a y^b / B(a, b) without the scale of B, for rho <= 1:
 * a ln rho - (a + b) ln((b + a rho)/(a + b)). Source: Loader 2000 (the saddle-point form), in double-double.
 *
 * The expression stays the same with a and b exchanged and rho inverted; of the two, the one with the smaller
 * parameter in front cancels less. (With a tiny rho nothing cancels, and its inverse may overflow.)
 */
function powersExponent(a: number, b: number, rho: DoubleDouble): DoubleDouble {
  return a > b && rho.hi > TURN_ABOVE ? entropy(b, a, divide(exact(1), rho)) : entropy(a, b, rho);
}

function entropy(a: number, b: number, rho: DoubleDouble): DoubleDouble {
  const sum = twoSum(a, b);
  const spread = divide(add(exact(b), multiply(exact(a), rho)), sum);
  return add(multiply(exact(a), log(rho)), negate(multiply(sum, log(spread))));
}

/** Lower tail over density: sum of (a + b)_n / (a)_(n+1) x^n, all terms positive (DLMF 8.17.8). */
function ratioBySeries(a: number, b: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; ; n++) {
    const growth = ((a + b + n) * x) / (a + 1 + n);
    term *= growth;
    sum += term;
    if (growth < 1 && term * growth <= 1e-17 * sum * (1 - growth)) return sum / a;
  }
}

/** Lower tail over density below the mean. Source: DiDonato & Morris 1992, TOMS 708, equation 9. */
function ratioByFraction(a: number, b: number, x: number, y: number, lambda: number): number {
  return continuedFraction(
    (n) => {
      const m = a + 2 * n - 1;
      return ((a + n - 1) / m) * ((a + b + n - 1) / m) * n * (b - n) * x * x;
    },
    (n) => n + (n * (b - n) * x) / (a + 2 * n - 1) + ((a + n) / (a + 2 * n + 1)) * (lambda + 1 + n * (1 + y)),
  );
}

/** Lower tail over density below the mean, as an integral over the log odds. */
function ratioByQuadrature(a: number, b: number, x: number, y: number, lambda: number): number {
  const total = a + b;
  // ln(y + x e^-delta) from the side of the smaller of x and y, so that nothing cancels.
  const logRatio =
    x <= 0.5
      ? (delta: number): number => {
          const remainder = expm1MinusX(-delta);
          return -lambda * delta - total * (x * remainder + log1pMinusX(x * (remainder - delta)));
        }
      : (delta: number): number => {
          const remainder = expm1MinusX(delta);
          return -lambda * delta - total * (y * remainder + log1pMinusX(y * (remainder + delta)));
        };
  return tailQuadrature(lambda, total * x * y, logRatio);
}
