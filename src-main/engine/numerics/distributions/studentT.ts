import { divide, exact, twoProduct } from '../special/doubleDouble.ts';
import { betaTails } from '../special/incompleteBeta.ts';
import { inverseIncompleteBetaOdds } from '../special/inverseIncompleteBeta.ts';
import { logBeta } from '../special/logBeta.ts';
import { normalQuantile, normalSf } from './normal.ts';

/** Beyond this |t| (and below its inverse) t^2 may leave the range of a double, and one term is exact. */
const FAR = 1e140;

/** From this df, and more further out, the expansion in 1 / df is near the quantile. */
const EXPANSION_FROM = 2;

/**
 * P(|T| > |t|), the two-sided p-value of a t test, to full relative precision. df > 0, possibly fractional;
 * df = Infinity is the normal distribution; NaN for impossible df.
 */
export function tTwoSided(t: number, df: number): number {
  if (!(df > 0) || Number.isNaN(t)) return NaN;
  const size = Math.abs(t);
  if (df === Infinity) return 2 * normalSf(size);
  if (size < 1 / FAR) return 1;
  if (size > FAR) return size === Infinity ? 0 : farTail(size, df);
  return betaTails(0.5 * df, 0.5, divide(exact(1), twoProduct(size, size))).lower;
}

/** P(T > t); arguments as `tTwoSided`. */
export function tSf(t: number, df: number): number {
  const tail = 0.5 * tTwoSided(t, df);
  return t > 0 ? tail : 1 - tail;
}

/** P(T <= t); arguments as `tTwoSided`. */
export function tCdf(t: number, df: number): number {
  return tSf(-t, df);
}

/**
 * t with P(T <= t) = p; -Infinity at 0, Infinity at 1, NaN for other p or impossible df. Relative error below
 * 1e-12, also in the far tails and next to p = 1/2. By symmetry -tQuantile(p) leaves p in the upper tail.
 */
export function tQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1 && df > 0)) return NaN;
  if (df === Infinity) return normalQuantile(p);
  const tail = 2 * Math.min(p, 1 - p);
  const size = tail > 0.5 ? centralQuantile(2 * Math.abs(p - 0.5), df) : tailQuantile(tail, df);
  return p < 0.5 ? -size : size;
}

/** |t| with P(|T| <= |t|) = probability; t^2 has an F distribution with 1 and df degrees of freedom. */
function centralQuantile(probability: number, df: number): number {
  return Math.sqrt(inverseIncompleteBetaOdds(probability, 0.5, 0.5 * df));
}

/** |t| with P(|T| > |t|) = tail. */
function tailQuantile(tail: number, df: number): number {
  if (tail === 0) return Infinity;
  const z = -normalQuantile(tail / 2);
  if (df >= EXPANSION_FROM + z * z) {
    const guess = cornishFisher(z, df) ** -2;
    return 1 / Math.sqrt(inverseIncompleteBetaOdds(tail, 0.5 * df, 0.5, guess));
  }
  const far = Math.sqrt(df) * (tail * farScale(df)) ** (-1 / df);
  if (far > FAR) return far;
  return 1 / Math.sqrt(inverseIncompleteBetaOdds(tail, 0.5 * df, 0.5));
}

/** The t quantile to three terms in 1 / df; source: Abramowitz & Stegun 1964, 26.7.5. */
function cornishFisher(z: number, df: number): number {
  const z2 = z * z;
  const first = (z2 + 1) / 4;
  const second = ((5 * z2 + 16) * z2 + 3) / 96;
  const third = (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
  return z * (1 + (first + (second + third / df) / df) / df);
}

/** The first term of the tail for |t| beyond `FAR`: (sqrt(df) / |t|)^df / farScale. */
function farTail(size: number, df: number): number {
  return (Math.sqrt(df) / size) ** df / farScale(df);
}

/** (df / 2) B(df / 2, 1 / 2) */
function farScale(df: number): number {
  return 0.5 * df * Math.exp(logBeta(0.5 * df, 0.5));
}
