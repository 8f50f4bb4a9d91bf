import { createWorkspace, packedIndex, packedLength } from '../../numerics/kernels/index.ts';
import { invertDefinite, SMALLEST_PIVOT } from '../denseSymmetric.ts';

/** Order from which the kernels are worth the copying. */
const LARGE = 64;
/** Order from which columns are worth gathering. */
const SMALL = 8;
/** Rows taken at a time: what a processor keeps at hand. */
const PANEL = 128;

/** As `invertDefinite`, with the kernels where the matrix is large. */
export function invertLarge(V: Float64Array, m: number): number {
  if (m < LARGE) return invertDefinite(V, m);
  const workspace = createWorkspace();
  try {
    const panels = Math.ceil(m / 4);
    const L = workspace.alloc(packedLength(panels));
    const U = workspace.alloc(packedLength(panels));
    const f = workspace.f64();
    for (let i = 0; i < 4 * panels; i++) {
      for (let j = 0; j <= i; j++) f[L + packedIndex(i, j)] = i < m ? V[j * m + i] : i === j ? 1 : 0;
    }
    if (workspace.kernels.cholesky(L, panels) !== 0) return Number.NaN;
    let logDet = 0;
    for (let i = 0; i < m; i++) logDet += 2 * Math.log(f[L + packedIndex(i, i)]);
    workspace.kernels.inverse(L, U, L, panels);
    for (let i = 0; i < m; i++)
      for (let j = 0; j <= i; j++) V[j * m + i] = V[i * m + j] = f[L + packedIndex(i, j)];
    return logDet;
  } finally {
    workspace.release();
  }
}

/**
 * Inverts the m x m matrix that begins at a place of an array of many: those of one and two rows directly.
 * @returns log of its determinant; NaN where it is not positive definite
 */
export function invertWithin(V: Float64Array, at: number, m: number): number {
  if (m > 2) return invertLarge(V.subarray(at, at + m * m), m);
  const a = V[at];
  if (!(a > 0)) return Number.NaN;
  if (m === 1) {
    V[at] = 1 / a;
    return Math.log(a);
  }
  const b = V[at + 1];
  const d = V[at + 3];
  const rest = d - (b / a) * b;
  if (!(rest > SMALLEST_PIVOT * d)) return Number.NaN;
  const share = b / a;
  V[at] = 1 / a + (share * share) / rest;
  V[at + 1] = V[at + 2] = -share / rest;
  V[at + 3] = 1 / rest;
  return Math.log(a) + Math.log(rest);
}

/** A B of two m x m matrices, column-major; the zeros of B cost nothing. */
export function product(A: Float64Array, B: Float64Array, m: number): Float64Array {
  const C = new Float64Array(m * m);
  multiply(A, 0, B, 0, C, 0, m);
  return C;
}

/** C = A B, each from its place on. */
export function multiply(
  A: Float64Array,
  fromA: number,
  B: Float64Array,
  fromB: number,
  C: Float64Array,
  fromC: number,
  m: number,
): void {
  C.fill(0, fromC, fromC + m * m);
  if (m < SMALL) {
    for (let j = 0; j < m; j++) {
      const to = fromC + j * m;
      for (let c = 0; c < m; c++) {
        const factor = B[fromB + j * m + c];
        for (let i = 0; i < m; i++) C[to + i] += A[fromA + c * m + i] * factor;
      }
    }
    return;
  }
  const places = new Int32Array(m);
  for (let top = 0; top < m; top += PANEL) {
    const bottom = Math.min(m, top + PANEL);
    for (let j = 0; j < m; j++) {
      const column = fromB + j * m;
      const to = fromC + j * m;
      let n = 0;
      for (let c = 0; c < m; c++) if (B[column + c] !== 0) places[n++] = c;
      let at = 0;
      // Four columns at a time: a sum is read and written once for four products.
      for (; at + 3 < n; at += 4) {
        const f0 = B[column + places[at]];
        const f1 = B[column + places[at + 1]];
        const f2 = B[column + places[at + 2]];
        const f3 = B[column + places[at + 3]];
        const a0 = fromA + places[at] * m;
        const a1 = fromA + places[at + 1] * m;
        const a2 = fromA + places[at + 2] * m;
        const a3 = fromA + places[at + 3] * m;
        for (let i = top; i < bottom; i++)
          C[to + i] += A[a0 + i] * f0 + A[a1 + i] * f1 + A[a2 + i] * f2 + A[a3 + i] * f3;
      }
      for (; at < n; at++) {
        const from = fromA + places[at] * m;
        const factor = B[column + places[at]];
        for (let i = top; i < bottom; i++) C[to + i] += A[from + i] * factor;
      }
    }
  }
}

export function transposed(A: Float64Array, m: number): Float64Array {
  const out = new Float64Array(m * m);
  for (let j = 0; j < m; j++) for (let i = 0; i < m; i++) out[i * m + j] = A[j * m + i];
  return out;
}

/** I - A', m x m. */
export function complement(A: Float64Array, m: number): Float64Array {
  const out = transposed(A, m);
  for (let at = 0; at < m * m; at++) out[at] = (at % (m + 1) === 0 ? 1 : 0) - out[at];
  return out;
}

/** Adds A X to `out`; A m x m, column-major, X and `out` m rows of a width. */
export function addTimesRows(
  A: Float64Array,
  X: Float64Array,
  m: number,
  width: number,
  out: Float64Array,
): void {
  for (let b = 0; b < m; b++) {
    const from = b * width;
    for (let a = 0; a < m; a++) {
      const factor = A[b * m + a];
      if (factor === 0) continue;
      const to = a * width;
      for (let j = 0; j < width; j++) out[to + j] += factor * X[from + j];
    }
  }
}

/** x A of rows x of a width, A symmetric. */
export function timesSmall(x: Float64Array, A: Float64Array, width: number): Float64Array {
  const out = new Float64Array(x.length);
  for (let row = 0; row < x.length; row += width) {
    for (let i = 0; i < width; i++) {
      const factor = x[row + i];
      if (factor !== 0) for (let j = 0; j < width; j++) out[row + j] += factor * A[i * width + j];
    }
  }
  return out;
}

/** Adds factor x to `out`. */
export function addProducts(x: Float64Array, factor: number, out: Float64Array): void {
  if (factor !== 0) for (let i = 0; i < x.length; i++) out[i] += factor * x[i];
}
