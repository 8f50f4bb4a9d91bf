import type { MarginalProblem } from './fitMarginal.ts';

/** A model with a residual structure and values of its covariance parameters, where its criterion stands. */
export interface MarginalPoint extends MarginalProblem {
  readonly optimum: { readonly theta: Float64Array };
}
