import type { ProfiledCriterion } from './criterion.ts';

/**
 * Products with the inverse of the marginal covariance V = I + Z Lambda Lambda' Z' (sigma^2 = 1), in Z-space and at the
 * theta of the last evaluation. Nothing has length n:
 *
 *     Z'V^-1 Z = A - A Lambda M^-1 Lambda'A,   A = Z'Z,   M = Lambda'A Lambda + I
 *
 * Several vectors are interleaved: element s of vector p at s * count + p.
 */

/** S = Z'V^-1 Q: r vectors over the columns of Z, interleaved. */
export function fixedInZSpace({ A, space, factor }: ProfiledCriterion): Float64Array {
  const { r } = A;
  const u = new Float64Array(space.size * r);
  for (let q = 0; q < r; q++) {
    const row = factor.fixedRow(q);
    factor.backSolveZ(row);
    for (let s = 0; s < space.size; s++) u[s * r + q] = row[s];
  }
  const S = space.multiply(space.scale(factor.T, u, false, r), r);
  for (let q = 0; q < r; q++) {
    const column = space.border(q);
    for (let s = 0; s < space.size; s++) S[s * r + q] = column[s] - S[s * r + q];
  }
  return S;
}

/** K V with K = Z'V^-1 Z, for `count` interleaved vectors. */
export function marginalTimes(criterion: ProfiledCriterion, V: Float64Array, count: number): Float64Array {
  const { space } = criterion;
  const K = space.multiply(V, count);
  const fitted = space.multiply(relativeTimes(criterion, K, count), count);
  for (let i = 0; i < K.length; i++) K[i] -= fitted[i];
  return K;
}

/** Lambda M^-1 Lambda' V, for `count` interleaved vectors. */
export function relativeTimes(
  { A, space, factor }: ProfiledCriterion,
  V: Float64Array,
  count: number,
): Float64Array {
  const u = space.scale(factor.T, V, true, count);
  factor.forwardSolve(u, new Float64Array(A.r * count), count);
  const one = new Float64Array(space.size);
  for (let p = 0; p < count; p++) {
    for (let s = 0; s < space.size; s++) one[s] = u[s * count + p];
    factor.backSolveZ(one);
    for (let s = 0; s < space.size; s++) u[s * count + p] = one[s];
  }
  return space.scale(factor.T, u, false, count);
}
