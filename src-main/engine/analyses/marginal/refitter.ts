import { dataConstant } from '../../marginal/fitMarginal.ts';
import type { MarginalFit, MarginalProblem } from '../../marginal/fitMarginal.ts';
import { fixedEffects } from '../../lmm/dataUnits.ts';
import type { MarginalCriterion } from '../../marginal/marginalCriterion.ts';
import { searchMarginal } from '../../marginal/search.ts';
import type { MarginalOptimum } from '../../marginal/search.ts';
import { dot } from '../../numerics/vectors.ts';
import { criterionFor } from './criterionFor.ts';

/** Where a search of the elements of a random term's factor begins that stood at its limit: a share of the outcome's SD. */
const INSIDE = 0.2;
/** Elements below this are at their limit, where the search would stay. */
const AT_LIMIT = 1e-3;

/** Decrement at which the last step is taken: what is left after it is far below rounding. */
const LAST_STEP = 1e-9;
const RIDGE = 1e-10;
/** Regular models need three or four steps from the estimate of the fit. */
const MOST_STEPS = 8;
/** Share of the decrease that a full step promises and must keep. */
const SUFFICIENT_DECREASE = 1e-4;

/** The same model fitted to another outcome. */
export interface MarginalRefit extends MarginalProblem {
  /** Where the criterion stands. */
  readonly optimum: Pick<MarginalOptimum, 'theta' | 'objective' | 'converged'>;
  readonly minus2LogLik: number;
  /** Kept coefficients in the units of the data. */
  readonly beta: Float64Array;
}

/**
 * Fits the model of a fit to other outcomes, starting where the fit ended. A refit depends on the fit and its outcome only:
 * everything that belongs to the covariates is computed once. It holds until the next one.
 *
 * @returns for deviations from the fitted fixed part (n, in the order of the frame's rows, weighted and scaled)
 */
export function marginalRefitter(fit: MarginalFit): (deviations: Float64Array) => MarginalRefit {
  const { width, order, n } = fit.source;
  const start = awayFromLimits(fit, fit.optimum.theta);
  const source = { ...fit.source, rows: fit.source.rows.slice() };
  const problem = { ...fit.problem, coordinates: new Float64Array(width - 1), shift: 0, shifted: [] };
  const constant = dataConstant(problem, n, fit.criterion.reml);
  const criterion = criterionFor(fit, source);
  return (deviations) => {
    for (let at = 0; at < n; at++) source.rows[at * width + width - 1] = deviations[order[at]];
    criterion.outcomeChanged();
    const optimum = quickOptimum(criterion, start) ?? optimise({ criterion }, start);
    const beta = fixedEffects(criterion.fixed().beta, problem).map((value, j) => value + fit.beta[j]);
    return { ...fit, problem, source, criterion, optimum, minus2LogLik: optimum.objective + constant, beta };
  };
}

/**
 * Full Newton steps, without derivatives at the end; null where that is no plain sailing and the general search must be asked.
 */
function quickOptimum(criterion: MarginalCriterion, start: Float64Array): MarginalRefit['optimum'] | null {
  let theta = start;
  let objective = criterion.objective(theta);
  if (!Number.isFinite(objective)) return null;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { gradient, hessian } = criterion.derivatives();
    const newton = hessian.solve(gradient, RIDGE);
    if (newton === null) return null;
    const decrement = dot(newton, gradient) / 2;
    const last = decrement < LAST_STEP;
    theta = theta.map((value, j) => value - newton[j]);
    const reached = criterion.objective(theta);
    if (last) return Number.isFinite(reached) ? { theta, objective: reached, converged: true } : null;
    if (!(reached <= objective - SUFFICIENT_DECREASE * 2 * decrement)) return null;
    objective = reached;
  }
  return null;
}

/** Runs the search of a model to its end; the criterion stands there. */
export function optimise(
  { criterion }: Pick<MarginalProblem, 'criterion'>,
  start: Float64Array,
): MarginalOptimum {
  const steps = searchMarginal(criterion, start);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** A variance of zero is a stationary point: no search leaves it by itself. */
export function awayFromLimits(
  { frame, structure, design }: MarginalProblem,
  theta: Float64Array,
): Float64Array {
  const inside = theta.slice();
  let at = structure.count * design.groups.levels.length;
  for (const { k } of frame.random) {
    for (let col = 0; col < k; col++) {
      if (Math.abs(inside[at]) < AT_LIMIT) inside[at] = INSIDE;
      at += k - col;
    }
  }
  return inside;
}
