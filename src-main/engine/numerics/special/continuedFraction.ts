const TINY = 1e-300;
const PRECISION = 2e-16;
const MAX_TERMS = 100_000;

/**
 * The continued fraction 1 / (b(0) + a(1) / (b(1) + a(2) / (b(2) + ...))), by Lentz's method as modified by
 * Thompson & Barnett 1986. Throws if it does not settle.
 */
export function continuedFraction(a: (n: number) => number, b: (n: number) => number): number {
  let value = b(0) || TINY;
  let numerator = value;
  let denominator = 0;
  for (let n = 1; n < MAX_TERMS; n++) {
    const partialA = a(n);
    const partialB = b(n);
    denominator = 1 / (partialB + partialA * denominator || TINY);
    numerator = partialB + partialA / numerator || TINY;
    const factor = numerator * denominator;
    value *= factor;
    if (Math.abs(factor - 1) <= PRECISION) return 1 / value;
  }
  throw new Error('continued fraction does not converge');
}
