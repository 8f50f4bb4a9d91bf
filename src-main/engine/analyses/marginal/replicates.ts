import type { MarginalFit } from '../../marginal/fitMarginal.ts';
import { marginalPsi } from '../../marginal/randomEffects.ts';
import { residualVariances } from '../../marginal/residualVariances.ts';
import { singularTerms } from '../../marginal/singularTerms.ts';
import { randomNumbers } from '../../numerics/random.ts';
import type { Replicates } from '../bootstrap/replicates.ts';
import { marginalValues } from './parameters.ts';
import { marginalRefitter, withFixedPart } from './refitter.ts';
import { deviationsOf } from './simulate.ts';

/**
 * Draws outcomes from a fit with a residual structure and fits the model to them, as `fitReplicates`: a replicate depends on
 * the fit, the seed and its own number only.
 *
 * @param count of parameters, those of `marginalParameters`
 * @yields replicates done, after each; `next('stop')` ends with what there is
 */
export function* marginalReplicates(
  fit: MarginalFit,
  count: number,
  { seed, first, end }: { readonly seed: number; readonly first: number; readonly end: number },
): Generator<number, Replicates, 'stop' | undefined> {
  const random = randomNumbers(seed);
  const draw = deviationsOf(fit);
  const refitTo = marginalRefitter(fit);
  const values = new Float64Array((end - first) * count);
  let singular = 0;
  let failed = 0;
  let completed = 0;
  for (let replicate = first; replicate < end; replicate++) {
    const refit = refitTo(draw(random, replicate));
    const at = (replicate - first) * count;
    if (refit.optimum.converged) {
      values.set(marginalValues(refit, withFixedPart(fit, refit)), at);
      if (singularTerms(refit, marginalPsi(refit), residualVariances(refit).mean).length > 0) singular++;
    } else {
      values.fill(Number.NaN, at, at + count);
      failed++;
    }
    completed++;
    if ((yield completed) === 'stop') break;
  }
  return { completed, values: values.subarray(0, completed * count), singular, failed };
}
