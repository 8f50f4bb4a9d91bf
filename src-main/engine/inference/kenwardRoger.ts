import type { VcovDerivatives } from './vcovDerivatives.ts';

/**
 * What Kenward and Roger's method knows of a fit by REML.
 *
 * Source: Kenward & Roger 1997, Biometrics 53, 983-997; with the expected information and V linear in its parameters as in
 * Halekoh & Højsgaard 2014, J. Stat. Softw. 59(9).
 */
export interface KenwardRoger {
  /** p x p: Phi = (X'V^-1 X)^-1 at the estimated covariance parameters, which the df refer to. */
  readonly modelBased: Float64Array;
  /** p x p: Phi_A, with the small-sample adjustment; standard errors, F and intervals use it. */
  readonly adjusted: Float64Array;
  /**
   * d Phi / d gamma_i = Phi P_i Phi, P_i = X'V^-1 (dV / d gamma_i) V^-1 X, for parameters in which V is linear, and their
   * covariance W: the inverse of the expected REML information.
   */
  readonly derivatives: VcovDerivatives;
}
