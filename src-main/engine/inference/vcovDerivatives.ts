/** What Satterthwaite needs: how vcov(beta) changes with each variance parameter, and those parameters' covariance. */
export interface VcovDerivatives {
  /** Number of variance parameters. */
  readonly count: number;
  /** `count` symmetric matrices, p x p. */
  readonly dVcov: readonly Float64Array[];
  /**
   * Covariance of the estimated parameters, 2 H^-1 with H the Hessian of -2 log-likelihood (or the REML criterion);
   * pseudo-inverse where H is singular.
   */
  readonly covariance: ParameterCovariance;
}

/** Covariance matrix C of estimated variance parameters by what inference asks of it, however it is stored. */
export interface ParameterCovariance {
  /** g'C g: the variance of a function of the parameters with gradient g (delta method). */
  form(g: Float64Array): number;
  /** C_ij */
  entry(i: number, j: number): number;
  /** All entries, column-major: for few parameters. */
  dense(): Float64Array;
}
