import type { ProfiledCriterion } from './criterion.ts';
import { principalAxes, triangular } from './principalAxes.ts';
import type { PrincipalAxes } from './principalAxes.ts';
import { times } from './smallMatrices.ts';

/** A point of the iterations: T, lower triangular, as a vector, and by its principal axes. */
export interface AxisPoint {
  readonly theta: Float64Array;
  readonly axes: readonly PrincipalAxes[];
}

/** Standard deviations along an axis (in units of sigma per scaled column) do not fall below this: there the criterion
 * is the same as at 0, and the derivative by Psi is still defined. */
const SMALLEST_SD = 1e-8;

/** The given theta as it is, unless a direction has no variance: then with the smallest. */
export function startingPoint(criterion: ProfiledCriterion, theta: Float64Array): AxisPoint {
  const { blocks } = criterion.A;
  const axes = criterion.matrices(theta).map((T, b) => principalAxes(T, blocks[b]));
  return axes.every(({ d }) => d.every((sd) => sd >= SMALLEST_SD))
    ? { theta, axes }
    : pointAt(criterion, axes);
}

/** The point with T O = Q (diag(d) + length * D), D lower triangular with the entries of `step`. */
export function stepped(
  criterion: ProfiledCriterion,
  { axes }: AxisPoint,
  step: Float64Array,
  length: number,
): AxisPoint {
  const { A, parameters } = criterion;
  const moved = axes.map(({ d }) => {
    const k = d.length;
    const own = new Float64Array(k * k);
    for (let j = 0; j < k; j++) own[j * k + j] = d[j];
    return own;
  });
  parameters.forEach(({ block, row, col }, p) => {
    moved[block][col * A.blocks[block].k + row] += length * step[p];
  });
  return pointAt(
    criterion,
    moved.map((own, b) => principalAxes(times(axes[b].Q, own, axes[b].d.length), A.blocks[b])),
  );
}

/** T = Q diag(d) turned into its triangular form. */
function pointAt(criterion: ProfiledCriterion, decomposed: readonly PrincipalAxes[]): AxisPoint {
  const axes: PrincipalAxes[] = [];
  const T = decomposed.map(({ Q, d }, b) => {
    const kept = d.map((sd) => Math.max(sd, SMALLEST_SD));
    const { L, O } = triangular(Q, kept, criterion.A.blocks[b]);
    axes.push({ Q, O, d: kept });
    return L;
  });
  return { theta: criterion.theta(T), axes };
}
