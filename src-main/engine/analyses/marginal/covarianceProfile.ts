import { searchMarginal } from '../../marginal/search.ts';
import type { ProfiledParameter, ProfilePoint } from '../intervals/followProfile.ts';
import { HeldCriterion } from './heldCriterion.ts';
import type { HeldParameter } from './heldParameter.ts';
import { PathOfPoints } from './pathOfPoints.ts';

/** Decrement up to which an end of the iterations is good enough for a point of a profile. */
const CLOSE = 1e-5;
/** Share of the largest rise from which on a profile is taken to be on its way to it. */
const AT_MOST = 0.9;

/**
 * A function of the covariance parameters, ready to be profiled: at each t the criterion is minimised over all else.
 *
 * @param most rise of the criterion that no t exceeds: for a correlation, that of the model without one of its effects
 */
export function covarianceProfile(held: HeldParameter, most = Number.POSITIVE_INFINITY): ProfiledParameter {
  const { model, optimum, limits, firstStep } = held;
  const { criterion } = model;
  const estimate = held.t(optimum);
  const lowest = criterion.objective(optimum);
  const { hessian } = criterion.derivatives();
  const se = Math.sqrt(hessian.inverse(2).form(held.first(optimum)));
  const path = new PathOfPoints(estimate, optimum);
  // From here on outwards the profile is as high as it can be.
  const atMostFrom: [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const at = (t: number): ProfilePoint | null => {
    const side = Math.sign(t - estimate);
    const highest = { t, zeta: side * Math.sqrt(most), slope: 0 };
    if (side * t >= side * atMostFrom[side > 0 ? 1 : 0]) return highest;
    const found = path
      .candidates(t)
      .map((near) => minimumAt(held, t, near))
      .filter((minimum) => minimum !== null)
      .sort((a, b) => Number(b.converged) - Number(a.converged) || a.objective - b.objective)
      .at(0);
    if (found === undefined) return null;
    const rise = found.objective - lowest;
    // A search that finds no end has run into the edge, where one of the effects is gone.
    if (rise > most || (!found.converged && rise > AT_MOST * most)) {
      atMostFrom[side > 0 ? 1 : 0] = t;
      return highest;
    }
    if (!found.converged) return null;
    if (!limits.includes(t)) path.add(t, found.theta);
    const zeta = side * Math.sqrt(Math.max(0, rise));
    return { t, zeta, slope: found.slope / (2 * zeta) };
  };
  const slope = 1 / se;
  return {
    estimate: { t: estimate, zeta: 0, slope: Number.isFinite(slope) && slope > 0 ? slope : Number.NaN },
    limits,
    firstStep,
    at,
  };
}

function minimumAt(
  held: HeldParameter,
  t: number,
  near: Float64Array,
): { theta: Float64Array; objective: number; slope: number; converged: boolean } | null {
  const own = new HeldCriterion(held, t, near);
  if (!Number.isFinite(own.objective(own.start))) return null;
  const steps = searchMarginal(own, own.start);
  let step = steps.next();
  while (!step.done) step = steps.next();
  const { converged, decrement, objective, theta } = step.value;
  own.objective(theta);
  return {
    theta: own.point,
    objective,
    slope: own.slope(held.model.criterion.derivatives()),
    converged: converged || decrement < CLOSE,
  };
}
