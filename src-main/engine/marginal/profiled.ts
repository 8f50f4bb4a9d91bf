import { invertDefinite } from './denseSymmetric.ts';

/** Fixed effects given the covariance: generalised least squares. */
export interface Profiled {
  /** r coefficients of Q. */
  readonly beta: Float64Array;
  /** Phi = (Q'V^-1 Q)^-1, r x r. */
  readonly Phi: Float64Array;
  /** log |Q'V^-1 Q| */
  readonly logDet: number;
  /** e'V^-1 e */
  readonly quadratic: number;
  /**
   * (r + 1) x (r + 1): for rows w of V^-1 [Q y], w_a'Psi w_b = (V^-1 (e e' + Q Phi Q') V^-1)_ab by REML; without Phi by ML.
   */
  readonly Psi: Float64Array;
  /** r + 1: [Q y] u = e. */
  readonly u: Float64Array;
}

/** @param A [Q y]'V^-1 [Q y], (r + 1) x (r + 1), its upper triangle. Null where Q'V^-1 Q is singular to rounding. */
export function profiled(A: Float64Array, width: number, reml: boolean): Profiled | null {
  const r = width - 1;
  const Phi = new Float64Array(r * r);
  for (let j = 0; j < r; j++) {
    for (let i = 0; i <= j; i++) Phi[j * r + i] = Phi[i * r + j] = A[j * width + i];
  }
  const logDet = invertDefinite(Phi, r);
  if (Number.isNaN(logDet)) return null;
  const beta = new Float64Array(r);
  for (let j = 0; j < r; j++) for (let i = 0; i < r; i++) beta[i] += Phi[j * r + i] * A[r * width + j];
  let quadratic = A[r * width + r];
  for (let j = 0; j < r; j++) quadratic -= beta[j] * A[r * width + j];
  const u = new Float64Array(width);
  for (let j = 0; j < r; j++) u[j] = -beta[j];
  u[r] = 1;
  const Psi = new Float64Array(width * width);
  for (let j = 0; j < width; j++) for (let i = 0; i < width; i++) Psi[j * width + i] = u[i] * u[j];
  if (reml) for (let j = 0; j < r; j++) for (let i = 0; i < r; i++) Psi[j * width + i] += Phi[j * r + i];
  return { beta, Phi, logDet, quadratic, Psi, u };
}
