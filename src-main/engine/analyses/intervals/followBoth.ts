import type {
  Interval,
  IntervalRemark,
  ProfileCurve,
} from '../../../../src-shared/model/analyses/intervals.ts';
import { followProfile } from './followProfile.ts';
import type { ProfiledParameter, ProfilePoint, ProfileSide } from './followProfile.ts';
import { interpolated } from './profileCurve.ts';

/** Both halves of one profile, in the units of the data. */
export interface FollowedProfile {
  readonly interval: Omit<Interval, 'parameter'>;
  readonly curve: Omit<ProfileCurve, 'parameter'>;
  /** Rise of the deviance at the limits of t, where the profile came there; else Infinity. */
  readonly riseAtLimit: readonly [number, number];
}

/**
 * Follows a profile from its estimate upwards and downwards; yields before each evaluation.
 *
 * @param valueOf value of t in the units of the data, increasing
 * @param level normal quantile of the confidence level
 */
export function* followBoth(
  parameter: ProfiledParameter,
  valueOf: (t: number) => number,
  level: number,
): Generator<undefined, FollowedProfile> {
  const upper = yield* oneSide(parameter, 1, level);
  const lower = yield* oneSide(parameter, -1, level);
  const remarks: IntervalRemark[] = [];
  if (lower.reached !== 'level')
    remarks.push(lower.reached === 'limit' ? 'lower-at-limit' : 'lower-not-found');
  if (upper.reached !== 'level')
    remarks.push(upper.reached === 'limit' ? 'upper-at-limit' : 'upper-not-found');
  const { t, zeta } = interpolated(ascending(lower, upper));
  return {
    interval: {
      estimate: valueOf(parameter.estimate.t),
      lower: valueOf(lower.end),
      upper: valueOf(upper.end),
      remarks,
    },
    curve: { value: t.map(valueOf), zeta },
    riseAtLimit: [riseAt(lower, parameter.limits[0]), riseAt(upper, parameter.limits[1])],
  };
}

/** An estimate at its limit has no side beyond it. */
function* oneSide(
  parameter: ProfiledParameter,
  direction: 1 | -1,
  level: number,
): Generator<undefined, ProfileSide> {
  const { estimate, limits } = parameter;
  const limit = limits[direction > 0 ? 1 : 0];
  if (estimate.t === limit) return { points: [estimate], end: limit, reached: 'limit' };
  return yield* followProfile(parameter, direction, level);
}

function ascending(lower: ProfileSide, upper: ProfileSide): ProfilePoint[] {
  return [...lower.points.slice(1), ...upper.points].sort((a, b) => a.t - b.t);
}

function riseAt({ points }: ProfileSide, limit: number): number {
  return (points.find(({ t }) => t === limit)?.zeta ?? Number.POSITIVE_INFINITY) ** 2;
}
