import { packedIndex, packedLength } from '../../../../../src-main/engine/numerics/kernels/index.ts';
import type { Workspace } from '../../../../../src-main/engine/numerics/kernels/index.ts';

/** A square matrix as rows. */
export type Matrix = Float64Array[];

/** Numbers between -0.5 and 0.5, the same in every run (linear congruential generator of Numerical Recipes). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
}

/** A random symmetric positive definite matrix: B B' / n + I / 4 with n random columns. */
export function randomSpd(order: number, seed: number): Matrix {
  const next = randomNumbers(seed);
  const b = Array.from({ length: order }, () => Float64Array.from({ length: order }, next));
  const a = b.map(() => new Float64Array(order));
  for (let i = 0; i < order; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < order; k++) sum += b[i][k] * b[j][k];
      a[i][j] = a[j][i] = sum / order + (i === j ? 0.25 : 0);
    }
  return a;
}

/** Cholesky factor by the definition, element by element. */
export function naiveCholesky(a: Matrix): Matrix {
  const l = a.map((row) => new Float64Array(row.length));
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j <= i; j++) {
      let sum = a[i][j];
      for (let k = 0; k < j; k++) sum -= l[i][k] * l[j][k];
      l[i][j] = i === j ? Math.sqrt(sum) : sum / l[j][j];
    }
  return l;
}

/** Inverse by Gauss-Jordan elimination, without pivoting (for positive definite matrices). */
export function naiveInverse(matrix: Matrix): Matrix {
  const n = matrix.length;
  const a = matrix.map((row, i) =>
    Float64Array.from({ length: 2 * n }, (_, j) => (j < n ? row[j] : Number(j - n === i))),
  );
  for (let k = 0; k < n; k++) {
    const pivotRow = a[k];
    const pivot = 1 / pivotRow[k];
    for (let j = k; j < 2 * n; j++) pivotRow[j] *= pivot;
    for (let i = 0; i < n; i++) {
      const row = a[i];
      const factor = i === k ? 0 : row[k];
      if (factor !== 0) for (let j = k; j <= n + k; j++) row[j] -= factor * pivotRow[j];
    }
  }
  return a.map((row) => row.slice(n));
}

/** Copies the lower triangle into a workspace, padded with the unit matrix to a multiple of 4; returns its offset. */
export function store(workspace: Workspace, a: Matrix): number {
  const panels = Math.ceil(a.length / 4);
  const offset = workspace.alloc(packedLength(panels));
  const f = workspace.f64();
  for (let i = 0; i < 4 * panels; i++)
    for (let j = 0; j <= i; j++) f[offset + packedIndex(i, j)] = i < a.length ? a[i][j] : i === j ? 1 : 0;
  return offset;
}

/** Largest difference between a packed lower triangle and the lower triangle of a matrix. */
export function largestDifference(packed: Float64Array, a: Matrix): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j <= i; j++) {
      const difference = Math.abs(packed[packedIndex(i, j)] - a[i][j]);
      if (!(difference <= largest)) largest = difference;
    }
  return largest;
}

/** The bits of doubles, so that -0 differs from 0 and NaN equals NaN. */
export function bits(doubles: Float64Array): BigUint64Array {
  return new BigUint64Array(doubles.slice().buffer);
}
