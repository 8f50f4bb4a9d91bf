import type { DfMethod } from '../../../src-shared/model/modelSpec.ts';
import type { VcovDerivatives } from './vcovDerivatives.ts';

/** Estimated fixed effects with all that tests of them need. p counts the columns of X that were kept. */
export interface Estimates {
  /** p */
  readonly beta: Float64Array;
  /** p x p, column-major, symmetric; adjusted where dfMethod is `kenward-roger`. */
  readonly vcov: Float64Array;
  /** The covariance before Kenward and Roger's adjustment; absent where there is none. */
  readonly modelBased?: Float64Array;
  /**
   * Of vcov before any adjustment. Null where the only variance parameter is sigma (OLS): then the df of Satterthwaite and of
   * Kenward and Roger are the residual df.
   */
  readonly derivatives: VcovDerivatives | null;
  /** n - p */
  readonly dfResidual: number;
  readonly dfMethod: DfMethod;
}
