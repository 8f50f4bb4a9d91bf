/** What Satterthwaite needs: how vcov(beta) changes with each variance parameter, and those parameters' covariance. */
export interface VcovDerivatives {
  /** Number of variance parameters. */
  readonly count: number;
  /** `count` symmetric matrices, p x p. */
  readonly dVcov: readonly Float64Array[];
  /**
   * count x count, symmetric: covariance of the estimated parameters, 2 H^-1 with H the Hessian of -2 log-likelihood
   * (or the REML criterion); pseudo-inverse where H is singular.
   */
  readonly covariance: Float64Array;
}
