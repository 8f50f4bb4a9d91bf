const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
/** The Weyl sequence of the key: golden ratio and sqrt 3 - 1. */
const W0 = 0x9e3779b9;
const W1 = 0xbb67ae85;
const ROUNDS = 10;

/**
 * Philox 4x32-10: 128 random bits as a pure function of a 128-bit counter and a 64-bit key. There is no state, so any
 * part of any stream can be computed anywhere.
 *
 * Source: Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", SC '11.
 *
 * @param out receives the four words as int32 (use `>>> 0` to read them unsigned)
 * @param c0 to c3 words of the counter; @param k0 and k1 words of the key (any integers, taken modulo 2^32)
 */
export function philox(
  out: Int32Array,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
): void {
  let [x0, x1, x2, x3] = [c0 | 0, c1 | 0, c2 | 0, c3 | 0];
  let key0 = k0 | 0;
  let key1 = k1 | 0;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = highProduct(M0, x0);
    const low0 = Math.imul(M0, x0);
    const high1 = highProduct(M1, x2);
    const low1 = Math.imul(M1, x2);
    x0 = high1 ^ x1 ^ key0;
    x1 = low1;
    x2 = high0 ^ x3 ^ key1;
    x3 = low0;
    key0 = (key0 + W0) | 0;
    key1 = (key1 + W1) | 0;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}

/** The upper 32 bits of the 64-bit product of two unsigned words, by halves that never pass 2^32. */
function highProduct(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const low = Math.imul(aLow, bLow) >>> 16;
  const middle1 = ((Math.imul(aHigh, bLow) >>> 0) + low) >>> 0;
  const middle2 = ((Math.imul(aLow, bHigh) >>> 0) + (middle1 & 0xffff)) >>> 0;
  return (Math.imul(aHigh, bHigh) + (middle1 >>> 16) + (middle2 >>> 16)) | 0;
}
