import { quadraticForm } from '../../inference/denominatorDf.ts';
import { searchMarginal } from '../../marginal/search.ts';
import { scaledInverse } from '../../numerics/scaledInverse.ts';
import type { ProfiledParameter, ProfilePoint } from '../intervals/followProfile.ts';
import { HeldCriterion } from './heldCriterion.ts';
import type { HeldParameter } from './heldParameter.ts';
import { PathOfPoints } from './pathOfPoints.ts';

/** Decrement up to which an end of the iterations is good enough for a point of a profile. */
const CLOSE = 1e-5;

/** A function of the covariance parameters, ready to be profiled: at each t the criterion is minimised over all else. */
export function covarianceProfile(held: HeldParameter): ProfiledParameter {
  const { model, optimum, limits, firstStep } = held;
  const { criterion } = model;
  const estimate = held.t(optimum);
  const lowest = criterion.objective(optimum);
  const { hessian } = criterion.derivatives();
  const covariance = scaledInverse(hessian, optimum.length).map((value) => 2 * value);
  const se = Math.sqrt(quadraticForm(held.first(optimum), covariance));
  const path = new PathOfPoints(estimate, optimum);
  const at = (t: number): ProfilePoint | null => {
    const found = path
      .candidates(t)
      .map((near) => minimumAt(held, t, near))
      .filter((minimum) => minimum !== null)
      .sort((a, b) => a.objective - b.objective)
      .at(0);
    if (found === undefined) return null;
    if (!limits.includes(t)) path.add(t, found.theta);
    const zeta = Math.sign(t - estimate) * Math.sqrt(Math.max(0, found.objective - lowest));
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
): { theta: Float64Array; objective: number; slope: number } | null {
  const own = new HeldCriterion(held, t, near);
  if (!Number.isFinite(own.objective(own.start))) return null;
  const steps = searchMarginal(own, own.start);
  let step = steps.next();
  while (!step.done) step = steps.next();
  const { converged, decrement, objective, theta } = step.value;
  if (!converged && !(decrement < CLOSE)) return null;
  own.objective(theta);
  return { theta: own.point, objective, slope: own.slope(held.model.criterion.derivatives()) };
}
