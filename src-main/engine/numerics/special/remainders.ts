import { artanhRemainder } from './doubleDouble.ts';

/**
 * ln(1 + x) - x for x > -1 without cancellation for small x.
 * With s = x / (2 + x): ln(1 + x) = 2 artanh s and 2 s - x = -s x.
 */
export function log1pMinusX(x: number): number {
  if (Math.abs(x) > 0.4) return Math.log1p(x) - x;
  const s = x / (2 + x);
  return 2 * artanhRemainder(s) - s * x;
}

/** exp(x) - 1 - x without cancellation for small x. */
export function expm1MinusX(x: number): number {
  if (Math.abs(x) > 0.5) return Math.expm1(x) - x;
  let sum = 1;
  // 0.5^14 2/16! is far below one ulp
  for (let n = 16; n >= 3; n--) sum = 1 + (x / n) * sum;
  return 0.5 * x * x * sum;
}
