import { semidefiniteCholesky, timesTranspose } from '../../lmm/smallMatrices.ts';
import type { Coordinate, CovarianceState } from './covarianceState.ts';

/**
 * Coordinates of the variance parameters of which one is held: an SD, a correlation or sigma. With the effects
 * concerned first, the first rows of L are (sd1) and (sd2 sin a, sd2 cos a) with the correlation sin a, so that
 * holding `t` leaves a space that is linear in L and reaches every covariance matrix, singular ones as well.
 */
export interface Chart {
  /** Smallest and largest t; at a finite one the component is at its limit. */
  readonly limits: readonly [number, number];
  /** The state with factors in the order of this chart. */
  readonly ordered: (state: CovarianceState) => CovarianceState;
  /** t of a state in this order. */
  readonly tOf: (state: CovarianceState) => number;
  /** The state with t put at a value. */
  readonly at: (state: CovarianceState, t: number) => CovarianceState;
  /** What stays free, and last the coordinate of t. */
  readonly coordinates: (state: CovarianceState, t: number) => readonly Coordinate[];
}

/** A pivot below this share of its variance is a rounding error of zero. */
const ZERO_PIVOT = 1e-11;

/** sigma held. */
export function sigmaChart(sizes: readonly number[]): Chart {
  const free = sizes.flatMap((k, design) => triangle(design, naturalOrder(k)));
  return {
    limits: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    ordered: (state) => state,
    tOf: ({ logSigma }) => logSigma,
    at: ({ L }, t) => ({ L, logSigma: t }),
    coordinates: () => [...free, LOG_SIGMA],
  };
}

/** Nothing of the variance parameters held: what a coefficient's profile is minimised over. */
export function freeCoordinates(sizes: readonly number[]): Coordinate[] {
  return [...sizes.flatMap((k, design) => triangle(design, naturalOrder(k))), LOG_SIGMA];
}

/** The SD of one effect of a random term held. At 0 the effect is gone. */
export function sdChart(sizes: readonly number[], design: number, effect: number): Chart {
  const k = sizes[design];
  const order = [effect, ...naturalOrder(k).filter((i) => i !== effect)];
  const others = [...otherTerms(sizes, design), LOG_SIGMA];
  const held: Coordinate = { design, entries: [{ row: effect, column: 0, weight: 1 }] };
  const free = triangle(design, order).slice(1);
  const without = free.filter(({ entries }) => entries[0].column > 0);
  return {
    limits: [0, Number.POSITIVE_INFINITY],
    ordered: (state) => reordered(state, design, order),
    tOf: ({ L }) => L[design][effect],
    at: (state, t) => {
      if (t > 0) return withEntries(state, design, [[effect, 0, t]]);
      const L = state.L[design].slice();
      for (let column = 0; column < k; column++) L[column * k + effect] = 0;
      return reordered(withFactor(state, design, L), design, order);
    },
    coordinates: (_, t) => [...(t > 0 ? free : without), ...others, held],
  };
}

/** The correlation of two effects of a random term held, as t = arcsin(correlation). */
export function correlationChart(
  sizes: readonly number[],
  design: number,
  first: number,
  second: number,
): Chart {
  const k = sizes[design];
  const order = [first, second, ...naturalOrder(k).filter((i) => i !== first && i !== second)];
  const others = [...triangle(design, order).slice(3), ...otherTerms(sizes, design), LOG_SIGMA];
  const rest = others.filter(
    ({ design: own, entries }) => own !== design || (entries[0].row !== first && entries[0].row !== second),
  );
  const sdOf = ({ L }: CovarianceState): number => Math.hypot(L[design][second], L[design][k + second]);
  return {
    limits: [-Math.PI / 2, Math.PI / 2],
    ordered: (state) => reordered(state, design, order),
    tOf: ({ L }) => Math.atan2(L[design][second], L[design][k + second]),
    at: (state, t) => {
      const sd = sdOf(state);
      return withEntries(state, design, [
        [first, 0, Math.max(0, state.L[design][first])],
        [second, 0, sd * Math.sin(t)],
        [second, 1, sd * Math.cos(t)],
      ]);
    },
    coordinates: (state, t) => {
      const sd = sdOf(state);
      return [
        { design, entries: [{ row: first, column: 0, weight: 1 }], nonnegative: true },
        {
          design,
          entries: [
            { row: second, column: 0, weight: Math.sin(t) },
            { row: second, column: 1, weight: Math.cos(t) },
          ],
          nonnegative: true,
        },
        ...rest,
        {
          design,
          entries: [
            { row: second, column: 0, weight: sd * Math.cos(t) },
            { row: second, column: 1, weight: -sd * Math.sin(t) },
          ],
        },
      ];
    },
  };
}

const LOG_SIGMA: Coordinate = { design: -1, entries: [] };

function naturalOrder(k: number): number[] {
  return [...Array(k).keys()];
}

function otherTerms(sizes: readonly number[], design: number): Coordinate[] {
  return sizes.flatMap((k, other) => (other === design ? [] : triangle(other, naturalOrder(k))));
}

/** The entries of a factor that is lower triangular in an order of the effects, row by row. */
function triangle(design: number, order: readonly number[]): Coordinate[] {
  return order.flatMap((row, at) =>
    Array.from({ length: at + 1 }, (_, column) => ({ design, entries: [{ row, column, weight: 1 }] })),
  );
}

/** The same covariance with the factor of one term lower triangular in an order of its effects. */
function reordered(state: CovarianceState, design: number, order: readonly number[]): CovarianceState {
  const k = order.length;
  return withFactor(state, design, orderedFactor(timesTranspose(state.L[design], state.L[design], k), order));
}

/** L lower triangular with diagonal >= 0, L L' = the covariance of a term's effects (k x k, perhaps singular). */
export function naturalFactor(covariance: Float64Array): Float64Array {
  return orderedFactor(covariance, naturalOrder(Math.sqrt(covariance.length)));
}

function orderedFactor(covariance: Float64Array, order: readonly number[]): Float64Array {
  const k = order.length;
  const sd = order.map((i) => Math.sqrt(covariance[i * k + i]));
  const correlation = new Float64Array(k * k);
  for (let j = 0; j < k; j++) {
    for (let i = 0; i < k; i++) {
      const product = sd[i] * sd[j];
      correlation[j * k + i] = product > 0 ? covariance[order[j] * k + order[i]] / product : 0;
    }
  }
  const factor = semidefiniteCholesky(correlation, k, ZERO_PIVOT);
  const L = new Float64Array(k * k);
  for (let j = 0; j < k; j++) for (let i = j; i < k; i++) L[j * k + order[i]] = factor[j * k + i] * sd[i];
  return L;
}

function withFactor(state: CovarianceState, design: number, factor: Float64Array): CovarianceState {
  return { ...state, L: state.L.map((L, other) => (other === design ? factor : L)) };
}

function withEntries(
  state: CovarianceState,
  design: number,
  entries: readonly (readonly [row: number, column: number, value: number])[],
): CovarianceState {
  const factor = state.L[design].slice();
  const k = Math.sqrt(factor.length);
  for (const [row, column, value] of entries) factor[column * k + row] = value;
  return withFactor(state, design, factor);
}
