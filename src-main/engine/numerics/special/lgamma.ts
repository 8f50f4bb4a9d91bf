import { stirlingError } from './stirlingError.ts';

/** zeta(k) - 1, k = 2, 3, ... (Abramowitz & Stegun table 23.3; recomputed to full precision). */
const ZETA_MINUS_1 = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914,
  0.008349277381922827, 0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853,
  0.0004941886041194645, 0.0002460865533080483, 0.00012271334757848915, 6.124813505870483e-5,
  3.058823630702049e-5, 1.528225940865187e-5, 7.637197637899763e-6, 3.81729326499984e-6, 1.908212716553939e-6,
  9.539620338727962e-7, 4.769329867878064e-7, 2.38450502727733e-7, 1.1921992596531106e-7,
  5.960818905125948e-8, 2.980350351465228e-8, 1.4901554828365043e-8, 7.45071178983543e-9,
];

/** 1 - Euler's constant */
const ONE_MINUS_EULER = 0.42278433509846713;

/** ln(2 pi) / 2 */
export const HALF_LOG_2PI = 0.9189385332046728;

/**
 * Natural logarithm of the gamma function for x > 0; Infinity at 0, NaN below.
 * Relative error of a few ulp, also beside the zeros at 1 and 2.
 *
 * Source: Abramowitz & Stegun 6.1.33 around 1 and 2, 6.1.15 up to 8, Stirling's series beyond.
 */
export function lgamma(x: number): number {
  if (!(x >= 0)) return NaN;
  if (x === 0 || x === Infinity) return Infinity;
  if (x < 0.5) return lgamma2p(x) - Math.log1p(x) - Math.log(x);
  if (x < 1.5) return lgamma2p(x - 1) - Math.log1p(x - 1);
  if (x >= 8) return (x - 0.5) * Math.log(x) - x + HALF_LOG_2PI + stirlingError(x);
  let z = x;
  let product = 1;
  while (z >= 2.5) {
    z -= 1;
    product *= z;
  }
  return Math.log(product) + lgamma2p(z - 2);
}

/** ln Gamma(2 + z), |z| <= 1/2: z (1 - gamma) + sum over k >= 2 of (-z)^k (zeta(k) - 1)/k. */
function lgamma2p(z: number): number {
  let sum = 0;
  for (let k = ZETA_MINUS_1.length + 1; k >= 2; k--) sum = ZETA_MINUS_1[k - 2] / k - z * sum;
  return z * (ONE_MINUS_EULER + z * sum);
}
