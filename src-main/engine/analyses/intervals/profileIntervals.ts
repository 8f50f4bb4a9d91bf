import type { Interval, ProfileCurve } from '../../../../src-shared/model/analyses/intervals.ts';
import type { Progress } from '../../../../src-shared/model/fitResult.ts';
import type { ModelFrame } from '../../frame/modelFrame.ts';
import type { LmmFit } from '../../lmm/fitLmm.ts';
import { intervalParameters } from '../bootstrap/parameters.ts';
import { coefficientProfiles } from './coefficientProfiles.ts';
import type { FollowedProfile } from './followBoth.ts';
import { startingPoint } from './startingPoint.ts';
import { varianceProfiles } from './varianceProfiles.ts';

/**
 * Profile likelihood intervals of all parameters.
 *
 * @param fit by maximum likelihood; released in the end
 * @param quantile normal quantile of the confidence level, e.g. 1.96
 */
export function* profileIntervals(
  frame: ModelFrame,
  fit: LmmFit,
  quantile: number,
): Generator<Progress, { intervals: Interval[]; profiles: ProfileCurve[] }> {
  const parameters = intervalParameters(frame, fit.problem.kept);
  let evaluations = 0;
  const progress = (done: number): Progress => ({
    stage: 'inference',
    iteration: ++evaluations,
    criterion: fit.minus2LogLik,
    work: { done, total: parameters.length },
  });
  const followed: FollowedProfile[] = [];
  const optimum = startingPoint(fit);
  try {
    followed.push(...(yield* mapped(varianceProfiles(fit, optimum, quantile), progress)));
  } finally {
    fit.release();
  }
  const before = followed.length;
  const coefficients = coefficientProfiles(fit, optimum, quantile);
  followed.push(...(yield* mapped(coefficients, (done) => progress(before + done))));
  return {
    intervals: followed.map(({ interval }, i) => ({ parameter: parameters[i], ...interval })),
    profiles: followed.map(({ curve }, i) => ({ parameter: parameters[i], ...curve })),
  };
}

function* mapped<From, To, Result>(
  steps: Generator<From, Result>,
  change: (value: From) => To,
): Generator<To, Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield change(step.value);
  }
}
