import type { CrossProducts } from './crossProducts.ts';
import type { FactorPattern } from './factorPattern.ts';

/**
 * Products with A for vectors over the columns of Z, numbered as the factor's scalars: everything a
 * derivative needs of the data without a pass over its rows. Several vectors go together, interleaved: element
 * s of vector p at s * count + p.
 */
export interface ZSpace {
  /** Number of columns of Z. */
  readonly size: number;
  /** First scalar of each node. */
  readonly firstScalar: Int32Array;
  /** Z'Z V, or that of the blocks from `firstBlock` on among themselves. */
  multiply(V: Float64Array, count?: number, firstBlock?: number): Float64Array;
  /** Q'Z V (r numbers for each vector, interleaved), or the share of the blocks from `firstBlock` on. */
  fixed(V: Float64Array, count?: number, firstBlock?: number): Float64Array;
  /** Column q of Z'Q, or Z'y for q = r. */
  border(q: number): Float64Array;
  /** Lambda V (or Lambda' V): T, or its transpose, applied to every level (of the blocks from `firstBlock` on). */
  scale(
    T: readonly Float64Array[],
    V: Float64Array,
    transposed: boolean,
    count?: number,
    firstBlock?: number,
  ): Float64Array;
}

export function zSpace(A: CrossProducts, pattern: FactorPattern): ZSpace {
  const { blocks, blockOf, nodeStart, r } = A;
  const nodes = nodeStart[blocks.length];
  const size = pattern.positionOfScalar.length;
  const firstScalar = new Int32Array(nodes);
  pattern.order.forEach((node, at) => (firstScalar[node] = pattern.scalarStart[at]));

  const multiply = (v: Float64Array, m = 1, firstBlock = 0): Float64Array => {
    const out = new Float64Array(size * m);
    const sum = new Float64Array(m);
    for (let node = nodeStart[firstBlock]; node < nodes; node++) {
      const b = blockOf[node];
      const k = blocks[b].k;
      const s = firstScalar[node] * m;
      const D = A.diagonalStart[b] + (node - nodeStart[b]) * k * k;
      for (let j = 0; j < k; j++) {
        for (let i = 0; i < k; i++) {
          const value = A.diagonal[D + j * k + i];
          for (let p = 0; p < m; p++) out[s + i * m + p] += value * v[s + j * m + p];
        }
      }
      for (let t = A.adjacentStart[node]; t < A.adjacentStart[node + 1]; t++) {
        const other = A.adjacent[t];
        const kOther = blocks[blockOf[other]].k;
        const o = firstScalar[other] * m;
        const V = A.valueStart[t];
        for (let j = 0; j < k; j++) {
          sum.fill(0);
          for (let i = 0; i < kOther; i++) {
            const value = A.values[V + j * kOther + i];
            for (let p = 0; p < m; p++) {
              out[o + i * m + p] += value * v[s + j * m + p];
              sum[p] += value * v[o + i * m + p];
            }
          }
          for (let p = 0; p < m; p++) out[s + j * m + p] += sum[p];
        }
      }
    }
    return out;
  };

  const fixed = (v: Float64Array, m = 1, firstBlock = 0): Float64Array => {
    const out = new Float64Array(r * m);
    for (let node = nodeStart[firstBlock]; node < nodes; node++) {
      const b = blockOf[node];
      const k = blocks[b].k;
      const at = A.borderStart[b] + (node - nodeStart[b]) * k * (r + 1);
      const s = firstScalar[node] * m;
      for (let j = 0; j < k; j++) {
        for (let q = 0; q < r; q++) {
          const value = A.border[at + j * (r + 1) + q];
          for (let p = 0; p < m; p++) out[q * m + p] += value * v[s + j * m + p];
        }
      }
    }
    return out;
  };

  const border = (q: number): Float64Array => {
    const out = new Float64Array(size);
    for (let node = 0; node < nodes; node++) {
      const b = blockOf[node];
      const k = blocks[b].k;
      const at = A.borderStart[b] + (node - nodeStart[b]) * k * (r + 1);
      for (let j = 0; j < k; j++) out[firstScalar[node] + j] = A.border[at + j * (r + 1) + q];
    }
    return out;
  };

  const scale = (
    T: readonly Float64Array[],
    v: Float64Array,
    transposed: boolean,
    m = 1,
    firstBlock = 0,
  ): Float64Array => {
    const out = new Float64Array(size * m);
    for (let node = nodeStart[firstBlock]; node < nodes; node++) {
      const b = blockOf[node];
      const k = blocks[b].k;
      const s = firstScalar[node] * m;
      for (let j = 0; j < k; j++) {
        for (let i = 0; i < k; i++) {
          const value = transposed ? T[b][i * k + j] : T[b][j * k + i];
          if (value === 0) continue;
          for (let p = 0; p < m; p++) out[s + i * m + p] += value * v[s + j * m + p];
        }
      }
    }
    return out;
  };
  return { size, firstScalar, multiply, fixed, border, scale };
}
