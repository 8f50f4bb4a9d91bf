import type { Interval, ProfileCurve } from '../../../../src-shared/model/analyses/intervals.ts';
import type { Progress } from '../../../../src-shared/model/fitResult.ts';
import type { MarginalFit } from '../../marginal/fitMarginal.ts';
import { followBoth } from '../intervals/followBoth.ts';
import type { FollowedProfile } from '../intervals/followBoth.ts';
import { UNDETERMINED } from '../intervals/varianceProfiles.ts';
import { marginalCoefficientProfile } from './coefficientProfile.ts';
import { covarianceProfile } from './covarianceProfile.ts';
import type { HeldParameter } from './heldParameter.ts';
import { marginalParameters } from './parameters.ts';
import { randomProfiles } from './randomProfiles.ts';
import { residualProfiles } from './residualProfiles.ts';

/**
 * Profile likelihood intervals of all parameters of a model with a residual structure.
 *
 * @param fit by maximum likelihood
 * @param quantile normal quantile of the confidence level, e.g. 1.96
 */
export function* marginalProfileIntervals(
  fit: MarginalFit,
  quantile: number,
): Generator<Progress, { intervals: Interval[]; profiles: ProfileCurve[] }> {
  const parameters = marginalParameters(fit);
  const followed: FollowedProfile[] = [];
  let evaluations = 0;
  function* follow(steps: Generator<undefined, FollowedProfile>): Generator<Progress, void> {
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        followed.push(step.value);
        return;
      }
      const work = { done: followed.length, total: parameters.length };
      yield { stage: 'inference', iteration: ++evaluations, criterion: fit.minus2LogLik, work };
    }
  }
  const covariance = (held: HeldParameter) => followBoth(covarianceProfile(held), held.valueOf, quantile);
  for (const held of randomProfiles(fit)) {
    if (held === null) followed.push(UNDETERMINED);
    else yield* follow(covariance(held));
  }
  for (const held of residualProfiles(fit)) yield* follow(covariance(held));
  for (let j = 0; j < fit.beta.length; j++) {
    const { parameter, valueOf } = marginalCoefficientProfile(fit, j);
    yield* follow(followBoth(parameter, valueOf, quantile));
  }
  return {
    intervals: followed.map(({ interval }, i) => ({ parameter: parameters[i], ...interval })),
    profiles: followed.map(({ curve }, i) => ({ parameter: parameters[i], ...curve })),
  };
}
