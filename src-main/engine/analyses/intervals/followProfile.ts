/** A point of a profile: t, zeta = sign(t - estimate) sqrt(rise in deviance), and d zeta / dt. */
export interface ProfilePoint {
  readonly t: number;
  readonly zeta: number;
  /** NaN where it is not defined. */
  readonly slope: number;
}

/** One parameter whose profile can be evaluated; evaluations remember where they were and start from there. */
export interface ProfiledParameter {
  /** t of the estimate, with the slope there (NaN if unknown). */
  readonly estimate: ProfilePoint;
  readonly limits: readonly [number, number];
  /** A step for where the slope says nothing. */
  readonly firstStep: number;
  /** The constrained minimum at t; null if it could not be found. */
  readonly at: (t: number) => ProfilePoint | null;
}

/** One half of a profile, from the estimate outwards. */
export interface ProfileSide {
  /** With the estimate, in the order of their distance from it. */
  readonly points: readonly ProfilePoint[];
  /** t where |zeta| reaches the level; the limit, or NaN where it does not. */
  readonly end: number;
  readonly reached: 'level' | 'limit' | 'nothing';
}

/** Steps of zeta as a share of the level; how far beyond it the profile is followed for its plot, and aimed. */
const STEP = 1 / 2;
const BEYOND = 1.2;
const AIM = 1.3;
/**
 * Where a point this near to the level (as a share of it) and its neighbour on the other side are known with their
 * slopes, the cubic through both gives the end to 1e-5 of the interval.
 */
const NEAR = 0.02;
/** ... if the slopes differ from the chord's by less than this share; else it must be five times nearer. */
const STEADY = 0.25;
const MAX_POINTS = 60;
const MAX_REFINEMENTS = 12;
const MAX_HALVINGS = 8;
/** No step is longer than this times the one before. */
const LONGEST_STEP = 3;

/**
 * Follows a profile from the estimate in one direction until zeta is beyond the level, with steps chosen by the
 * change of zeta, and finds where it reaches the level. Yields before each evaluation.
 *
 * @param level the normal quantile of the confidence level, e.g. 1.96
 */
export function* followProfile(
  parameter: ProfiledParameter,
  direction: 1 | -1,
  level: number,
): Generator<undefined, ProfileSide> {
  const limit = parameter.limits[direction > 0 ? 1 : 0];
  const points = [parameter.estimate];
  const last = (): ProfilePoint => points[points.length - 1];
  while (Math.abs(last().zeta) < level * BEYOND && last().t !== limit) {
    if (points.length > MAX_POINTS) return { points, end: Number.NaN, reached: 'nothing' };
    let t = within(nextT(points, direction, level, parameter.firstStep), limit, direction);
    yield;
    let point = parameter.at(t);
    for (let cut = 0; point === null && cut < MAX_HALVINGS; cut++) {
      t = (t + last().t) / 2;
      yield;
      point = parameter.at(t);
    }
    // where the minimum is found nowhere beyond the last point, the steps towards it come to nothing
    if (point === null || point.t === last().t) break;
    points.push(point);
  }
  const beyond = points.findIndex(({ zeta }) => Math.abs(zeta) >= level);
  if (beyond < 0) {
    const reached = last().t === limit ? 'limit' : 'nothing';
    return { points, end: reached === 'limit' ? limit : Number.NaN, reached };
  }
  return yield* crossing(parameter, direction * level, points, beyond);
}

/** Where the profile crosses zeta = target, between the point before `beyond` and that one; added to the points. */
function* crossing(
  parameter: ProfiledParameter,
  target: number,
  points: ProfilePoint[],
  beyond: number,
): Generator<undefined, ProfileSide> {
  let inside = points[beyond - 1];
  let outside = points[beyond];
  for (let round = 0; ; round++) {
    const { t, bend } = inverseHermite(inside, outside, target);
    const distance = Math.min(Math.abs(inside.zeta - target), Math.abs(outside.zeta - target));
    const near = distance < (bend < STEADY ? NEAR : NEAR / 5) * Math.abs(target);
    if (near || round === MAX_REFINEMENTS) return { points, end: t, reached: 'level' };
    yield;
    const point = parameter.at(t);
    if (point === null) return { points, end: t, reached: 'level' };
    points.splice(points.indexOf(outside), 0, point);
    if (Math.abs(point.zeta) < Math.abs(target)) inside = point;
    else outside = point;
  }
}

/** The next t: half the level further in zeta, the level itself, or beyond it. */
function nextT(points: readonly ProfilePoint[], direction: 1 | -1, level: number, firstStep: number): number {
  const { t, zeta, slope } = points[points.length - 1];
  const before = points.length > 1 ? points[points.length - 2] : null;
  const done = Math.abs(zeta);
  const target = done < level * (1 - NEAR) ? Math.min(level, done + STEP * level) : level * AIM;
  const change = target - done;
  const longest = before ? LONGEST_STEP * Math.abs(t - before.t) : Number.POSITIVE_INFINITY;
  let step = slope > 0 ? change / slope : Number.NaN;
  if (before && slope > 0 && before.slope > 0) {
    // Second order in zeta, from the change of dt / dzeta over the last step.
    const bend = (1 / slope - 1 / before.slope) / Math.abs(zeta - before.zeta);
    const curved = step + (bend * change * change) / 2;
    if (curved > step / 3 && curved < 3 * step) step = curved;
  }
  if (!Number.isFinite(step)) step = before ? 2 * Math.abs(t - before.t) : firstStep;
  return t + direction * Math.min(step, longest);
}

/** A step that would end just before the limit goes to the limit. */
function within(t: number, limit: number, direction: 1 | -1): number {
  return direction * (limit - t) <= 0 ? limit : t;
}

/**
 * t at zeta = target between two points, by the cubic through both and their slopes.
 *
 * @returns with the largest share by which a slope differs from the chord's; beyond 2 (or unknown) t is on the chord
 */
function inverseHermite(
  inside: ProfilePoint,
  outside: ProfilePoint,
  target: number,
): { t: number; bend: number } {
  const width = outside.t - inside.t;
  const rise = outside.zeta - inside.zeta;
  const s = (target - inside.zeta) / rise;
  const a = rise / (inside.slope * width);
  const b = rise / (outside.slope * width);
  const bend = Math.max(Math.abs(a - 1), Math.abs(b - 1));
  const cubic = a > 0 && b > 0 && bend < 2;
  const share = cubic ? s * (1 - s) ** 2 * a + s ** 2 * (3 - 2 * s) - s ** 2 * (1 - s) * b : s;
  return { t: inside.t + share * width, bend: cubic ? bend : Number.POSITIVE_INFINITY };
}
