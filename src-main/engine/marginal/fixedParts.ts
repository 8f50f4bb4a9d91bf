import { semidefiniteCholesky } from '../lmm/smallMatrices.ts';
import { dot } from '../numerics/vectors.ts';

/**
 * Adds the parts of the Hessian that come from profiling out the fixed effects, between all parameters:
 * -tr(Phi A_i Phi A_j) (REML) and -2 c_i'Phi c_j.
 *
 * @param A Q'V^-1 dV_i V^-1 Q, r x r each
 * @param c Q'V^-1 dV_i V^-1 e, r each
 */
export function addFixedParts(
  A: readonly Float64Array[],
  c: readonly Float64Array[],
  Phi: Float64Array,
  reml: boolean,
  hessian: Float64Array,
): void {
  const count = A.length;
  const r = Math.sqrt(Phi.length);
  // Phi = L L': the trace is the inner product of L'A_i L and L'A_j L.
  const L = semidefiniteCholesky(Phi, r, 0);
  const inner = reml ? A.map((Ai) => congruence(L, Ai, r)) : [];
  const half = c.map((ci) => {
    const out = new Float64Array(r);
    for (let j = 0; j < r; j++) for (let i = j; i < r; i++) out[j] += L[j * r + i] * ci[i];
    return out;
  });
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      const trace = reml ? dot(inner[i], inner[j]) : 0;
      const bilinear = dot(half[i], half[j]);
      hessian[i * count + j] -= trace + 2 * bilinear;
      if (i !== j) hessian[j * count + i] -= trace + 2 * bilinear;
    }
  }
}

/** L'A L of a symmetric A and a lower triangle L, r x r. */
function congruence(L: Float64Array, A: Float64Array, r: number): Float64Array {
  const AL = new Float64Array(r * r);
  for (let j = 0; j < r; j++) {
    for (let d = j; d < r; d++) {
      const factor = L[j * r + d];
      for (let i = 0; i < r; i++) AL[j * r + i] += A[d * r + i] * factor;
    }
  }
  const out = new Float64Array(r * r);
  for (let j = 0; j < r; j++) {
    for (let i = 0; i <= j; i++) {
      let sum = 0;
      for (let d = i; d < r; d++) sum += L[i * r + d] * AL[j * r + d];
      out[j * r + i] = sum;
      out[i * r + j] = sum;
    }
  }
  return out;
}
