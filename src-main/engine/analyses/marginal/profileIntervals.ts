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
  let done = 0;
  function* follow(steps: Generator<undefined, FollowedProfile>): Generator<Progress, FollowedProfile> {
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        done++;
        return step.value;
      }
      const work = { done, total: parameters.length };
      yield { stage: 'inference', iteration: ++evaluations, criterion: fit.minus2LogLik, work };
    }
  }
  const covariance = (held: HeldParameter, most?: number) =>
    follow(followBoth(covarianceProfile(held, most), held.valueOf, quantile));
  for (const { sds, correlation } of randomProfiles(fit)) {
    const own: FollowedProfile[] = [];
    for (const held of sds) own.push(yield* covariance(held));
    for (let j = 0; j < sds.length; j++) {
      followed.push(own[j]);
      for (let i = j + 1; i < sds.length; i++) {
        // Without one of its two effects a correlation can be anything, and the deviance is no higher than that.
        const most = Math.min(own[i].riseAtLimit[0], own[j].riseAtLimit[0]);
        const held = most > 0 ? correlation(j, i) : null;
        followed.push(held === null ? UNDETERMINED : yield* covariance(held, most));
      }
    }
  }
  for (const held of residualProfiles(fit)) followed.push(yield* covariance(held));
  for (let j = 0; j < fit.beta.length; j++) {
    const { parameter, valueOf } = marginalCoefficientProfile(fit, j);
    followed.push(yield* follow(followBoth(parameter, valueOf, quantile)));
  }
  return {
    intervals: followed.map(({ interval }, i) => ({ parameter: parameters[i], ...interval })),
    profiles: followed.map(({ curve }, i) => ({ parameter: parameters[i], ...curve })),
  };
}
