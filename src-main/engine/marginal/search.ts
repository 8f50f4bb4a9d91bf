import { symmetricEigen } from '../numerics/symmetricEigen.ts';
import { dot } from '../numerics/vectors.ts';
import type { MarginalCriterion, MarginalDerivatives } from './marginalCriterion.ts';

/** Where the iterations stand. */
export interface MarginalStep {
  readonly iteration: number;
  readonly objective: number;
}

export interface MarginalOptimum {
  readonly theta: Float64Array;
  readonly objective: number;
  /** At theta, where the criterion stands at the end. */
  readonly derivatives: MarginalDerivatives;
  readonly converged: boolean;
  readonly iterations: number;
  readonly evaluations: number;
  /** Newton decrement g'H^-1 g / 2, in units of -2 log-likelihood. */
  readonly decrement: number;
  /** Largest |gradient| in units of the parameters' standard errors. */
  readonly gradientNorm: number;
  /** The criterion at the start and after each iteration. */
  readonly path: readonly number[];
}

interface Point {
  readonly theta: Float64Array;
  readonly objective: number;
}

/** Decrement below which the iterations end. */
const CONVERGED_DECREMENT = 1e-11;
/** Part of the criterion that its rounding may hide: a gain below it cannot be seen. */
const UNSEEN = 1e-13;
/** Decrement up to which an end without further descent counts as converged: what rounding of the criterion hides. */
const ROUNDING_DECREMENT = 1e-6;
const MAX_ITERATIONS = 100;
const MAX_STEP_CUTS = 14;
/** Largest change of a parameter in one step: a factor of e^2 of a SD, or as much as the parameter itself. */
const LARGEST_STEP = 2;
const RIDGE = 1e-10;
const EXPECTED_RIDGE = 1e-5;
/** How much more a step has to gain than that of scoring. */
const CLEARLY_BETTER = 4;
/** Smallest curvature that a step counts on, relative to that of the single parameters. */
const FLATTEST = 1e-4;
/** Parameters up to which eigenvalues take no longer than the Hessian itself. */
const MOST_EIGENVALUES = 200;

/**
 * Newton's method with the exact Hessian. Where that is not positive definite, or its step leads up, with the expected one
 * (Fisher scoring), or if that gains much more, as on ridges and at saddles, with the absolute values of the Hessian's
 * eigenvalues (Dauphin et al. 2014). Steps are cut by half until the criterion falls.
 *
 * @param theta start; an invalid one is an error of the caller
 */
export function* searchMarginal(
  criterion: Pick<MarginalCriterion, 'objective' | 'derivatives'>,
  start: Float64Array,
): Generator<MarginalStep, MarginalOptimum> {
  let theta = start;
  let evaluations = 1;
  let objective = criterion.objective(theta);
  if (!Number.isFinite(objective)) throw new Error('The search begins where there is no likelihood.');
  const path = [objective];
  let derivatives = criterion.derivatives();
  let last = false;
  for (let iteration = 1; ; iteration++) {
    const { gradient, hessian } = derivatives;
    const newton = hessian.solve(gradient, RIDGE);
    const decrement = newton === null ? Infinity : dot(newton, gradient) / 2;
    const end = (converged: boolean): MarginalOptimum => ({
      theta,
      objective,
      derivatives,
      converged,
      iterations: iteration - 1,
      evaluations,
      decrement,
      gradientNorm: largestGradient(derivatives),
      path,
    });
    if (decrement < CONVERGED_DECREMENT || last) return end(decrement < ROUNDING_DECREMENT);
    if (iteration > MAX_ITERATIONS) return end(false);

    const pointAfter = (step: Float64Array, size: number): Point => {
      const tried = theta.map((value, j) => value - size * step[j]);
      evaluations++;
      return { theta: tried, objective: criterion.objective(tried) };
    };
    /** The first point on the way of a step where the criterion is lower. */
    const descend = (step: Float64Array): Point | null => {
      let size = 1;
      // Near a limit, or in tiny units of time, parameters are large.
      step.forEach((change, j) => {
        size = Math.min(size, Math.max(LARGEST_STEP, Math.abs(theta[j])) / Math.abs(change));
      });
      for (let cut = 0; cut <= MAX_STEP_CUTS; cut++, size /= 2) {
        const point = pointAfter(step, size);
        if (point.objective < objective) return point;
      }
      return null;
    };
    let found: Point | null = null;
    // The sum over so many rows does not show whether the last step leads down.
    last = decrement < UNSEEN * Math.abs(objective);
    if (newton !== null) found = last ? pointAfter(newton, 1) : descend(newton);
    if (found !== null && !Number.isFinite(found.objective)) found = null;
    const byNewton = found !== null;
    // Below that, what is left to gain is rounding.
    if (found === null && !(decrement < ROUNDING_DECREMENT)) {
      const scoring = scoringStep(derivatives);
      const absolute = absoluteStep(derivatives);
      found = scoring === null ? null : descend(scoring);
      const other = absolute === null ? null : descend(absolute);
      const gain = found === null ? 0 : objective - found.objective;
      // Scoring keeps clear of matrices that are not positive definite: the other must be worth it.
      if (other !== null && objective - other.objective > CLEARLY_BETTER * gain) found = other;
    }
    if (found === null) {
      criterion.objective(theta);
      return end(decrement < ROUNDING_DECREMENT);
    }
    ({ theta, objective } = found);
    if (!byNewton) criterion.objective(theta);
    path.push(objective);
    derivatives = criterion.derivatives();
    yield { iteration, objective };
  }
}

function scoringStep({ gradient, hessian, expected }: MarginalDerivatives): Float64Array | null {
  // A random effect without variance has neither slope nor expected curvature; it stays where it is.
  const floor = hessian.diagonal().map((value) => EXPECTED_RIDGE * EXPECTED_RIDGE * Math.abs(value));
  return expected.floored(floor).solve(gradient, EXPECTED_RIDGE);
}

/** H^-1 g with the absolute eigenvalues of the scaled Hessian; null where there are too many parameters for it. */
function absoluteStep({ gradient, hessian: curvature }: MarginalDerivatives): Float64Array | null {
  const count = gradient.length;
  if (count > MOST_EIGENVALUES) return null;
  const hessian = curvature.dense();
  const scale = Float64Array.from({ length: count }, (_, j) => {
    const curvature = Math.abs(hessian[j * count + j]);
    return curvature > 0 ? 1 / Math.sqrt(curvature) : 1;
  });
  const scaled = hessian.map((value, at) => value * scale[at % count] * scale[Math.floor(at / count)]);
  if (!scaled.every(Number.isFinite)) return null;
  const { values, vectors } = symmetricEigen(scaled, count);
  const step = new Float64Array(count);
  for (let q = 0; q < count; q++) {
    let slope = 0;
    for (let j = 0; j < count; j++) slope += vectors[q * count + j] * scale[j] * gradient[j];
    const length = slope / Math.max(Math.abs(values[q]), FLATTEST);
    for (let j = 0; j < count; j++) step[j] += length * vectors[q * count + j] * scale[j];
  }
  return step;
}

function largestGradient({ gradient, hessian }: MarginalDerivatives): number {
  const curvature = hessian.diagonal();
  return gradient.reduce(
    (largest, slope, j) =>
      Math.max(largest, Math.abs(slope) / Math.sqrt(Math.max(Math.abs(curvature[j]), 1e-300))),
    0,
  );
}
