import { symmetricEigen } from '../numerics/symmetricEigen.ts';

/** Dense algebra on k x k matrices (column-major) where k is a term's number of columns. */

/** The positive semidefinite part of a symmetric matrix. */
export function positivePart(S: Float64Array, k: number): Float64Array {
  if (k === 1) return Float64Array.of(Math.max(0, S[0]));
  const { values, vectors } = symmetricEigen(S, k);
  const out = new Float64Array(k * k);
  for (let e = 0; e < k; e++) {
    if (!(values[e] > 0)) continue;
    for (let j = 0; j < k; j++) {
      for (let i = 0; i < k; i++) out[j * k + i] += values[e] * vectors[e * k + i] * vectors[e * k + j];
    }
  }
  return out;
}

/** The symmetric part of G T^-1, T lower triangular with nonzero diagonal. */
export function symmetricQuotient(G: Float64Array, T: Float64Array, k: number): Float64Array {
  const P = new Float64Array(k * k);
  for (let row = 0; row < k; row++) {
    // x T = g, from the last column back
    for (let j = k - 1; j >= 0; j--) {
      let value = G[j * k + row];
      for (let d = j + 1; d < k; d++) value -= P[d * k + row] * T[j * k + d];
      P[j * k + row] = value / T[j * k + j];
    }
  }
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < i; j++) {
      const mean = (P[j * k + i] + P[i * k + j]) / 2;
      P[j * k + i] = mean;
      P[i * k + j] = mean;
    }
  }
  return P;
}

/** Entries of T^-1 up to this: what T^-1 (...) loses by rounding is far below what the iterations need. */
const LARGEST_INVERSE = 100;

/** Whether T, lower triangular, may be divided by where that saves work. */
export function isWellConditioned(T: Float64Array, k: number): boolean {
  const inverse = new Float64Array(k);
  for (let j = 0; j < k; j++) {
    for (let i = j; i < k; i++) {
      let value = i === j ? 1 : 0;
      for (let d = j; d < i; d++) value -= T[d * k + i] * inverse[d];
      inverse[i] = value / T[i * k + i];
      if (!(Math.abs(inverse[i]) <= LARGEST_INVERSE)) return false;
    }
  }
  return true;
}

/** `columns` columns of k numbers from M[start] on <- T^-T times them, T lower triangular. */
export function solveTransposed(
  T: Float64Array,
  M: Float64Array,
  start: number,
  k: number,
  columns: number,
): void {
  for (let column = start; column < start + columns * k; column += k) {
    for (let i = k - 1; i >= 0; i--) {
      let value = M[column + i];
      for (let d = i + 1; d < k; d++) value -= T[i * k + d] * M[column + d];
      M[column + i] = value / T[i * k + i];
    }
  }
}

/** C = A B', all k x k. */
export function timesTranspose(A: Float64Array, B: Float64Array, k: number): Float64Array {
  const C = new Float64Array(k * k);
  for (let j = 0; j < k; j++) {
    for (let d = 0; d < k; d++) {
      const x = B[d * k + j];
      if (x === 0) continue;
      for (let i = 0; i < k; i++) C[j * k + i] += A[d * k + i] * x;
    }
  }
  return C;
}

/** C = A B, all k x k. */
export function times(A: Float64Array, B: Float64Array, k: number): Float64Array {
  const C = new Float64Array(k * k);
  for (let j = 0; j < k; j++) {
    for (let d = 0; d < k; d++) {
      const x = B[j * k + d];
      for (let i = 0; i < k; i++) C[j * k + i] += A[d * k + i] * x;
    }
  }
  return C;
}

/**
 * Lower-triangular factor of a positive semidefinite matrix; a pivot at or below `tolerance` gives a zero
 * column (its covariances are zero as well, up to rounding).
 */
export function semidefiniteCholesky(S: Float64Array, k: number, tolerance: number): Float64Array {
  const L = new Float64Array(k * k);
  for (let j = 0; j < k; j++) {
    let pivot = S[j * k + j];
    for (let d = 0; d < j; d++) pivot -= L[d * k + j] * L[d * k + j];
    if (!(pivot > tolerance)) continue;
    const root = Math.sqrt(pivot);
    L[j * k + j] = root;
    for (let i = j + 1; i < k; i++) {
      let value = S[j * k + i];
      for (let d = 0; d < j; d++) value -= L[d * k + i] * L[d * k + j];
      L[j * k + i] = value / root;
    }
  }
  return L;
}

/**
 * Solves the symmetric m x m system H x = g with the diagonal scaled to 1 and `ridge` added to it.
 * @returns x, or null if the scaled matrix is not positive definite
 */
export function solveScaled(H: Float64Array, g: Float64Array, ridge: number): Float64Array | null {
  const m = g.length;
  const scale = new Float64Array(m);
  for (let i = 0; i < m; i++) scale[i] = 1 / Math.sqrt(Math.max(H[i * m + i], 1e-300));
  const L = new Float64Array(m * m);
  for (let j = 0; j < m; j++) {
    for (let i = j; i < m; i++) {
      let value = H[i * m + j] * scale[i] * scale[j] + (i === j ? ridge : 0);
      for (let d = 0; d < j; d++) value -= L[d * m + i] * L[d * m + j];
      if (i === j) {
        if (!(value > 0)) return null;
        L[j * m + j] = Math.sqrt(value);
      } else {
        L[j * m + i] = value / L[j * m + j];
      }
    }
  }
  const x = new Float64Array(m);
  for (let i = 0; i < m; i++) {
    let value = g[i] * scale[i];
    for (let d = 0; d < i; d++) value -= L[d * m + i] * x[d];
    x[i] = value / L[i * m + i];
  }
  for (let i = m - 1; i >= 0; i--) {
    let value = x[i];
    for (let d = i + 1; d < m; d++) value -= L[i * m + d] * x[d];
    x[i] = value / L[i * m + i];
  }
  for (let i = 0; i < m; i++) x[i] *= scale[i];
  return x;
}
