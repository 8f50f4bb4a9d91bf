import type { DfMethod } from '../../../src-shared/model/modelSpec.ts';
import { isKenwardRoger } from '../inference/estimates.ts';
import type { Estimates } from '../inference/estimates.ts';
import type { VcovDerivatives } from '../inference/vcovDerivatives.ts';
import type { LmmFit } from './fitLmm.ts';
import { kenwardRoger } from './kenwardRoger.ts';

/** The coefficients of a fit with all that tests and intervals of them need, adjusted where df is Kenward-Roger's (of which the first order is the whole here: V is linear in its parameters). */
export function fixedEstimates(fit: LmmFit, dfMethod: DfMethod, derivatives: VcovDerivatives): Estimates {
  const { frame, problem, beta, vcov } = fit;
  const small = isKenwardRoger(dfMethod) ? kenwardRoger(fit) : null;
  return {
    beta,
    vcov,
    derivatives,
    ...(small && {
      vcov: small.adjusted,
      modelBased: small.modelBased,
      derivatives: small.derivatives,
    }),
    dfResidual: frame.n - problem.qr.rank,
    dfMethod,
  };
}
