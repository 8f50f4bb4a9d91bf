import type { CovarianceParameter, ProfiledCriterion } from './criterion.ts';

/**
 * The covariance parameters in which V is linear: the entry (row, col) of a block's Psi, V = sum_i psi_i Z E_i Z' + ...,
 * E_i = for every level the k x k matrix with ones at (row, col) and (col, row). Those of Psi in the scaled columns of Z
 * and of Psi in the units of the data are linear combinations of each other.
 */

/** E_i V for `count` interleaved vectors over the columns of Z. */
export function timesE(
  { A, space }: ProfiledCriterion,
  { block, row, col }: CovarianceParameter,
  V: Float64Array,
  count: number,
): Float64Array {
  const out = new Float64Array(V.length);
  for (let level = 0; level < A.blocks[block].nLevels; level++) {
    const s = space.firstScalar[A.nodeStart[block] + level];
    const a = (s + row) * count;
    const b = (s + col) * count;
    for (let p = 0; p < count; p++) {
      out[a + p] = V[b + p];
      out[b + p] = V[a + p];
    }
  }
  return out;
}

/** S'E_i S, count x count and symmetric. */
export function gramE(
  { A, space }: ProfiledCriterion,
  { block, row, col }: CovarianceParameter,
  S: Float64Array,
  count: number,
): Float64Array {
  const P = new Float64Array(count * count);
  for (let level = 0; level < A.blocks[block].nLevels; level++) {
    const s = space.firstScalar[A.nodeStart[block] + level];
    const a = (s + row) * count;
    const b = (s + col) * count;
    for (let p = 0; p < count; p++) {
      const x = S[a + p];
      for (let q = 0; q < count; q++) P[p * count + q] += x * S[b + q];
    }
  }
  if (row === col) return P;
  for (let p = 0; p < count; p++) {
    for (let q = 0; q <= p; q++) P[p * count + q] = P[q * count + p] = P[p * count + q] + P[q * count + p];
  }
  return P;
}

/** Where E_i of a single level has its ones. */
export function entriesOf({ row, col }: CovarianceParameter): (readonly [number, number])[] {
  return row === col
    ? [[row, col]]
    : [
        [row, col],
        [col, row],
      ];
}
