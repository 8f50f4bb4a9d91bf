import type { TermColumns } from './clusterDesign.ts';

/** Products with the block diagonal factor T of a cluster's random effects, one k x k block for each level of a term. */

/** I + T'G T, q x q. */
export function identityPlus(
  G: Float64Array,
  terms: readonly TermColumns[],
  T: readonly Float64Array[],
  q: number,
): Float64Array {
  const out = congruence(G, terms, T, q, true);
  for (let i = 0; i < q; i++) out[i * q + i] += 1;
  return out;
}

/** T'S T, or T S T' without `transpose`, of a symmetric S, q x q. */
export function congruence(
  S: Float64Array,
  terms: readonly TermColumns[],
  T: readonly Float64Array[],
  q: number,
  transpose: boolean,
): Float64Array {
  const half = new Float64Array(q * q);
  const entry = (own: Float64Array, k: number, i: number, j: number): number =>
    transpose ? own[j * k + i] : own[i * k + j];
  // S T, column by column.
  terms.forEach(({ from, nLevels, k }, t) => {
    for (let level = from; level < from + nLevels * k; level += k) {
      for (let j = 0; j < k; j++) {
        for (let d = 0; d < k; d++) {
          const factor = entry(T[t], k, d, j);
          if (factor === 0) continue;
          const source = (level + d) * q;
          const target = (level + j) * q;
          for (let i = 0; i < q; i++) half[target + i] += S[source + i] * factor;
        }
      }
    }
  });
  const out = new Float64Array(q * q);
  for (let j = 0; j < q; j++) {
    const column = j * q;
    terms.forEach(({ from, nLevels, k }, t) => {
      for (let level = from; level < from + nLevels * k; level += k) {
        for (let d = 0; d < k; d++) {
          const value = half[column + level + d];
          if (value === 0) continue;
          for (let i = 0; i < k; i++) out[column + level + i] += entry(T[t], k, d, i) * value;
        }
      }
    });
  }
  return out;
}

/** T'x, or T x without `transpose`: q rows of a width. */
export function timesFactor(
  x: Float64Array,
  terms: readonly TermColumns[],
  T: readonly Float64Array[],
  width: number,
  transpose: boolean,
): Float64Array {
  const out = new Float64Array(x.length);
  terms.forEach(({ from, nLevels, k }, t) => {
    for (let level = from; level < from + nLevels * k; level += k) {
      addBlock(T[t], transpose, x, level, k, width, out);
    }
  });
  return out;
}

/** d x of the rows of a term, zero elsewhere: d symmetric, k x k, the same for each level. */
export function timesTerm(
  x: Float64Array,
  { from, nLevels, k }: TermColumns,
  d: Float64Array,
  width: number,
): Float64Array {
  const out = new Float64Array(x.length);
  for (let level = from; level < from + nLevels * k; level += k) addBlock(d, false, x, level, k, width, out);
  return out;
}

function addBlock(
  block: Float64Array,
  transpose: boolean,
  x: Float64Array,
  level: number,
  k: number,
  width: number,
  out: Float64Array,
): void {
  for (let i = 0; i < k; i++) {
    for (let d = 0; d < k; d++) {
      const factor = transpose ? block[i * k + d] : block[d * k + i];
      if (factor === 0) continue;
      for (let j = 0; j < width; j++) out[(level + i) * width + j] += factor * x[(level + d) * width + j];
    }
  }
}

/** By term, the sum over its levels of x_l y_l', k x k. */
export function levelSums(
  x: Float64Array,
  y: Float64Array,
  terms: readonly TermColumns[],
  width: number,
): Float64Array[] {
  return terms.map(({ from, nLevels, k }) => {
    const out = new Float64Array(k * k);
    for (let level = from; level < from + nLevels * k; level += k) {
      for (let b = 0; b < k; b++) {
        for (let a = 0; a < k; a++) {
          let sum = 0;
          for (let j = 0; j < width; j++) sum += x[(level + a) * width + j] * y[(level + b) * width + j];
          out[b * k + a] += sum;
        }
      }
    }
    return out;
  });
}

/** By term, the sum over its levels of the diagonal blocks of A B, k x k, of A and B' by columns; q x q. */
export function diagonalBlocks(
  A: Float64Array,
  Bt: Float64Array,
  terms: readonly TermColumns[],
  q: number,
): Float64Array[] {
  const out = terms.map(({ k }) => new Float64Array(k * k));
  for (let z = 0; z < q; z++) {
    const column = z * q;
    addLevelProducts(A, column, Bt, column, terms, out);
  }
  return out;
}

/** By term, the sum over its levels of the diagonal blocks of a matrix, q x q. */
export function blockSums(S: Float64Array, terms: readonly TermColumns[], q: number): Float64Array[] {
  return terms.map(({ from, nLevels, k }) => {
    const out = new Float64Array(k * k);
    for (let level = from; level < from + nLevels * k; level += k) {
      for (let j = 0; j < k; j++)
        for (let i = 0; i < k; i++) out[j * k + i] += S[(level + j) * q + level + i];
    }
    return out;
  });
}

/** Adds a_l b_l' of the levels of each term to its k x k sum, for vectors a and b of q numbers. */
export function addLevelProducts(
  a: Float64Array,
  fromA: number,
  b: Float64Array,
  fromB: number,
  terms: readonly TermColumns[],
  sums: readonly Float64Array[],
): void {
  terms.forEach(({ from, nLevels, k }, t) => {
    const out = sums[t];
    for (let level = from; level < from + nLevels * k; level += k) {
      for (let j = 0; j < k; j++) {
        const value = b[fromB + level + j];
        if (value === 0) continue;
        for (let i = 0; i < k; i++) out[j * k + i] += a[fromA + level + i] * value;
      }
    }
  });
}
