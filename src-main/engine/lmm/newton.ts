import { dot } from '../numerics/vectors.ts';
import type { Derivatives } from './averageInformation.ts';
import { startingPoint, stepped } from './axisPoint.ts';
import type { AxisPoint } from './axisPoint.ts';
import type { ProfiledCriterion } from './criterion.ts';
import { observedHessian } from './observedHessian.ts';
import { solveScaled } from './smallMatrices.ts';

/** Newton decrement (in units of -2 log-likelihood) below which the iterations end. */
const CONVERGED_DECREMENT = 1e-9;
/** Ridge on the scaled Hessian that keeps flat directions solvable. */
const RIDGE = 1e-9;
const MAX_ITERATIONS = 100;
const MAX_STEP_CUTS = 12;
/** Below this decrement convergence should be fast; where more iterations than expected are in sight, they get help. */
const NEAR_DECREMENT = 0.1;
const EXPECTED_ITERATIONS = 10;
/** After a step with a decrement below this, average information is what it was, */
const STEADY_DECREMENT = 1e-3;
/** unless the axes turned by more than this. */
const SAME_AXIS = 0.01;
/** No parameter moves further than this times its size (or 1) in one step, whatever its curvature. */
const LONGEST_STEP = 10;
/** Residual variance, as a share of the outcome's, below which the model reproduces the data. */
export const NO_RESIDUAL = 1e-12;
/** Armijo constant of the line search. */
const SUFFICIENT_DECREASE = 1e-4;
/** Rounding error of the criterion relative to its degrees of freedom; smaller changes are noise. */
const NOISE = 1e-12;

export interface NewtonStep {
  readonly iteration: number;
  readonly objective: number;
}

export interface Optimum {
  readonly theta: Float64Array;
  readonly objective: number;
  readonly iterations: number;
  readonly converged: boolean;
  /** g'H^-1 g / 2 at the last gradient. */
  readonly decrement: number;
  /** Largest |g_p| / sqrt(H_pp) at the last gradient. */
  readonly gradientNorm: number;
  /** Derivatives at the last gradient (no further than one polishing step from theta). */
  readonly derivatives: Derivatives;
  readonly path: readonly number[];
}

/**
 * Newton iterations along the principal axes with average information and halving line search, from `start`; yields
 * after each iteration. The criterion's factor is left at the returned theta.
 *
 * With few clusters, average and observed information differ and the convergence is only linear. Where it would take
 * too long, the difference between the two is computed once and added from there on.
 */
export function* newton(criterion: ProfiledCriterion, start: Float64Array): Generator<NewtonStep, Optimum> {
  let point = startingPoint(criterion, start);
  let objective = criterion.objective(point.theta);
  const path = [objective];
  const noise = NOISE * criterion.nu;
  let damping = 0;
  let beyondAverage: Float64Array | null = null;
  let known: { information: Float64Array; axes: AxisPoint['axes'] } | null = null;
  let lastDecrement = Number.POSITIVE_INFINITY;
  for (let iteration = 1; ; iteration++) {
    const steady = known !== null && lastDecrement < STEADY_DECREMENT && sameAxes(known.axes, point.axes);
    const derivatives = criterion.derivatives(point.axes, steady ? known?.information : undefined);
    if (!steady) known = { information: derivatives.information, axes: point.axes };
    const { gradient } = derivatives;
    let hessian = beyondAverage ? plus(derivatives.hessian, beyondAverage, 1) : derivatives.hessian;
    let step = newtonStep(criterion, hessian, gradient, point, damping);
    let decrement = -dot(step, gradient) / 2;
    if (decrement < NEAR_DECREMENT && iteration + stepsLeft(decrement, lastDecrement) > EXPECTED_ITERATIONS) {
      hessian = observedHessian(criterion, point, gradient);
      beyondAverage = plus(hessian, derivatives.hessian, -1);
      step = newtonStep(criterion, hessian, gradient, point, damping);
      decrement = -dot(step, gradient) / 2;
    }
    lastDecrement = decrement;
    const done = decrement < CONVERGED_DECREMENT;
    const finish = (converged: boolean): Optimum => ({
      theta: point.theta,
      objective,
      iterations: iteration - 1,
      converged,
      decrement,
      gradientNorm: scaledNorm(gradient, hessian),
      derivatives,
      path,
    });
    if (iteration > MAX_ITERATIONS) return finish(false);

    // The last step is taken too: it costs one factorisation, which the solution needs in any case.
    const required = done ? -noise : SUFFICIENT_DECREASE * 2 * decrement;
    const accepted = lineSearch(criterion, point, objective, step, required, noise, done ? 1 : MAX_STEP_CUTS);
    if (accepted === null) {
      criterion.objective(point.theta);
      if (done || decrement < noise) return finish(true);
      damping = damping === 0 ? 1e-3 : damping * 100;
      if (damping > 1e6) return finish(false);
      path.push(objective);
      continue;
    }
    damping = damping > 1e-3 ? damping / 100 : 0;
    point = accepted.point;
    objective = accepted.objective;
    path.push(objective);
    yield { iteration, objective };
    if (done) return finish(true);
    if (criterion.sigma2 < NO_RESIDUAL) return finish(false);
  }
}

