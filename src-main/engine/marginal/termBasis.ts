import type { ModelFrame } from '../frame/modelFrame.ts';
import { semidefiniteCholesky, timesTranspose, times } from '../lmm/smallMatrices.ts';
import { meanProducts } from '../postfit/meanVariances.ts';

/** A random term in a basis of its columns with mean squares 1 and no correlation, which the search takes round steps in. */
export interface TermBasis {
  /** n x k, column-major: Z B, rows multiplied by the root of their weight. */
  readonly Z: Float64Array;
  /** B, k x k upper triangular: Cov(b) = B D B'. */
  readonly B: Float64Array;
}

/** Columns that are combinations of earlier ones keep their own direction. */
const DEPENDENT = 1e-10;

export function termBases({ random, n }: ModelFrame, rootWeights: Float64Array | null): TermBasis[] {
  return random.map((design) => {
    const { k, Z } = design;
    const means = meanProducts(design, n);
    const sd = Float64Array.from({ length: k }, (_, j) => Math.sqrt(means[j * k + j]));
    const correlation = means.map((value, at) => value / (sd[at % k] * sd[Math.floor(at / k)]));
    const L = semidefiniteCholesky(correlation, k, DEPENDENT);
    // B = diag(1 / sd) L^-T
    const B = new Float64Array(k * k);
    for (let j = 0; j < k; j++) {
      const column = new Float64Array(k);
      column[j] = 1;
      for (let i = k - 1; i >= 0; i--) {
        const pivot = L[i * k + i] || 1;
        for (let d = i + 1; d < k; d++) column[i] -= L[i * k + d] * column[d];
        column[i] /= pivot;
      }
      for (let i = 0; i < k; i++) B[j * k + i] = column[i] / sd[i];
    }
    const basis = new Float64Array(n * k);
    for (let j = 0; j < k; j++) {
      for (let d = 0; d < k; d++) {
        const factor = B[j * k + d];
        if (factor === 0) continue;
        for (let i = 0; i < n; i++) basis[j * n + i] += factor * Z[d * n + i];
      }
      if (rootWeights) for (let i = 0; i < n; i++) basis[j * n + i] *= rootWeights[i];
    }
    return { Z: basis, B };
  });
}

/** B D B'. */
export function inOwnColumns(D: Float64Array, B: Float64Array): Float64Array {
  const k = Math.sqrt(D.length);
  return timesTranspose(times(B, D, k), B, k);
}
