import { symmetricEigen } from '../../numerics/symmetricEigen.ts';
import type { Coordinate, CovarianceState } from './covarianceState.ts';
import type { DevianceSurface, SurfaceDerivatives } from './devianceSurface.ts';

/** A spherical effect whose column of L is below this (in units of sigma per scaled column) is at zero. */
const ZERO_COLUMN = 1e-4;
/** A derivative below minus this for each level of the grouping means that the deviance falls off the boundary. */
const NEGATIVE_DERIVATIVE = 1e-6;
/** Size of the step off the boundary, in the same units. */
const STEP_OFF = 0.1;

/**
 * A start off the boundary where Newton's method came to rest on it although the deviance falls inwards: the gradient
 * by a column of L that is zero vanishes there whatever the derivative by the covariance (Karush-Kuhn-Tucker).
 *
 * @returns null at a minimum
 */
export function leaveBoundary(
  { places, criterion }: Pick<DevianceSurface, 'places' | 'criterion'>,
  { state, coordinates }: { state: CovarianceState; coordinates: readonly Coordinate[] },
  held: number,
  { covarianceDerivative }: SurfaceDerivatives,
): CovarianceState | null {
  const sigma = Math.exp(state.logSigma);
  const free = coordinates.slice(0, coordinates.length - held);
  for (const [design, { k, unit, block }] of places.entries()) {
    const { nLevels } = criterion.A.blocks[block];
    for (let column = 0; column < k; column++) {
      // Entries of the column that are free on their own.
      const rows = free.flatMap(({ design: own, entries, nonnegative }) =>
        own === design && !nonnegative && entries.length === 1 && entries[0].column === column
          ? [entries[0].row]
          : [],
      );
      const zero = rows.every(
        (row) => Math.abs(state.L[design][column * k + row]) < ZERO_COLUMN * unit[row] * sigma,
      );
      if (rows.length === 0 || !zero) continue;
      const size = rows.length;
      const P = new Float64Array(size * size);
      rows.forEach((a, i) => {
        rows.forEach((b, j) => {
          P[j * size + i] = covarianceDerivative[design][b * k + a] * unit[a] * unit[b];
        });
      });
      const { values, vectors } = symmetricEigen(P, size);
      if (!(values[0] < -NEGATIVE_DERIVATIVE * nLevels)) continue;
      const L = state.L.map((factor) => factor.slice());
      rows.forEach((row, i) => (L[design][column * k + row] = STEP_OFF * unit[row] * sigma * vectors[i]));
      return { ...state, L };
    }
  }
  return null;
}
