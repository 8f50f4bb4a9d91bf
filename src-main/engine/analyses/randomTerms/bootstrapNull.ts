import { AppError } from '../../../../src-shared/model/appError.ts';
import type { ModelFrame } from '../../frame/modelFrame.ts';
import { fitCompared, withoutRandomPart } from './comparedModel.ts';
import type { ComparedModel } from './comparedModel.ts';
import { outcomeSimulator } from './simulateOutcome.ts';

/**
 * Parametric bootstrap of a likelihood-ratio statistic: outcomes drawn from the smaller model, to which both models are
 * fitted. Needs no theory about limits of parameters; replicate i depends on the seed and on i only.
 *
 * Source: Davison & Hinkley 1997, Bootstrap Methods and their Application, section 4.2.3.
 *
 * @param offset of the frames is kept: the outcomes carry it
 * @yields the number of replicates done
 * @returns the statistics of the replicates to which both models could be fitted
 */
export function* bootstrapNull(
  full: ModelFrame,
  reduced: ComparedModel,
  reml: boolean,
  replicates: number,
  seed: number,
): Generator<number, number[]> {
  const simulate = outcomeSimulator(reduced, seed);
  const statistics: number[] = [];
  for (let replicate = 0; replicate < replicates; replicate++) {
    const y = simulate(replicate);
    const statistic = statisticOf({ ...full, y, offset: null }, { ...reduced.frame, y, offset: null }, reml);
    if (Number.isFinite(statistic)) statistics.push(statistic);
    yield replicate + 1;
  }
  return statistics;
}

/** The statistic for one outcome; NaN where a model cannot be fitted to it. */
function statisticOf(full: ModelFrame, reduced: ModelFrame, reml: boolean): number {
  try {
    const { model, also } = runToEnd(fitCompared(full, reml, withoutRandomPart));
    const smaller =
      reduced.random.length === 0 ? also : runToEnd(fitCompared(reduced, reml, () => null)).model;
    return Math.max(0, smaller.minus2LogLik - model.minus2LogLik);
  } catch (cause) {
    if (cause instanceof AppError) return Number.NaN;
    throw cause;
  }
}

function runToEnd<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
