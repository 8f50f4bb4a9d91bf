import type { LmmFit } from '../../lmm/fitLmm.ts';
import { correlationChart, sdChart, sigmaChart } from './chart.ts';
import { DevianceSurface } from './devianceSurface.ts';
import { followBoth } from './followBoth.ts';
import type { FollowedProfile } from './followBoth.ts';
import { varianceProfile } from './varianceProfile.ts';
import type { Optimum } from './varianceProfile.ts';

/** First steps where the curvature at the estimate says nothing: an SD in units of sigma per scaled column, and angles. */
const FIRST_SD = 0.1;
const FIRST_ANGLE = 0.1;

/** What a correlation without two varying effects can be: anything. */
export const UNDETERMINED: FollowedProfile = {
  interval: { estimate: Number.NaN, lower: -1, upper: 1, remarks: ['lower-at-limit', 'upper-at-limit'] },
  curve: { value: [], zeta: [] },
  riseAtLimit: [0, 0],
};

/**
 * The profiles of SDs, correlations and sigma in the order of `intervalParameters`; yields before each evaluation how
 * many are done.
 */
export function* varianceProfiles(
  fit: LmmFit,
  optimum: Optimum,
  quantile: number,
): Generator<number, FollowedProfile[]> {
  const surface = new DevianceSurface(fit.criterion);
  const { scale } = fit.problem;
  const sizes = surface.places.map(({ k }) => k);
  const sigma = Math.exp(optimum.state.logSigma);
  let done = 0;
  const profiles: FollowedProfile[] = [];

  for (const [design, { k, unit }] of surface.places.entries()) {
    const sds: FollowedProfile[] = [];
    for (let effect = 0; effect < k; effect++) {
      const chart = sdChart(sizes, design, effect);
      const profile = varianceProfile(surface, chart, optimum, FIRST_SD * unit[effect] * sigma);
      sds.push(
        yield* counted(
          followBoth(profile, (t) => t * scale, quantile),
          done++,
        ),
      );
    }
    for (let j = 0; j < k; j++) {
      profiles.push(sds[j]);
      for (let i = j + 1; i < k; i++) {
        // Without one of its two effects a correlation can be anything, and the deviance is no higher than that.
        const ceiling = optimum.deviance + Math.min(sds[i].riseAtLimit[0], sds[j].riseAtLimit[0]);
        if (ceiling === optimum.deviance) profiles.push(UNDETERMINED);
        else {
          const profile = varianceProfile(
            surface,
            correlationChart(sizes, design, j, i),
            optimum,
            FIRST_ANGLE,
            ceiling,
          );
          profiles.push(yield* counted(followBoth(profile, Math.sin, quantile), done));
        }
        done++;
      }
    }
  }
  const profile = varianceProfile(surface, sigmaChart(sizes), optimum, 1 / Math.sqrt(2 * fit.criterion.nu));
  profiles.push(
    yield* counted(
      followBoth(profile, (t) => Math.exp(t) * scale, quantile),
      done,
    ),
  );
  return profiles;
}

/** Yields the same number at each step of a profile. */
export function* counted<Result>(
  steps: Generator<undefined, Result>,
  done: number,
): Generator<number, Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield done;
  }
}
