/**
 * The variance parameters on the scale on which they are profiled: per random term of the frame a factor L of the
 * covariance of its effects, Cov(b) = L L', and log sigma. Effects and outcome are in the units of the scaled problem
 * (the outcome divided by `scale`, the effects' own columns).
 */
export interface CovarianceState {
  /** k x k, column-major: row = effect of the term, column = spherical effect. */
  readonly L: readonly Float64Array[];
  readonly logSigma: number;
}

/** A direction in which a state can move: some entries of one L, or log sigma. */
export interface Coordinate {
  /** Random term of the frame; -1 for log sigma. */
  readonly design: number;
  /** dL; empty for log sigma. */
  readonly entries: readonly { readonly row: number; readonly column: number; readonly weight: number }[];
  /** An SD that gives a correlation its meaning: it may become 0, not negative. */
  readonly nonnegative?: boolean;
}

/** state + sum of steps times coordinates. */
export function moved(
  state: CovarianceState,
  coordinates: readonly Coordinate[],
  steps: ArrayLike<number>,
  length: number,
): CovarianceState {
  const L = state.L.map((factor) => factor.slice());
  let { logSigma } = state;
  coordinates.forEach(({ design, entries }, p) => {
    const step = length * steps[p];
    if (design < 0) logSigma += step;
    else {
      const k = Math.sqrt(L[design].length);
      for (const { row, column, weight } of entries) L[design][column * k + row] += step * weight;
    }
  });
  return { L, logSigma };
}

/** sum of weights times states. */
export function combined(states: readonly CovarianceState[], weights: readonly number[]): CovarianceState {
  const L = states[0].L.map((factor) => new Float64Array(factor.length));
  let logSigma = 0;
  states.forEach((state, s) => {
    logSigma += weights[s] * state.logSigma;
    state.L.forEach((factor, design) => {
      for (let i = 0; i < factor.length; i++) L[design][i] += weights[s] * factor[i];
    });
  });
  return { L, logSigma };
}
