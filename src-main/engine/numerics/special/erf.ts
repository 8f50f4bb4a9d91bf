import { twoProduct } from './doubleDouble.ts';

/** exp(-n^2 h^2) at the nodes n h, h = 1/2, of the trapezoidal rule below; the next one is under 1e-18. */
const NODE_WEIGHTS = Array.from({ length: 12 }, (_, i) => Math.exp(-((i + 1) ** 2) / 4));

const TWO_OVER_SQRT_PI = 1.1283791670955126;

/** Error function, odd, (2/sqrt pi) times the integral of exp(-t^2) from 0 to x. Relative error of a few ulp. */
export function erf(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (Math.abs(x) < 0.5) return erfSeries(x);
  return x > 0 ? 1 - erfcPositive(x) : erfcPositive(-x) - 1;
}

/** Complementary error function 1 - erf(x), to full relative precision down to the smallest numbers (x = 26.5). */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (Math.abs(x) < 0.5) return 1 - erfSeries(x);
  return x > 0 ? erfcPositive(x) : 2 - erfcPositive(-x);
}

/** exp(x^2) erfc(x), which neither underflows nor overflows for x >= 0. */
export function erfcx(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x >= 0.5) return erfcxFromHalf(x);
  return expSquare(x) * (1 - (x > -0.5 ? erfSeries(x) : erf(x)));
}

function erfcPositive(x: number): number {
  return erfcxFromHalf(x) / expSquare(x);
}

/** exp(x^2); the rounding of the square matters once it is large. */
function expSquare(x: number): number {
  if (Math.abs(x) > 30) return Infinity;
  const square = twoProduct(x, x);
  return Math.exp(square.hi) * (1 + square.lo);
}

/** Abramowitz & Stegun 7.1.6: positive terms only. */
function erfSeries(x: number): number {
  const square = x * x;
  let sum = 1;
  for (let n = 15; n >= 1; n--) sum = 1 + ((2 * square) / (2 * n + 1)) * sum;
  return TWO_OVER_SQRT_PI * x * Math.exp(-square) * sum;
}

/**
 * exp(x^2) erfc(x) for x >= 1/2: the trapezoidal rule for (x/pi) times the integral of
 * exp(-t^2)/(x^2 + t^2), corrected for the pole at t = i x. The error, exp(-pi^2/h^2), is 1e-17.
 *
 * Source: Matta & Reichel 1971; Hunter & Regan 1972.
 */
function erfcxFromHalf(x: number): number {
  const square = x * x;
  if (square === Infinity) return (0.5 * TWO_OVER_SQRT_PI) / x;
  let sum = 0;
  for (let n = NODE_WEIGHTS.length; n >= 1; n--) sum += NODE_WEIGHTS[n - 1] / (square + n * n * 0.25);
  const trapezoid = ((0.5 / square + sum) * x) / Math.PI;
  if (x > 6) return trapezoid;
  return trapezoid - (2 * Math.exp(square - 4 * Math.PI * x)) / -Math.expm1(-4 * Math.PI * x);
}
