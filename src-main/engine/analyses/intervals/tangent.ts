import { solveScaled } from '../../lmm/smallMatrices.ts';
import type { ConstrainedMinimum } from './constrainedMinimum.ts';
import type { Coordinate } from './covarianceState.ts';

/** How the constrained minimum changes with the last coordinate, t. */
export interface Tangent {
  /** d deviance / dt, corrected for what is left of the gradient in the free coordinates. */
  readonly slope: number;
  /** d2 deviance / dt2 with the free coordinates following. */
  readonly curvature: number;
  readonly coordinates: readonly Coordinate[];
  /** Change of every coordinate for a unit of t. */
  readonly steps: Float64Array;
}

const RIDGE = 1e-9;

/** From the implicit function theorem: d x / dt = -H_xx^-1 H_xt. @returns null where H_xx is not positive definite */
export function tangentOf({
  coordinates,
  free,
  gradient,
  hessian,
}: Pick<ConstrainedMinimum, 'coordinates' | 'free' | 'gradient' | 'hessian'>): Tangent | null {
  const m = coordinates.length;
  const t = m - 1;
  const size = free.length;
  const H = new Float64Array(size * size);
  free.forEach((p, i) => {
    free.forEach((q, j) => (H[j * size + i] = hessian[q * m + p]));
  });
  const follow = solveScaled(
    H,
    Float64Array.from(free, (p) => hessian[t * m + p]),
    RIDGE,
  );
  if (follow === null) return null;
  let slope = gradient[t];
  let curvature = hessian[t * m + t];
  const steps = new Float64Array(m);
  steps[t] = 1;
  free.forEach((p, i) => {
    slope -= gradient[p] * follow[i];
    curvature -= hessian[t * m + p] * follow[i];
    steps[p] = -follow[i];
  });
  return { slope, curvature, coordinates, steps };
}