/** How many more steps it takes from this decrement if each divides it as the last one did. */
function stepsLeft(decrement: number, last: number): number {
  if (decrement <= CONVERGED_DECREMENT) return 0;
  return decrement < last ? Math.log(decrement / CONVERGED_DECREMENT) / Math.log(last / decrement) : Infinity;
}

function newtonStep(
  { parameters }: ProfiledCriterion,
  hessian: Float64Array,
  gradient: Float64Array,
  { axes }: AxisPoint,
  damping: number,
): Float64Array {
  const m = gradient.length;
  const H = hessian.slice();
  parameters.forEach(({ block, row }, p) => {
    const least = Math.abs(gradient[p]) / (LONGEST_STEP * Math.max(1, axes[block].d[row]));
    H[p * m + p] = Math.max(H[p * m + p], least);
  });
  for (let ridge = RIDGE + damping; ; ridge = Math.max(1e-6, ridge * 10)) {
    const step = solveScaled(H, gradient, ridge);
    if (step !== null) return step.map((value) => -value);
    if (ridge > 1e12) throw new Error('the scaled Hessian has entries that are not finite');
  }
}

function lineSearch(
  criterion: ProfiledCriterion,
  from: AxisPoint,
  objective: number,
  step: Float64Array,
  required: number,
  noise: number,
  cuts: number,
): { point: AxisPoint; objective: number } | null {
  let length = 1;
  for (let cut = 0; cut < cuts; cut++) {
    const point = stepped(criterion, from, step, length);
    const value = criterion.objective(point.theta);
    if (value <= objective - length * required + noise) return { point, objective: value };
    length /= 3;
  }
  return null;
}

function sameAxes(A: AxisPoint['axes'], B: AxisPoint['axes']): boolean {
  return A.every(({ Q, O }, b) => {
    const other = B[b];
    return (
      Q.every((value, i) => Math.abs(value - other.Q[i]) < SAME_AXIS) &&
      O.every((value, i) => Math.abs(value - other.O[i]) < SAME_AXIS)
    );
  });
}

function plus(A: Float64Array, B: Float64Array, factor: number): Float64Array {
  return A.map((value, i) => value + factor * B[i]);
}

function scaledNorm(gradient: Float64Array, hessian: Float64Array): number {
  const m = gradient.length;
  let norm = 0;
  for (let p = 0; p < m; p++) {
    const scale = Math.sqrt(hessian[p * m + p]);
    if (scale > 0) norm = Math.max(norm, Math.abs(gradient[p]) / scale);
  }
  return norm;
}
