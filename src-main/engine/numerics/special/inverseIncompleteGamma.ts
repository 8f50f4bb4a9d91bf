import { gammaTails } from './incompleteGamma.ts';
import { invertTail } from './invertTail.ts';
import { lgamma } from './lgamma.ts';

/** Below this ln x the first term of the series is all there is to a double. */
const LEADING_TERM_BELOW = -45;

/**
 * Quantile of the gamma distribution with shape a: x with P(a, x) = p. a > 0 finite, 0 <= p <= 1; NaN
 * otherwise. Relative error below 1e-12; 0 where x leaves the range of a double.
 */
export function inverseIncompleteGamma(p: number, a: number): number {
  if (!(p >= 0 && p <= 1 && a > 0 && a < Infinity)) return NaN;
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  return p <= 0.5 ? lowerQuantile(p, a) : upperQuantile(1 - p, a);
}

function lowerQuantile(p: number, a: number): number {
  // Two points below the quantile: P <= x^a / Gamma(a + 1), and Chernoff's P <= exp(-(a - x)^2 / (2 a)).
  const logFirst = (Math.log(p) + lgamma(a + 1)) / a;
  if (logFirst < LEADING_TERM_BELOW) return Math.exp(logFirst);
  const start = Math.max(Math.exp(logFirst), a - Math.sqrt(-2 * a * Math.log(p)));
  return invertTail('lower', p, start, (x) => gammaTails(a, x));
}

function upperQuantile(q: number, a: number): number {
  // A point above the quantile: Q <= exp(-x) for a <= 1, Boucheron, Lugosi & Massart 2013, section 2.4, else.
  const depth = -Math.log(q);
  const start = a > 1 ? a + Math.sqrt(2 * a * depth) + depth : depth;
  return invertTail('upper', q, start, (x) => gammaTails(a, x));
}
