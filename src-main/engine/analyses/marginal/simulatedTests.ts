import type { RandomTestsQuestion, SimulatedP } from '../../../../src-shared/model/analyses/randomTests.ts';
import type { Progress } from '../../../../src-shared/model/fitResult.ts';
import type { MarginalFit } from '../../marginal/fitMarginal.ts';
import { randomNumbers } from '../../numerics/random.ts';
import { marginalRatio } from '../comparedModel.ts';
import { summarise } from '../randomTerms/simulatedTests.ts';
import { marginalRefitter } from './refitter.ts';
import { deviationsOf } from './simulate.ts';

/**
 * Bootstrap p values of comparisons with a whole model, as far as asked for: outcomes drawn from the smaller model, to which
 * both models are fitted. Replicate i depends on the seed and on i only.
 *
 * @param reduced per comparison, with the fixed part and the rows of the whole model
 * @returns per comparison; null where nothing was drawn
 */
export function* marginalSimulatedTests(
  full: MarginalFit,
  reduced: readonly MarginalFit[],
  statistics: readonly number[],
  { seed, bootstrap }: RandomTestsQuestion,
): Generator<Progress, (SimulatedP | null)[], 'stop' | undefined> {
  const results: (SimulatedP | null)[] = statistics.map(() => null);
  if (bootstrap === 0) return results;
  const random = randomNumbers(seed);
  const larger = marginalRefitter(full);
  const total = bootstrap * statistics.length;
  for (let i = 0; i < statistics.length; i++) {
    const draw = deviationsOf(reduced[i]);
    const smaller = marginalRefitter(reduced[i]);
    const drawn = new Float64Array(bootstrap);
    let done = 0;
    let stopped = false;
    while (done < bootstrap && !stopped) {
      const y = draw(random, done);
      const [whole, part] = [larger(y), smaller(y)];
      const converged = whole.optimum.converged && part.optimum.converged;
      drawn[done++] = converged ? marginalRatio(whole, part) : Number.NaN;
      const work = { done: i * bootstrap + done, total };
      stopped =
        (yield { stage: 'inference', iteration: work.done, criterion: full.minus2LogLik, work }) === 'stop';
    }
    results[i] = summarise('bootstrap', statistics[i], drawn.subarray(0, done), bootstrap, seed);
    if (stopped) break;
  }
  return results;
}
