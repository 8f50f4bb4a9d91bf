import type { LmmFit } from '../../lmm/fitLmm.ts';
import { emptyProducts } from '../../lmm/responseProducts.ts';
import { randomNumbers } from '../../numerics/random.ts';
import { writeParameters } from './parameters.ts';
import { refitter } from './refit.ts';
import { productSimulator } from './simulateProducts.ts';

/** Replicates first .. first + completed - 1 of a seed. */
export interface Replicates {
  readonly completed: number;
  /** One value per parameter (in the order of `intervalParameters`), replicate by replicate; NaN where one failed. */
  readonly values: Float64Array;
  readonly singular: number;
  readonly failed: number;
}

/**
 * Draws outcomes from a fit and fits the model to them. A replicate depends on the fit, the seed and its own number only:
 * ranges can be computed apart, in any order, and joined with the same bits. Uses the fit's criterion up.
 *
 * @param count of parameters
 * @yields replicates done, after each; `next('stop')` ends with what there is
 */
export function* fitReplicates(
  fit: LmmFit,
  count: number,
  { seed, first, end }: { readonly seed: number; readonly first: number; readonly end: number },
): Generator<number, Replicates, 'stop' | undefined> {
  const random = randomNumbers(seed);
  const simulate = productSimulator(fit);
  const { refitProducts } = refitter(fit);
  const products = emptyProducts(fit.criterion.A);
  const values = new Float64Array((end - first) * count);
  let singular = 0;
  let failed = 0;
  let completed = 0;
  for (let replicate = first; replicate < end; replicate++) {
    simulate(random, replicate, products);
    const refit = refitProducts(products);
    const at = (replicate - first) * count;
    if (refit.converged) writeParameters(refit, values, at);
    else values.fill(Number.NaN, at, at + count);
    if (!refit.converged) failed++;
    else if (refit.singular) singular++;
    completed++;
    if ((yield completed) === 'stop') break;
  }
  return { completed, values: values.subarray(0, completed * count), singular, failed };
}
