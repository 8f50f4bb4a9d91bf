import type { DfMethod } from '../../../src-shared/model/modelSpec.ts';
import type { VcovDerivatives } from './vcovDerivatives.ts';

/** Estimated fixed effects with all that tests of them need. p counts the columns of X that were kept. */
export interface Estimates {
  /** p */
  readonly beta: Float64Array;
  /** p x p, column-major, symmetric. */
  readonly vcov: Float64Array;
  /** Null where the only variance parameter is sigma (OLS): then Satterthwaite's df are the residual df. */
  readonly derivatives: VcovDerivatives | null;
  /** n - p */
  readonly dfResidual: number;
  readonly dfMethod: DfMethod;
}
