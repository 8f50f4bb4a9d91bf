import type { LmmFit } from '../../lmm/fitLmm.ts';
import { emptyProducts } from '../../lmm/responseProducts.ts';
import { randomNumbers } from '../../numerics/random.ts';
import type { RandomNumbers } from '../../numerics/random.ts';
import { writeParameters } from './parameters.ts';
import { refitter } from './refit.ts';
import { productSimulator } from './simulateProducts.ts';

/** Replicates first .. first + completed - 1 of a seed. */
export interface Replicates {
  readonly completed: number;
  /** One value per parameter (in the order of the model's), replicate by replicate; NaN where one failed. */
  readonly values: Float64Array;
  readonly singular: number;
  readonly failed: number;
}

/** Which replicates to draw. */
export interface ReplicateRange {
  readonly seed: number;
  readonly first: number;
  readonly end: number;
}

/** What became of a replicate. */
export type ReplicateEnd = 'regular' | 'singular' | 'failed';

/**
 * Draws a replicate and fits the model to it; writes the values of its parameters to `out` (NaN before), unless it failed.
 * A replicate depends on the fit, the seed and its own number only.
 */
export type RefitReplicate = (random: RandomNumbers, replicate: number, out: Float64Array) => ReplicateEnd;

/**
 * Draws replicates one after the other: ranges can be computed apart, in any order, and joined with the same bits.
 *
 * @param count of parameters
 * @yields replicates done, after each; `next('stop')` ends with what there is
 */
export function* drawReplicates(
  refit: RefitReplicate,
  count: number,
  { seed, first, end }: ReplicateRange,
): Generator<number, Replicates, 'stop' | undefined> {
  const random = randomNumbers(seed);
  const values = new Float64Array((end - first) * count).fill(Number.NaN);
  let singular = 0;
  let failed = 0;
  let completed = 0;
  for (let replicate = first; replicate < end; replicate++) {
    const at = completed * count;
    const became = refit(random, replicate, values.subarray(at, at + count));
    if (became === 'failed') failed++;
    if (became === 'singular') singular++;
    completed++;
    if ((yield completed) === 'stop') break;
  }
  return { completed, values: values.subarray(0, completed * count), singular, failed };
}

/** Replicates of a mixed model, by the parameters of `intervalParameters`. Uses the fit's criterion up. */
export function lmmReplicates(fit: LmmFit): RefitReplicate {
  const simulate = productSimulator(fit);
  const { refitProducts } = refitter(fit);
  const products = emptyProducts(fit.criterion.A);
  return (random, replicate, out) => {
    simulate(random, replicate, products);
    const refit = refitProducts(products);
    if (!refit.converged) return 'failed';
    writeParameters(refit, out, 0);
    return refit.singular ? 'singular' : 'regular';
  };
}
