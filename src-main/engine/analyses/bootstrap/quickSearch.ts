import type { OneGrouping } from '../../lmm/oneGrouping.ts';
import { principalAxes } from '../../lmm/principalAxes.ts';
import { solveScaled } from '../../lmm/smallMatrices.ts';

/** As in `newton`: decrement at which the last step is taken, and the ridge of the scaled Hessian. */
const CONVERGED_DECREMENT = 1e-9;
const RIDGE = 1e-9;
/** Regular models need four to six steps from the estimate of the fit. */
const MAX_ITERATIONS = 12;
/** Share of the decrease that a full step promises and must keep. */
const SUFFICIENT_DECREASE = 1e-4;
const NOISE = 1e-12;
/** Standard deviations along the principal axes (in units of sigma, per scaled column) below which an end is no plain one. */
const INSIDE = 0.02;

/**
 * Full Newton steps from T: enough for most refits. Whatever is not plain sailing (a step that does not go down, an end
 * near the boundary) is left to the general search.
 *
 * @param T k x k, column-major, lower triangular
 * @returns T at the optimum, where `model` is left; null where the general search must be asked
 */
export function quickSearch(model: OneGrouping, T: Float64Array): Float64Array | null {
  const [block] = model.A.blocks;
  const { k, free } = block;
  let at = T;
  if (!model.evaluate(at)) return null;
  const noise = NOISE * model.A.n;
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const before = model.objective;
    model.differentiate();
    const { gradient } = model;
    const step = solveScaled(model.hessian, gradient, RIDGE);
    if (step === null) return null;
    const next = at.slice();
    let decrement = 0;
    for (let p = 0; p < free.length; p++) {
      next[free[p].col * k + free[p].row] -= step[p];
      decrement += (step[p] * gradient[p]) / 2;
    }
    at = next;
    const done = decrement < CONVERGED_DECREMENT;
    const required = done ? 0 : SUFFICIENT_DECREASE * 2 * decrement;
    if (!model.evaluate(at) || !(model.objective <= before - required + noise)) return null;
    if (done) return principalAxes(at, block).d.every((sd) => sd > INSIDE) ? at : null;
  }
  return null;
}
