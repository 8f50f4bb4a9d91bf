import type { CrossProducts } from './crossProducts.ts';
import type { FactorPattern } from './factorPattern.ts';

/**
 * Products with A for vectors over the columns of Z, numbered as the factor's scalars: everything a
 * derivative needs of the data without a pass over its rows.
 */
export interface ZSpace {
  /** Number of columns of Z. */
  readonly size: number;
  /** First scalar of each node. */
  readonly firstScalar: Int32Array;
  /** Z'Z v. */
  multiply(v: Float64Array): Float64Array;
  /** Q'Z v (r numbers). */
  fixed(v: Float64Array): Float64Array;
  /** Column q of Z'Q, or Z'y for q = r. */
  border(q: number): Float64Array;
  /** Lambda v (or Lambda' v): T, or its transpose, applied to every level. */
  scale(T: readonly Float64Array[], v: Float64Array, transposed: boolean): Float64Array;
}

export function zSpace(A: CrossProducts, pattern: FactorPattern): ZSpace {
  const { blocks, blockOf, nodeStart, r } = A;
  const nodes = nodeStart[blocks.length];
  const size = pattern.positionOfScalar.length;
  const firstScalar = new Int32Array(nodes);
  pattern.order.forEach((node, at) => (firstScalar[node] = pattern.scalarStart[at]));

  const multiply = (v: Float64Array): Float64Array => {
    const out = new Float64Array(size);
    for (let node = 0; node < nodes; node++) {
      const b = blockOf[node];
      const k = blocks[b].k;
      const s = firstScalar[node];
      const D = A.diagonalStart[b] + (node - nodeStart[b]) * k * k;
      for (let j = 0; j < k; j++) {
        const x = v[s + j];
        for (let i = 0; i < k; i++) out[s + i] += A.diagonal[D + j * k + i] * x;
      }
      for (let t = A.adjacentStart[node]; t < A.adjacentStart[node + 1]; t++) {
        const other = A.adjacent[t];
        const kOther = blocks[blockOf[other]].k;
        const o = firstScalar[other];
        const V = A.valueStart[t];
        for (let j = 0; j < k; j++) {
          const x = v[s + j];
          let sum = 0;
          for (let i = 0; i < kOther; i++) {
            const value = A.values[V + j * kOther + i];
            out[o + i] += value * x;
            sum += value * v[o + i];
          }
          out[s + j] += sum;
        }
      }
    }
    return out;
  };

  const fixed = (v: Float64Array): Float64Array => {
    const out = new Float64Array(r);
    for (let node = 0; node < nodes; node++) {
      const b = blockOf[node];
      const k = blocks[b].k;
      const at = A.borderStart[b] + (node - nodeStart[b]) * k * (r + 1);
      for (let j = 0; j < k; j++) {
        const x = v[firstScalar[node] + j];
        for (let q = 0; q < r; q++) out[q] += A.border[at + j * (r + 1) + q] * x;
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

  const scale = (T: readonly Float64Array[], v: Float64Array, transposed: boolean): Float64Array => {
    const out = new Float64Array(size);
    for (let node = 0; node < nodes; node++) {
      const b = blockOf[node];
      const k = blocks[b].k;
      const s = firstScalar[node];
      for (let j = 0; j < k; j++) {
        for (let i = 0; i < k; i++) out[s + i] += (transposed ? T[b][i * k + j] : T[b][j * k + i]) * v[s + j];
      }
    }
    return out;
  };
  return { size, firstScalar, multiply, fixed, border, scale };
}
