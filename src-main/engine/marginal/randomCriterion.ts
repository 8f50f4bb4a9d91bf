import type { MarginalCriterion } from './marginalCriterion.ts';

/** A criterion with random effects, and what their modes and conditional variances take. */
export interface RandomCriterion extends MarginalCriterion {
  /** D of each random term at the last point, k x k. */
  randomCovariances(): Float64Array[];
  /** Visits each level of each random term where its rows are. */
  eachLevel(visit: (level: LevelProducts) => void): void;
}

/** One level of a random term. */
export interface LevelProducts {
  readonly term: number;
  /** One of its rows, among the ordered rows. */
  readonly row: number;
  /** Z'V^-1 e, k. */
  readonly residual: Float64Array;
  /** Z'V^-1 Z, k x k. */
  readonly information: Float64Array;
}

export function hasRandomEffects(
  criterion: MarginalCriterion | RandomCriterion,
): criterion is RandomCriterion {
  return 'eachLevel' in criterion;
}
