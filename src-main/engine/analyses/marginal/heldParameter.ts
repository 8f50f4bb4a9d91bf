import type { MarginalProblem } from '../../marginal/fitMarginal.ts';

/** A function of the covariance parameters that a profile holds at t, with its derivatives. */
export interface HeldParameter {
  readonly model: MarginalProblem;
  /** Where the model's criterion is lowest. */
  readonly optimum: Float64Array;
  /** The parameter that follows from t and all others. */
  readonly follows: number;
  /** Smallest and largest t. */
  readonly limits: readonly [number, number];
  /** A step of t where the curvature says nothing. */
  readonly firstStep: number;
  readonly t: (theta: Float64Array) => number;
  readonly first: (theta: Float64Array) => Float64Array;
  /** count x count; null where t is linear. */
  readonly second: (theta: Float64Array) => Float64Array | null;
  /** Other parameters that are gone at a t: they are held at 0. */
  readonly gone: (t: number) => readonly number[];
  /** Whether a point is one of those that t describes; others are left to their mirror images. */
  readonly allowed: (theta: Float64Array) => boolean;
  /** In the units of the data, increasing. */
  readonly valueOf: (t: number) => number;
}

const nothing: readonly number[] = [];

/** One parameter itself. */
export function heldCoordinate(
  model: MarginalProblem,
  optimum: Float64Array,
  j: number,
  rest: Pick<HeldParameter, 'limits' | 'firstStep' | 'valueOf'> & Partial<Pick<HeldParameter, 'gone'>>,
): HeldParameter {
  const direction = new Float64Array(optimum.length);
  direction[j] = 1;
  return {
    model,
    optimum,
    follows: j,
    t: (theta) => theta[j],
    first: () => direction,
    second: () => null,
    gone: () => nothing,
    allowed: () => true,
    ...rest,
  };
}
