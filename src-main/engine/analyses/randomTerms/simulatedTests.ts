import type { RandomTestsQuestion, SimulatedP } from '../../../../src-shared/model/analyses/randomTests.ts';
import type { Progress } from '../../../../src-shared/model/fitResult.ts';
import type { LmmFit } from '../../lmm/fitLmm.ts';
import { bootstrapNull, refittable } from './bootstrapNull.ts';
import { exactNull } from './exactNull.ts';
import { singleVariance } from './singleVariance.ts';

/**
 * Simulated p values of comparisons with a whole model, as far as asked for: from the exact distribution where the model
 * has one variance only, else by bootstrap. Uses all fits up.
 *
 * @param reduced per comparison the fit of the smaller model; null for the linear model
 * @param statistics per comparison
 * @returns per comparison; null where nothing was drawn
 */
export function* simulatedTests(
  full: LmmFit,
  reduced: readonly (LmmFit | null)[],
  statistics: readonly number[],
  { seed, draws, bootstrap }: RandomTestsQuestion,
): Generator<Progress, (SimulatedP | null)[], 'stop' | undefined> {
  const progress = (done: number, total: number): Progress => ({
    stage: 'inference',
    iteration: done,
    criterion: full.minus2LogLik,
    work: { done, total },
  });
  if (draws > 0) {
    const design = singleVariance(full);
    if (design !== null) {
      const steps = exactNull(design, draws, seed);
      let step = steps.next();
      while (!step.done) step = steps.next(yield progress(step.value, draws));
      const drawn = step.value;
      return statistics.map((statistic) => summarise('exact', statistic, drawn, draws, seed));
    }
  }
  const results: (SimulatedP | null)[] = statistics.map(() => null);
  if (bootstrap === 0) return results;
  const whole = refittable(full);
  const total = bootstrap * statistics.length;
  for (let i = 0; i < statistics.length; i++) {
    const steps = bootstrapNull(whole, reduced[i], bootstrap, seed);
    let step = steps.next();
    while (!step.done) step = steps.next(yield progress(i * bootstrap + step.value, total));
    results[i] = summarise('bootstrap', statistics[i], step.value, bootstrap, seed);
    if (step.value.length < bootstrap) break;
  }
  return results;
}

/**
 * p = (1 + draws at or above the statistic) / (1 + draws): what was observed counts as one draw under the null
 * hypothesis, so that p is never 0 (Davison & Hinkley 1997, eq. 4.11).
 */
export function summarise(
  kind: SimulatedP['kind'],
  statistic: number,
  drawn: Float64Array,
  requested: number,
  seed: number,
): SimulatedP {
  const usable = drawn.filter((value) => !Number.isNaN(value));
  const atLeast = usable.reduce((count, value) => count + (value >= statistic ? 1 : 0), 0);
  const p = usable.length === 0 ? Number.NaN : (1 + atLeast) / (1 + usable.length);
  return { kind, p, draws: usable.length, failed: drawn.length - usable.length, requested, seed };
}
