import type { MarginalFit } from '../../marginal/fitMarginal.ts';
import { marginalPsi } from '../../marginal/randomEffects.ts';
import { residualVariances } from '../../marginal/residualVariances.ts';
import { singularTerms } from '../../marginal/singularTerms.ts';
import type { RefitReplicate } from '../bootstrap/replicates.ts';
import { marginalValues } from './parameters.ts';
import { marginalRefitter } from './refitter.ts';
import { deviationsOf } from './simulate.ts';

/** Replicates of a fit with a residual structure, by the parameters of `marginalParameters`. */
export function marginalReplicates(fit: MarginalFit): RefitReplicate {
  const draw = deviationsOf(fit);
  const refitTo = marginalRefitter(fit);
  return (random, replicate, out) => {
    const refit = refitTo(draw(random, replicate));
    if (!refit.optimum.converged) return 'failed';
    out.set(marginalValues(refit));
    const atLimit = singularTerms(refit, marginalPsi(refit), residualVariances(refit).mean);
    return atLimit.length > 0 ? 'singular' : 'regular';
  };
}
