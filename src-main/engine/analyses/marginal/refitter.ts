import { fitAt } from '../../marginal/fitMarginal.ts';
import type { MarginalFit, MarginalProblem } from '../../marginal/fitMarginal.ts';
import { searchMarginal } from '../../marginal/search.ts';
import type { MarginalOptimum } from '../../marginal/search.ts';
import { criterionFor } from './criterionFor.ts';

/** Where a search of the elements of a random term's factor begins that stood at its limit: a share of the outcome's SD. */
const INSIDE = 0.2;
/** Elements below this are at their limit, where the search would stay. */
const AT_LIMIT = 1e-3;

/**
 * Fits the model of a fit to other outcomes, starting where the fit ended. A refit depends on the fit and its outcome only.
 *
 * @returns for deviations from the fitted fixed part (n, in the order of the frame's rows, weighted and scaled); in the
 *   result they are the outcome: `beta` is that of the deviations
 */
export function marginalRefitter(fit: MarginalFit): (deviations: Float64Array) => MarginalFit {
  const { source, optimum } = fit;
  const { width, order, n } = source;
  const start = awayFromLimits(fit, optimum.theta);
  const problem = { ...fit.problem, coordinates: new Float64Array(width - 1), shift: 0, shifted: [] };
  return (deviations) => {
    const rows = source.rows.slice();
    for (let at = 0; at < n; at++) rows[at * width + width - 1] = deviations[order[at]];
    const own = { ...source, rows };
    const model = { ...fit, problem, source: own, criterion: criterionFor(fit, own) };
    return fitAt(model, optimise(model, start));
  };
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

/** Coefficients of a refit to deviations from the fixed part of a fit. */
export function withFixedPart(fit: MarginalFit, refit: MarginalFit): Float64Array {
  return refit.beta.map((value, j) => value + fit.beta[j]);
}
