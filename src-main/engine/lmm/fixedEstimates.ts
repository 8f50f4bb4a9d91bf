import type { DfMethod } from '../../../src-shared/model/modelSpec.ts';
import type { Estimates } from '../inference/estimates.ts';
import type { VcovDerivatives } from '../inference/vcovDerivatives.ts';
import type { LmmFit } from './fitLmm.ts';
import { kenwardRoger } from './kenwardRoger.ts';

/** The coefficients of a fit with all that tests and intervals of them need, adjusted where df is `kenward-roger`. */
export function fixedEstimates(fit: LmmFit, dfMethod: DfMethod, derivatives: VcovDerivatives): Estimates {
  const { frame, problem, beta, vcov } = fit;
  const small = dfMethod === 'kenward-roger' ? kenwardRoger(fit) : null;
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
