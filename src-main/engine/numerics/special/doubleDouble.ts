/**
 * A number as the unevaluated sum of two doubles, |lo| <= ulp(hi)/2: about 32 digits.
 *
 * Used for the exponents of densities: an exponent of -690 (a probability of 1e-300) that is right to the
 * last bit of one double still leaves an error of 1e-13 in the probability.
 * Sources: Dekker 1971 (split and product), Knuth TAOCP 2 section 4.2.2 (two-sum).
 * Magnitudes must stay below 1e300, where the split would overflow.
 */
export interface DoubleDouble {
  readonly hi: number;
  readonly lo: number;
}

/** 2^27 + 1: splits the 53 bits of a double into two halves whose products are exact. */
const SPLITTER = 134217729;

/** ln 2 beyond the digits of `Math.LN2`. */
const LN2_LOW = 2.3190468138462996e-17;

/** The number itself. */
export function exact(x: number): DoubleDouble {
  return { hi: x, lo: 0 };
}

/** a + b without error. */
export function twoSum(a: number, b: number): DoubleDouble {
  const hi = a + b;
  const bRounded = hi - a;
  return { hi, lo: a - (hi - bRounded) + (b - bRounded) };
}

/** a b without error. */
export function twoProduct(a: number, b: number): DoubleDouble {
  const hi = a * b;
  const aBig = SPLITTER * a;
  const aHigh = aBig - (aBig - a);
  const aLow = a - aHigh;
  const bBig = SPLITTER * b;
  const bHigh = bBig - (bBig - b);
  const bLow = b - bHigh;
  return { hi, lo: aLow * bLow - (hi - aHigh * bHigh - aLow * bHigh - aHigh * bLow) };
}

/** a + b */
export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const high = twoSum(a.hi, b.hi);
  const low = twoSum(a.lo, b.lo);
  const sum = twoSum(high.hi, high.lo + low.hi);
  return twoSum(sum.hi, sum.lo + low.lo);
}

/** -a */
export function negate(a: DoubleDouble): DoubleDouble {
  return { hi: -a.hi, lo: -a.lo };
}

/** a b */
export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const product = twoProduct(a.hi, b.hi);
  return twoSum(product.hi, product.lo + (a.hi * b.lo + a.lo * b.hi));
}

/** a / b */
export function divide(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const quotient = a.hi / b.hi;
  const product = twoProduct(quotient, b.hi);
  const remainder = a.hi - product.hi - product.lo + a.lo - quotient * b.lo;
  return twoSum(quotient, remainder / b.hi);
}

/**
 * ln a for a > 0, absolute error below 1e-18 max(|a - 1|, |ln a|).
 *
 * a = 2^k m with m in [1/sqrt 2, sqrt 2]; ln m = 2 artanh s, s = (m - 1)/(m + 1). Only the leading term 2 s is
 * needed in double-double: the rest of the series is below 1 % of it.
 */
export function log(a: DoubleDouble): DoubleDouble {
  const k = Math.round(Math.log2(a.hi));
  // In two steps, because 2^-k overflows for the smallest numbers.
  const half = 2 ** -Math.trunc(k / 2);
  const rest = 2 ** -(k - Math.trunc(k / 2));
  const m = { hi: a.hi * half * rest, lo: a.lo * half * rest };
  const s = divide(add(m, { hi: -1, lo: 0 }), add(m, { hi: 1, lo: 0 }));
  const logM = twoSum(2 * s.hi, 2 * (s.lo + artanhRemainder(s.hi)));
  if (k === 0) return logM;
  const exponent = twoProduct(k, Math.LN2);
  return add({ hi: exponent.hi, lo: exponent.lo + k * LN2_LOW }, logM);
}

/** artanh s - s for |s| <= 0.25, relative error of a few ulp. */
export function artanhRemainder(s: number): number {
  const t = s * s;
  let sum = 0;
  // t^13 / 29 < 1e-17 at the largest s
  for (let n = 13; n >= 1; n--) sum = sum * t + 1 / (2 * n + 1);
  return s * t * sum;
}
