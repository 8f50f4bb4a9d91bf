import { semidefiniteCholesky } from '../lmm/smallMatrices.ts';

/**
 * What profiling out the fixed effects takes from the Hessian between any two parameters, tr(Phi A_i Phi A_j) (REML) and
 * 2 c_i'Phi c_j, as the inner product of two vectors of r (r + 3) / 2 numbers (ML: r).
 *
 * @param A Q'V^-1 dV_i V^-1 Q, r x r each
 * @param c Q'V^-1 dV_i V^-1 e, r each
 * @returns the vector of each parameter
 */
export function fixedParts(
  A: readonly Float64Array[],
  c: readonly Float64Array[],
  Phi: Float64Array,
  reml: boolean,
): Float64Array[] {
  const r = Math.sqrt(Phi.length);
  // Phi = L L': the trace is the inner product of L'A_i L and L'A_j L.
  const L = semidefiniteCholesky(Phi, r, 0);
  const packed = reml ? (r * (r + 1)) / 2 : 0;
  return c.map((ci, at) => {
    const out = new Float64Array(packed + r);
    if (reml) packCongruence(L, A[at], r, out);
    for (let j = 0; j < r; j++) {
      let sum = 0;
      for (let i = j; i < r; i++) sum += L[j * r + i] * ci[i];
      out[packed + j] = Math.SQRT2 * sum;
    }
    return out;
  });
}

/** The upper triangle of L'A L by columns, what is off the diagonal times the root of 2; A symmetric, L lower, r x r. */
function packCongruence(L: Float64Array, A: Float64Array, r: number, out: Float64Array): void {
  const AL = new Float64Array(r * r);
  for (let j = 0; j < r; j++) {
    for (let d = j; d < r; d++) {
      const factor = L[j * r + d];
      for (let i = 0; i < r; i++) AL[j * r + i] += A[d * r + i] * factor;
    }
  }
  let at = 0;
  for (let j = 0; j < r; j++) {
    for (let i = 0; i <= j; i++) {
      let sum = 0;
      for (let d = i; d < r; d++) sum += L[i * r + d] * AL[j * r + d];
      out[at++] = i === j ? sum : Math.SQRT2 * sum;
    }
  }
}
