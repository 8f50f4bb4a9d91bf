import { twoProduct } from '../special/doubleDouble.ts';
import { erf, erfc, erfcx } from '../special/erf.ts';

/** sqrt(2 pi) */
const SQRT_2PI = 2.5066282746310002;

/** Beyond, the upper tail is smaller than the smallest double. */
const LARGEST = 39;

/** Inside this distance of 1/2 a probability is inverted through the error function, which keeps its digits. */
const CENTRE = 0.25;

/** P(Z <= z) for a standard normal Z, to full relative precision also in the lower tail. */
export function normalCdf(z: number): number {
  return normalSf(-z);
}

/** P(Z > z) for a standard normal Z, to full relative precision also in the upper tail. */
export function normalSf(z: number): number {
  if (z < 1) return 0.5 * erfc(z * Math.SQRT1_2);
  if (z > LARGEST) return 0;
  // The rounding of z^2 and of z / sqrt 2 would be multiplied by z^2 in erfc.
  const square = twoProduct(z, z);
  return 0.5 * erfcx(z * Math.SQRT1_2) * Math.exp(-0.5 * square.hi) * (1 - 0.5 * square.lo);
}

/** z with P(Z <= z) = p; -Infinity at 0, Infinity at 1, NaN outside. Relative error of a few ulp. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return NaN;
  // Exact: p is within a factor 2 of 1/2, or 1 - p is.
  if (Math.abs(p - 0.5) < CENTRE) return centralQuantile(p - 0.5);
  return p < 0.5 ? -upperTailQuantile(p) : upperTailQuantile(1 - p);
}

/** z with P(Z > z) = p: the quantile of a tail too small for 1 - p. */
export function normalIsf(p: number): number {
  return 0 - normalQuantile(p);
}

/** z with P(0 < Z <= z) = p, |p| < 1/4, by Halley's method on the error function. */
function centralQuantile(p: number): number {
  let z = p * SQRT_2PI;
  for (let iteration = 0; iteration < 3; iteration++) {
    const step = (0.5 * erf(z * Math.SQRT1_2) - p) * SQRT_2PI * Math.exp(0.5 * z * z);
    z -= step / (1 + 0.5 * z * step);
  }
  return z;
}

/** z > 0 with P(Z > z) = p, p <= 1/4, by Halley's method on the logarithm of the tail. */
function upperTailQuantile(p: number): number {
  if (p === 0) return Infinity;
  // Abramowitz & Stegun 26.2.23, error below 5e-4
  const t = Math.sqrt(-2 * Math.log(p));
  const correction =
    (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  let z = t - correction;
  for (let iteration = 0; iteration < 2; iteration++) {
    const mills = 0.5 * SQRT_2PI * erfcx(z * Math.SQRT1_2);
    const step = Math.log(normalSf(z) / p) * mills;
    z += step / (1 + (0.5 * step * (1 - z * mills)) / mills);
  }
  return z;
}
