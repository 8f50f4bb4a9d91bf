import { dot } from '../numerics/vectors.ts';
import { SMALLEST_THETA } from './criterion.ts';
import type { Derivatives, ProfiledCriterion } from './criterion.ts';
import { solveScaled } from './smallMatrices.ts';

/** Newton decrement (in units of -2 log-likelihood) below which the iterations end. */
const CONVERGED_DECREMENT = 1e-9;
/** Ridge on the scaled Hessian that keeps flat directions solvable. */
const RIDGE = 1e-9;
const MAX_ITERATIONS = 100;
const MAX_STEP_CUTS = 12;
/** Steps remembered, and the least curvature (relative to the average information) a step must have seen. */
const SECANTS = 3;
const CURVATURE = 0.1;
/** A decrement that shrinks by less than this marks linear convergence: then the secants are used. */
const SLOW = 0.1;
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
 * Newton iterations with average information and halving line search, from `start`; yields after each
 * iteration. The criterion's factor is left at the returned theta.
 */
export function* newton(criterion: ProfiledCriterion, start: Float64Array): Generator<NewtonStep, Optimum> {
  let theta = keptFromZero(criterion, start);
  let objective = criterion.objective(theta);
  const path = [objective];
  const noise = NOISE * criterion.nu;
  let damping = 0;
  let previous: { theta: Float64Array; gradient: Float64Array } | null = null;
  const secants: Secant[] = [];
  let lastDecrement = Number.POSITIVE_INFINITY;
  for (let iteration = 1; ; iteration++) {
    const derivatives = criterion.derivatives();
    const { gradient } = derivatives;
    if (previous !== null) secants.push(secantPair(previous, theta, gradient));
    if (secants.length > SECANTS) secants.shift();
    let hessian = derivatives.hessian;
    let step = newtonStep(hessian, gradient, theta, damping);
    let decrement = -dot(step, gradient) / 2;
    if (decrement > SLOW * lastDecrement) {
      hessian = withSecants(hessian, secants);
      step = newtonStep(hessian, gradient, theta, damping);
    }
    lastDecrement = decrement;
    decrement = -dot(step, gradient) / 2;
    const done = decrement < CONVERGED_DECREMENT;
    const finish = (converged: boolean): Optimum => ({
      theta,
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
    const accepted = lineSearch(criterion, theta, objective, step, required, noise, done ? 1 : MAX_STEP_CUTS);
    if (accepted === null) {
      criterion.objective(theta);
      if (done || decrement < noise) return finish(true);
      damping = damping === 0 ? 1e-3 : damping * 100;
      if (damping > 1e6) return finish(false);
      path.push(objective);
      previous = null;
      continue;
    }
    damping = damping > 1e-3 ? damping / 100 : 0;
    previous = { theta, gradient };
    theta = accepted.theta;
    objective = accepted.objective;
    path.push(objective);
    yield { iteration, objective };
    if (done) return finish(true);
    if (criterion.sigma2 < NO_RESIDUAL) return finish(false);
  }
}

interface Secant {
  /** Change of theta and of the gradient over one step. */
  readonly s: Float64Array;
  readonly y: Float64Array;
}

function secantPair(
  previous: { theta: Float64Array; gradient: Float64Array },
  theta: Float64Array,
  gradient: Float64Array,
): Secant {
  return {
    s: theta.map((t, p) => t - previous.theta[p]),
    y: gradient.map((g, p) => g - previous.gradient[p]),
  };
}

/**
 * BFGS updates of the average information by the last steps. Where few clusters make observed and expected
 * information differ, average information alone converges only linearly; what the last steps saw mends it.
 */
function withSecants(information: Float64Array, secants: readonly Secant[]): Float64Array {
  const H = information.slice();
  for (const { s, y } of secants) {
    const m = s.length;
    const Hs = new Float64Array(m);
    for (let p = 0; p < m; p++) for (let q = 0; q < m; q++) Hs[p] += H[q * m + p] * s[q];
    const sHs = dot(s, Hs);
    const sy = dot(s, y);
    if (!(sy > CURVATURE * sHs)) continue;
    for (let p = 0; p < m; p++) {
      for (let q = 0; q < m; q++) H[q * m + p] += (y[p] * y[q]) / sy - (Hs[p] * Hs[q]) / sHs;
    }
  }
  return H;
}

function newtonStep(
  hessian: Float64Array,
  gradient: Float64Array,
  theta: Float64Array,
  damping: number,
): Float64Array {
  const m = gradient.length;
  const H = hessian.slice();
  for (let p = 0; p < m; p++) {
    const least = Math.abs(gradient[p]) / (LONGEST_STEP * Math.max(1, Math.abs(theta[p])));
    H[p * m + p] = Math.max(H[p * m + p], least);
  }
  for (let ridge = RIDGE + damping; ; ridge = Math.max(1e-6, ridge * 10)) {
    const step = solveScaled(H, gradient, ridge);
    if (step !== null) return step.map((value) => -value);
    if (ridge > 1e12) throw new Error('the scaled Hessian has entries that are not finite');
  }
}

function lineSearch(
  criterion: ProfiledCriterion,
  theta: Float64Array,
  objective: number,
  step: Float64Array,
  required: number,
  noise: number,
  cuts: number,
): { theta: Float64Array; objective: number } | null {
  let length = 1;
  for (let cut = 0; cut < cuts; cut++) {
    const trial = keptFromZero(
      criterion,
      theta.map((t, p) => t + length * step[p]),
    );
    const value = criterion.objective(trial);
    if (value <= objective - length * required + noise) return { theta: trial, objective: value };
    length /= 3;
  }
  return null;
}

/** Diagonal entries of T stay away from exact zero, where the derivative by Psi is not defined. */
function keptFromZero(criterion: ProfiledCriterion, theta: Float64Array): Float64Array {
  return theta.map((t, p) => {
    const { row, col } = criterion.parameters[p];
    return row === col && Math.abs(t) < SMALLEST_THETA ? SMALLEST_THETA : t;
  });
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
