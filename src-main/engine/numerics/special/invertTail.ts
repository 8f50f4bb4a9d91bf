import type { Tails } from './tails.ts';

const MAX_ITERATIONS = 200;

/** A Newton step (relative change of the point) that no longer matters. */
const SETTLED = 4e-16;

/** Below this size steps shrink quadratically. */
const QUADRATIC_BELOW = 1e-3;

/** Below this size a step that is not shorter than the one before is rounding noise. */
const NOISE_BELOW = 1e-9;

/**
 * The point at which one tail equals p, 0 < p <= 1/2, for a positive variable whose logarithm (or log odds)
 * has a log-concave density; `tailsAt` gives the tails at a point.
 *
 * Newton's method on ln(tail) as a function of ln(point). The tail is log-concave, so from a start further out
 * than the root the points approach it without ever crossing it; from a start on the other side they cross once.
 */
export function invertTail(
  side: 'lower' | 'upper',
  p: number,
  start: number,
  tailsAt: (point: number) => Tails,
): number {
  let point = start;
  let previous = NaN;
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const step = newtonStep(side, p, tailsAt(point));
    point *= Math.exp(side === 'lower' ? -step : step);
    const size = Math.abs(step);
    if (size <= SETTLED || (size < NOISE_BELOW && size >= previous)) return point;
    // Steps shrink quadratically: the next one would be size^2 times what this one is of its predecessor's square.
    if (size < QUADRATIC_BELOW && size ** 3 <= SETTLED * previous ** 2) return point;
    previous = size;
  }
  throw new Error(`quantile of ${p} does not converge`);
}

/** ln(tail / p) over the derivative of ln(tail), which is density / tail. */
function newtonStep(side: 'lower' | 'upper', p: number, tails: Tails): number {
  const tail = tails[side];
  if (tails.direct !== side) return (Math.log(tail / p) * tail) / tails.density;
  const quotient = tail / p;
  // Far from the root the tail may underflow; near it the quotient has more digits than the logarithms.
  const difference =
    quotient > 0.5 && quotient < 2
      ? Math.log(quotient)
      : tails.logDensity + Math.log(tails.ratio) - Math.log(p);
  return difference * tails.ratio;
}
