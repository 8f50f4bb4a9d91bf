import type { FitMethod } from '../methods.ts';

/** How much do the fixed terms explain? Each is left out in turn, and all of them at once; see `EffectSizes`. */
export interface EffectSizesQuestion {
  readonly kind: 'effectSizes';
}

/** A variance component beside the same one of the null model. */
export interface ComponentChange {
  /** Grouping as lme4 writes it; null for the residual. */
  readonly group: string | null;
  readonly variance: number;
  readonly nullVariance: number;
  /** (variance - nullVariance) / nullVariance; NaN where the null model's is zero. */
  readonly relativeChange: number;
  /** (SD - SD of the null model) / `NullModel.outcomeSd`. */
  readonly standardisedSdChange: number;
}

/** What the outcome does without any predictor. */
export interface NullModel {
  /** An intercept, and a random intercept for each grouping of the model; the residual covariance structure is the same. */
  readonly formula: string;
  /** Square root of the sum of its variances, the residual one averaged over the observations. */
  readonly outcomeSd: number;
  readonly converged: boolean;
}

/** What a fixed term adds to the marginal R-squared. */
export interface TermEffectSize {
  /** R's name of the term, e.g. `recipe:temperature`. */
  readonly term: string;
  /** The interactions that contain it and are left out with it. */
  readonly interactions: readonly string[];
  /** Marginal R-squared of the model without them, its random part the same. */
  readonly r2Without: number;
  /** R2 - `r2Without` (Stoffel, Nakagawa & Schielzeth 2021); can fall below 0, since both are estimates. */
  readonly semiPartialR2: number;
  /** (R2 - `r2Without`) / (1 - R2) (Cohen 1988, eq. 9.2.1; Selya et al. 2012). */
  readonly f2: number;
  /** Whether the fit without it reached its optimum. */
  readonly converged: boolean;
}

/** Answer to `EffectSizesQuestion`. */
export interface EffectSizes {
  readonly kind: 'effectSizes';
  /** What all models were fitted by. */
  readonly method: Exclude<FitMethod, 'OLS'>;
  /** Marginal R-squared of the whole model (Nakagawa & Schielzeth 2013, Johnson 2014). */
  readonly r2: number;
  readonly nullModel: NullModel;
  /** Random intercepts, in the model's order, and the residual (the mean variance of the rows); slopes have no counterpart in the null model. */
  readonly components: readonly ComponentChange[];
  /** In the formula's order. */
  readonly terms: readonly TermEffectSize[];
}
