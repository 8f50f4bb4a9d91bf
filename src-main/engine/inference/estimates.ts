import type { DfMethod } from '../../../src-shared/model/modelSpec.ts';
import type { VcovDerivatives } from './vcovDerivatives.ts';

/** Estimated fixed effects with all that tests of them need. p counts the columns of X that were kept. */
export interface Estimates {
  /** p */
  readonly beta: Float64Array;
  /** p x p, column-major, symmetric; adjusted where dfMethod is Kenward-Roger, or empirical. */
  readonly vcov: Float64Array;
  /** The covariance that the derivatives belong to, where it is not `vcov`. */
  readonly modelBased?: Float64Array;
  /**
   * Of vcov before any adjustment. Null where the only variance parameter is sigma (OLS): then the df of Satterthwaite and of
   * Kenward and Roger are the residual df.
   */
  readonly derivatives: VcovDerivatives | null;
  /** n - p */
  readonly dfResidual: number;
  readonly dfMethod: DfMethod;
  /** p: df of each coefficient where the design alone determines them (between-within, containment). */
  readonly dfByDesign?: Float64Array;
}

/** Whether F tests are scaled as Kenward and Roger do. */
export function isKenwardRoger(dfMethod: DfMethod): boolean {
  return dfMethod === 'kenward-roger' || dfMethod === 'kenward-roger-linear';
}
