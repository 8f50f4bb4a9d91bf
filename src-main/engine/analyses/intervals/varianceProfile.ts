import type { Chart } from './chart.ts';
import { constrainedMinimum } from './constrainedMinimum.ts';
import type { ConstrainedMinimum } from './constrainedMinimum.ts';
import type { CovarianceState } from './covarianceState.ts';
import type { DevianceSurface } from './devianceSurface.ts';
import type { ProfiledParameter, ProfilePoint } from './followProfile.ts';
import { PathOfStates } from './pathOfStates.ts';
import { tangentOf } from './tangent.ts';

/** The maximum likelihood fit that the profiles start from. */
export interface Optimum {
  readonly state: CovarianceState;
  readonly deviance: number;
}

/**
 * An SD, a correlation or sigma, ready to be profiled: at each t the deviance is minimised over everything else.
 *
 * @param firstStep of t, where the curvature at the estimate says nothing
 * @param ceiling what the deviance cannot exceed whatever t is: for a correlation, that of the model without one of its
 *   effects
 */
export function varianceProfile(
  surface: DevianceSurface,
  chart: Chart,
  optimum: Optimum,
  firstStep: number,
  ceiling = Number.POSITIVE_INFINITY,
): ProfiledParameter {
  const start = chart.ordered(optimum.state);
  const estimate = chart.tOf(start);
  const coordinates = chart.coordinates(start, estimate);
  const free = [...coordinates.keys()].slice(0, -1);
  surface.deviance(start);
  const tangent = tangentOf({ coordinates, free, ...surface.derivatives(coordinates) });
  const path = new PathOfStates(estimate, start, tangent);
  const slope = tangent && tangent.curvature > 0 ? Math.sqrt(tangent.curvature / 2) : Number.NaN;
  // From here on outwards the profile is at its ceiling.
  const ceilingFrom: [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return {
    estimate: { t: estimate, zeta: 0, slope },
    limits: chart.limits,
    firstStep,
    at: (t) => {
      const side = Math.sign(t - estimate);
      const atCeiling = { t, zeta: side * Math.sqrt(Math.max(0, ceiling - optimum.deviance)), slope: 0 };
      if (side * t >= side * ceilingFrom[side > 0 ? 1 : 0]) return atCeiling;
      const starts = path.candidates(t).map((state) => chart.at(state, t));
      const minimum = constrainedMinimum(surface, starts, (state) => chart.coordinates(state, t), 1);
      if (minimum === null) return null;
      if (minimum.deviance > ceiling) {
        ceilingFrom[side > 0 ? 1 : 0] = t;
        return atCeiling;
      }
      // At a limit the factor has fewer columns and does not continue the path.
      if (!chart.limits.includes(t)) path.add(t, minimum.state);
      return zetaAt(t, estimate, minimum, optimum.deviance);
    },
  };
}

/** zeta and its slope; the slope of the deviance is the gradient along t (envelope theorem). */
function zetaAt(t: number, estimate: number, minimum: ConstrainedMinimum, lowest: number): ProfilePoint {
  const zeta = Math.sign(t - estimate) * Math.sqrt(Math.max(0, minimum.deviance - lowest));
  const slope = tangentOf(minimum)?.slope ?? Number.NaN;
  return { t, zeta, slope: slope / (2 * zeta) };
}
