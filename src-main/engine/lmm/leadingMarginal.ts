import type { ProfiledCriterion } from './criterion.ts';
import { times, timesTranspose } from './smallMatrices.ts';

/**
 * The leading block alone: its levels are independent of each other, so that V_1 = I + Z_1 Psi_1 Z_1' is inverted level by
 * level. Vectors are interleaved over all columns of Z, with zeros where they do not reach.
 */
export interface LeadingMarginal {
  /** H_l = (Z_1'V_1^-1 Z_1)_ll per level, k x k. */
  readonly H: Float64Array;
  /** N V = Z_1'V_1^-1 Z_2 V: from the columns behind the leading block to its own. */
  toLeading(V: Float64Array, count: number): Float64Array;
  /** N'V: back. */
  fromLeading(V: Float64Array, count: number): Float64Array;
}

/** At the theta of the criterion's last evaluation. */
export function leadingMarginal({ A, space, factor }: ProfiledCriterion): LeadingMarginal {
  const { k, nLevels } = A.blocks[0];
  const psi = timesTranspose(factor.T[0], factor.T[0], k);
  // B_l = (I + A_ll Psi)^-1: H_l = B_l A_ll, N_l = B_l A_l2
  const B = new Float64Array(nLevels * k * k);
  const H = new Float64Array(nLevels * k * k);
  for (let level = 0; level < nLevels; level++) {
    const at = level * k * k;
    const own = A.diagonal.subarray(A.diagonalStart[0] + at, A.diagonalStart[0] + at + k * k);
    const M = times(own, psi, k);
    for (let i = 0; i < k; i++) M[i * k + i] += 1;
    const inverse = inverseOf(M, k);
    B.set(inverse, at);
    H.set(times(inverse, own, k), at);
  }
  const toLeading = (V: Float64Array, count: number): Float64Array => {
    const out = new Float64Array(V.length);
    const sum = new Float64Array(k * count);
    for (let level = 0; level < nLevels; level++) {
      sum.fill(0);
      for (let t = A.adjacentStart[level]; t < A.adjacentStart[level + 1]; t++) {
        const other = A.adjacent[t];
        const width = A.blocks[A.blockOf[other]].k;
        const o = space.firstScalar[other] * count;
        for (let j = 0; j < k; j++) {
          for (let i = 0; i < width; i++) {
            const value = A.values[A.valueStart[t] + j * width + i];
            for (let p = 0; p < count; p++) sum[j * count + p] += value * V[o + i * count + p];
          }
        }
      }
      const s = space.firstScalar[level] * count;
      for (let j = 0; j < k; j++) {
        for (let i = 0; i < k; i++) {
          const value = B[level * k * k + j * k + i];
          for (let p = 0; p < count; p++) out[s + i * count + p] += value * sum[j * count + p];
        }
      }
    }
    return out;
  };
  const fromLeading = (V: Float64Array, count: number): Float64Array => {
    const out = new Float64Array(V.length);
    const own = new Float64Array(k * count);
    for (let level = 0; level < nLevels; level++) {
      const s = space.firstScalar[level] * count;
      own.fill(0);
      for (let j = 0; j < k; j++) {
        for (let i = 0; i < k; i++) {
          const value = B[level * k * k + j * k + i];
          for (let p = 0; p < count; p++) own[j * count + p] += value * V[s + i * count + p];
        }
      }
      for (let t = A.adjacentStart[level]; t < A.adjacentStart[level + 1]; t++) {
        const other = A.adjacent[t];
        const width = A.blocks[A.blockOf[other]].k;
        const o = space.firstScalar[other] * count;
        for (let j = 0; j < k; j++) {
          for (let i = 0; i < width; i++) {
            const value = A.values[A.valueStart[t] + j * width + i];
            for (let p = 0; p < count; p++) out[o + i * count + p] += value * own[j * count + p];
          }
        }
      }
    }
    return out;
  };
  return { H, toLeading, fromLeading };
}

/** Inverse of a nonsingular k x k matrix (column-major), by Gauss-Jordan elimination with row pivoting. */
function inverseOf(matrix: Float64Array, k: number): Float64Array {
  const M = matrix.slice();
  const out = new Float64Array(k * k);
  for (let i = 0; i < k; i++) out[i * k + i] = 1;
  for (let c = 0; c < k; c++) {
    let pivot = c;
    for (let i = c + 1; i < k; i++) if (Math.abs(M[c * k + i]) > Math.abs(M[c * k + pivot])) pivot = i;
    for (let j = 0; j < k; j++) {
      for (const X of [M, out]) [X[j * k + c], X[j * k + pivot]] = [X[j * k + pivot], X[j * k + c]];
    }
    const value = M[c * k + c];
    for (let j = 0; j < k; j++) {
      M[j * k + c] /= value;
      out[j * k + c] /= value;
    }
    for (let i = 0; i < k; i++) {
      const factor = M[c * k + i];
      if (i === c || factor === 0) continue;
      for (let j = 0; j < k; j++) {
        M[j * k + i] -= factor * M[j * k + c];
        out[j * k + i] -= factor * out[j * k + c];
      }
    }
  }
  return out;
}
