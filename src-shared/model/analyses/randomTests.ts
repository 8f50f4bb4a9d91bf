import type { FitMethod } from '../methods.ts';

/** Does each random term matter? Each is dropped in turn; see `RandomTests`. */
export interface RandomTestsQuestion {
  readonly kind: 'randomTests';
  /** Of all random draws: an integer from 0 to 2^53 - 1. */
  readonly seed: number;
  /** Draws of the exact null distribution where the model has one variance only; 0 leaves it out. */
  readonly draws: number;
  /** Parametric bootstrap samples for every other test; 0 leaves it out. */
  readonly bootstrap: number;
}

/** Draws of the exact test unless told: a p value of .05 is then known to within .004. */
export const DEFAULT_DRAWS = 10_000;

/**
 * The large-sample distribution of the statistic if what is dropped is truly zero. Variances cannot be negative, so it is
 * no plain chi-squared distribution (Self & Liang 1987; Stram & Lee 1994).
 */
export type NullDistribution =
  /** Half of each; 0 df is the constant 0. */
  | { readonly kind: 'mixture'; readonly df: readonly [number, number] }
  | {
      readonly kind: 'unknown';
      /** Several variances go at once (chi-squared is then an upper bound); or the model without it is itself at its limit. */
      readonly reason: 'several-variances' | 'reduced-singular' | 'not-converged';
    };

/** A p value from random draws, (1 + draws at or above the statistic) / (1 + draws). */
export interface SimulatedP {
  /** `exact`: from the finite-sample distribution; `bootstrap`: both models refitted to data from the smaller one. */
  readonly kind: 'exact' | 'bootstrap';
  readonly p: number;
  /** Draws that gave a statistic. */
  readonly draws: number;
  /** Bootstrap samples to which one of the models could not be fitted; they are left out. */
  readonly failed: number;
  /** Draws asked for: more than `draws` and `failed` together where the run was stopped. */
  readonly requested: number;
  readonly seed: number;
}

/** The model without one random term (or one of its slopes), compared with the whole model. */
export interface RandomTest {
  /** As lmerTest::ranova names it: `(1 | Subject)`, `Days in (Days | Subject)`. */
  readonly dropped: string;
  /** Grouping as lme4 writes it. */
  readonly group: string;
  /** The slope that goes, as R prints it; null where the clusters' level goes. */
  readonly slope: string | null;
  /** Variances and covariances that go with it. */
  readonly df: number;
  /** Difference in -2 log-likelihood (ML) or in the REML criterion, not below 0. */
  readonly LRT: number;
  /** Against chi-squared with `df`: too large, since a variance cannot be negative. */
  readonly pChisq: number;
  readonly null: NullDistribution;
  /** Against `null`; NaN where that is unknown. */
  readonly pMixture: number;
  readonly simulated: SimulatedP | null;
  /** The model without it. */
  readonly nParameters: number;
  readonly minus2LogLik: number;
  readonly aic: number;
}

/** Answer to `RandomTestsQuestion`, in the formula's order. */
export interface RandomTests {
  readonly kind: 'randomTests';
  /** What the models were compared by. */
  readonly method: Exclude<FitMethod, 'OLS'>;
  /** The whole model. */
  readonly nParameters: number;
  readonly minus2LogLik: number;
  readonly aic: number;
  readonly tests: readonly RandomTest[];
}
