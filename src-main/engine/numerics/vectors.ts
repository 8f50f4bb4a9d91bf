import type { QrResult } from './qr.ts';

/** a'b of two vectors of the same length. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Rows of X (n x p, column-major) times the square roots of their weights. */
export function weightedRows(X: Float64Array, n: number, p: number, root: Float64Array): Float64Array {
  const weighted = new Float64Array(n * p);
  for (let j = 0; j < p; j++) for (let i = 0; i < n; i++) weighted[j * n + i] = X[j * n + i] * root[i];
  return weighted;
}

/** Returns Q'z and replaces z by z - QQ'z, column by column and twice, so that no digit is lost to rounding. */
export function projectOut({ Q, rank }: QrResult, z: Float64Array): Float64Array {
  const n = z.length;
  const effects = new Float64Array(rank);
  for (let pass = 0; pass < 2; pass++) {
    for (let k = 0; k < rank; k++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += Q[k * n + i] * z[i];
      for (let i = 0; i < n; i++) z[i] -= sum * Q[k * n + i];
      effects[k] += sum;
    }
  }
  return effects;
}
