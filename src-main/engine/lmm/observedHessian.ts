import { alongAxes } from './averageInformation.ts';
import type { AxisPoint } from './axisPoint.ts';
import type { ProfiledCriterion } from './criterion.ts';
import { triangular } from './principalAxes.ts';

/** Step of the differences, relative to the standard deviation along the axis and at least absolute. */
const STEP = 1e-5;

/**
 * The exact Hessian (observed information) along the axes of a point by differences of the exact gradient, which costs
 * one gradient for each parameter. Leaves the factor elsewhere.
 * @param gradient at the point, along its axes
 * @returns m x m, symmetric
 */
export function observedHessian(
  criterion: ProfiledCriterion,
  { theta, axes }: AxisPoint,
  gradient: Float64Array,
): Float64Array {
  const { A, parameters } = criterion;
  const m = parameters.length;
  const H = new Float64Array(m * m);
  const T = criterion.matrices(theta);
  parameters.forEach(({ block, row, col }, p) => {
    const { Q, d } = axes[block];
    const k = d.length;
    const h = STEP * Math.max(1, d[col]);
    const moved = Q.map((value, at) => value * d[Math.floor(at / k)]);
    for (let i = 0; i < k; i++) moved[col * k + i] += h * Q[row * k + i];
    const { L, O } = triangular(moved, new Float64Array(k).fill(1), A.blocks[block]);
    criterion.objective(criterion.theta(T.map((own, b) => (b === block ? L : own))));
    // Along the axes of the point, at the triangle of the point moved: the same coordinates.
    const turned = axes.map((own, b) => (b === block ? { ...own, O } : own));
    const along = alongAxes(criterion.firstDerivatives(), criterion.sigma2, turned);
    parameters.forEach((other, q) => {
      const entry = other.col * A.blocks[other.block].k + other.row;
      const change = (along[other.block][entry] - gradient[q]) / h;
      H[q * m + p] += change / 2;
      H[p * m + q] += change / 2;
    });
  });
  return H;
}
