import { dot } from '../../numerics/vectors.ts';
import { solveScaled } from '../../lmm/smallMatrices.ts';
import { moved } from './covarianceState.ts';
import type { Coordinate, CovarianceState } from './covarianceState.ts';
import type { DevianceSurface, SurfaceDerivatives } from './devianceSurface.ts';
import { leaveBoundary } from './leaveBoundary.ts';

/** The lowest deviance with one coordinate held. */
export interface ConstrainedMinimum {
  readonly state: CovarianceState;
  readonly deviance: number;
  readonly coordinates: readonly Coordinate[];
  /** The coordinates that were free: not held, not at a bound. */
  readonly free: readonly number[];
  /** Over all coordinates, the held one included, before the last step. */
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

/** Newton decrement in deviance units; the deviance is corrected for what is left. */
const CONVERGED_DECREMENT = 1e-5;
const MAX_ITERATIONS = 60;
const MAX_STEP_CUTS = 10;
const RIDGE = 1e-9;
/** No coordinate moves further than this in units of sigma per scaled column, whatever its curvature. */
const LONGEST_STEP = 10;
/** Curvature (per squared unit) below which a direction counts as flat: rounding errors must not move it. */
const SMALLEST_CURVATURE = 1e-6;
const SUFFICIENT_DECREASE = 1e-4;
/** Rounding error of the deviance relative to its degrees of freedom. */
const NOISE = 1e-12;
const MAX_DEPARTURES = 3;
/** An SD below this share of its unit is 0 but for rounding. */
const AT_BOUND = 1e-9;

/**
 * Minimises the deviance over all coordinates but the last `held` ones, by Newton steps with average information and
 * a halving line search.
 *
 * The factor is left at the minimum.
 *
 * @param starts the one of lowest deviance is used
 * @param coordinatesAt the coordinates at a state; those that are free do not depend on it
 * @returns null if no minimum was found
 */
export function constrainedMinimum(
  surface: DevianceSurface,
  starts: readonly CovarianceState[],
  coordinatesAt: (state: CovarianceState) => readonly Coordinate[],
  held: number,
): ConstrainedMinimum | null {
  const heights = starts.map((start) => surface.deviance(start));
  const lowest = starts[heights.indexOf(Math.min(...heights))];
  let found = descend(surface, lowest, coordinatesAt, held);
  for (let departures = 0; found !== null && departures < MAX_DEPARTURES; departures++) {
    const from = leaveBoundary(surface, found.minimum, held, found.derivatives);
    if (from === null) break;
    const again = descend(surface, from, coordinatesAt, held);
    if (again === null || again.minimum.deviance >= found.minimum.deviance) {
      surface.deviance(found.minimum.state);
      break;
    }
    found = again;
  }
  return found && found.minimum;
}

function descend(
  surface: DevianceSurface,
  start: CovarianceState,
  coordinatesAt: (state: CovarianceState) => readonly Coordinate[],
  held: number,
): { minimum: ConstrainedMinimum; derivatives: SurfaceDerivatives } | null {
  const noise = NOISE * surface.criterion.nu;
  let state = start;
  let deviance = surface.deviance(state);
  if (!Number.isFinite(deviance)) return null;
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const coordinates = coordinatesAt(state);
    const derivatives = surface.derivatives(coordinates);
    const { gradient, hessian } = derivatives;
    const free = freeOnes(surface, coordinates, state, gradient, coordinates.length - held);
    const step = newtonStep(surface, coordinates, state, derivatives, free);
    const decrement = -dot(step, gradient) / 2;
    if (decrement < CONVERGED_DECREMENT) {
      const minimum = { state, deviance: deviance - decrement, coordinates, free, gradient, hessian };
      return { minimum, derivatives };
    }
    let accepted = false;
    for (let cut = 0, length = 1; cut < MAX_STEP_CUTS && !accepted; cut++, length /= 3) {
      const trial = withinBounds(moved(state, coordinates, step, length), coordinates);
      const value = surface.deviance(trial);
      if (value <= deviance - length * SUFFICIENT_DECREASE * 2 * decrement + noise) {
        state = trial;
        deviance = value;
        accepted = true;
      }
    }
    if (!accepted) return null;
  }
  return null;
}

/** Which coordinates the step may use: not the held ones, nor an SD at 0 that would become negative. */
function freeOnes(
  surface: DevianceSurface,
  coordinates: readonly Coordinate[],
  state: CovarianceState,
  gradient: Float64Array,
  count: number,
): number[] {
  const free: number[] = [];
  for (let p = 0; p < count; p++) {
    const coordinate = coordinates[p];
    const blocked =
      coordinate.nonnegative &&
      gradient[p] >= 0 &&
      extent(state, coordinate) <= AT_BOUND * unitOf(surface, coordinate, state);
    if (!blocked) free.push(p);
  }
  return free;
}

/** How far a state has gone along a coordinate of unit weights. */
function extent({ L }: CovarianceState, { design, entries }: Coordinate): number {
  const k = Math.sqrt(L[design].length);
  let sum = 0;
  for (const { row, column, weight } of entries) sum += weight * L[design][column * k + row];
  return sum;
}

function withinBounds(state: CovarianceState, coordinates: readonly Coordinate[]): CovarianceState {
  const back = coordinates.map((coordinate) =>
    coordinate.nonnegative ? Math.max(0, -extent(state, coordinate)) : 0,
  );
  return back.some((step) => step > 0) ? moved(state, coordinates, back, 1) : state;
}

/** -H^-1 g over the free coordinates; 0 for the others. */
function newtonStep(
  surface: DevianceSurface,
  coordinates: readonly Coordinate[],
  state: CovarianceState,
  { gradient, hessian }: SurfaceDerivatives,
  free: readonly number[],
): Float64Array {
  const m = coordinates.length;
  const size = free.length;
  const H = new Float64Array(size * size);
  const g = Float64Array.from(free, (p) => gradient[p]);
  free.forEach((p, i) => {
    free.forEach((q, j) => (H[j * size + i] = hessian[q * m + p]));
    const unit = unitOf(surface, coordinates[p], state);
    const least = Math.max(SMALLEST_CURVATURE / unit ** 2, Math.abs(g[i]) / (LONGEST_STEP * unit));
    H[i * size + i] = Math.max(H[i * size + i], least);
  });
  const step = new Float64Array(m);
  for (let ridge = RIDGE; ; ridge *= 1000) {
    const solution = solveScaled(H, g, ridge);
    if (solution !== null) {
      free.forEach((p, i) => (step[p] = -solution[i]));
      return step;
    }
    if (ridge > 1e12) throw new Error('the Hessian of a profile has entries that are not finite');
  }
}

/** What counts as a step of ordinary size. */
function unitOf(surface: DevianceSurface, { design, entries }: Coordinate, state: CovarianceState): number {
  return design < 0 ? 1 : surface.places[design].unit[entries[0].row] * Math.exp(state.logSigma);
}
