import { exact } from './doubleDouble.ts';
import { betaTails } from './incompleteBeta.ts';
import { invertTail } from './invertTail.ts';
import { logBeta } from './logBeta.ts';

/** Below this log odds (less ln(1 + a + b)) the first term of the series is all there is to a double. */
const LEADING_TERM_BELOW = -45;

/**
 * Quantile of the beta distribution: x with I_x(a, b) = p. a, b > 0 finite, 0 <= p <= 1; NaN otherwise.
 * Where x is next to 1, `inverseIncompleteBetaOdds` keeps the digits of 1 - x.
 */
export function inverseIncompleteBeta(p: number, a: number, b: number): number {
  const rho = inverseIncompleteBetaOdds(p, a, b);
  if (rho === Infinity) return 1;
  const odds = (rho * a) / b;
  return odds / (1 + odds);
}

/**
 * The same quantile as rho = (x/a) / ((1 - x)/b), the F statistic with 2 a and 2 b degrees of freedom.
 * Relative error below 1e-12; 0 or Infinity where it leaves the range of a double.
 *
 * @param guess a point near the quantile, for p <= 1/2; it spares steps and leaves the result as it is
 */
export function inverseIncompleteBetaOdds(p: number, a: number, b: number, guess?: number): number {
  if (!(p >= 0 && p <= 1 && a > 0 && a < Infinity && b > 0 && b < Infinity)) return NaN;
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  return p <= 0.5 ? lowerQuantile(p, a, b, guess) : 1 / lowerQuantile(1 - p, b, a);
}

function lowerQuantile(p: number, a: number, b: number, guess?: number): number {
  if (guess !== undefined) return quantileFrom(guess, p, a, b);
  // I <= odds^a / (a B(a, b)), nearly equal far below the mean
  const logOdds = (Math.log(p) + Math.log(a) + logBeta(a, b)) / a;
  const first = Math.exp(logOdds + Math.log(b / a));
  if (logOdds < LEADING_TERM_BELOW - Math.log1p(a + b)) return first;
  return quantileFrom(Math.max(first, subgaussianBound(p, a, b)), p, a, b);
}

function quantileFrom(start: number, p: number, a: number, b: number): number {
  return invertTail('lower', p, start, (rho) => betaTails(a, b, exact(rho)));
}

/** A point below the quantile (as rho) by I <= exp(-2 (a + b + 1)(mean - x)^2); source: Marchal & Arbel 2017. */
function subgaussianBound(p: number, a: number, b: number): number {
  const x = a / (a + b) - Math.sqrt(-Math.log(p) / (2 * (a + b + 1)));
  return x > 0 ? (x * b) / ((1 - x) * a) : 0;
}
