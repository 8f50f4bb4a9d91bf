import type { SymmetricMatrix } from './curvature/symmetricMatrix.ts';
import type { Profiled } from './profiled.ts';

/** -2 log-likelihood (or REML criterion) of the scaled problem by unconstrained covariance parameters. */
export interface MarginalCriterion {
  /** Number of parameters. */
  readonly count: number;
  readonly reml: boolean;
  /** Evaluates; Infinity where a covariance matrix is not positive definite. The methods below are about this point. */
  objective(theta: Float64Array): number;
  /** Generalised least squares at the point. */
  fixed(): Profiled;
  /** V^-1 [Q y]: n x (r + 1), row by row, in the ordered rows. */
  whitenedRows(): Float64Array;
  derivatives(): MarginalDerivatives;
  /** Takes over another outcome: that of the source's rows, which the caller has changed. */
  outcomeChanged(): void;
  /**
   * For parameters with covariance C (count x count): sum_ij C_ij X'W dV_i W dV_j W X and sum_ij C_ij X'W d2V_ij W X, X = Q,
   * W = V^-1 (Kenward & Roger 1997): r x r each.
   */
  adjustment(C: Float64Array): { readonly Q: Float64Array; readonly R: Float64Array };
}

/** Exact derivatives at one point. */
export interface MarginalDerivatives {
  /** count */
  readonly gradient: Float64Array;
  /** count x count: the observed Hessian with the fixed effects profiled out. */
  readonly hessian: SymmetricMatrix;
  /** count x count: what it is expected to be with known fixed effects, tr(V^-1 dV_i V^-1 dV_j); positive semidefinite. */
  readonly expected: SymmetricMatrix;
  /** A_i = Q'V^-1 dV_i V^-1 Q, r x r each: d Phi / d theta_i = Phi A_i Phi. */
  readonly A: readonly Float64Array[];
}
