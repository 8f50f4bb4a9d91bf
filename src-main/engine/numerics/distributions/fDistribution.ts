import { exact } from '../special/doubleDouble.ts';
import { betaTails } from '../special/incompleteBeta.ts';
import { inverseIncompleteBetaOdds } from '../special/inverseIncompleteBeta.ts';
import { chiSquaredCdf, chiSquaredQuantile, chiSquaredSf } from './chiSquared.ts';

/**
 * P(F <= f) for an F with d1 (numerator) and d2 (denominator) degrees of freedom, both > 0 and possibly
 * fractional; with d2 = Infinity the distribution of chi-squared over d1. NaN for impossible df.
 */
export function fCdf(f: number, d1: number, d2: number): number {
  if (!areDf(d1, d2) || Number.isNaN(f)) return NaN;
  if (f <= 0) return 0;
  if (f === Infinity) return 1;
  if (d2 === Infinity) return chiSquaredCdf(f * d1, d1);
  return betaTails(0.5 * d1, 0.5 * d2, exact(f)).lower;
}

/** P(F > f), the p-value of an F test, to full relative precision; arguments as `fCdf`. */
export function fSf(f: number, d1: number, d2: number): number {
  if (!areDf(d1, d2) || Number.isNaN(f)) return NaN;
  if (f <= 0) return 1;
  if (f === Infinity) return 0;
  if (d2 === Infinity) return chiSquaredSf(f * d1, d1);
  return betaTails(0.5 * d1, 0.5 * d2, exact(f)).upper;
}

/** f with P(F <= f) = p, 0 <= p <= 1; NaN for other p or impossible df. */
export function fQuantile(p: number, d1: number, d2: number): number {
  if (!areDf(d1, d2)) return NaN;
  if (d2 === Infinity) return chiSquaredQuantile(p, d1) / d1;
  return inverseIncompleteBetaOdds(p, 0.5 * d1, 0.5 * d2);
}

function areDf(d1: number, d2: number): boolean {
  return d1 > 0 && d1 < Infinity && d2 > 0;
}
