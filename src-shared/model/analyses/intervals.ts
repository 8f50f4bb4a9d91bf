/** How sure is each number? Intervals for coefficients, SDs, correlations and the parameters of the residuals. */
export interface IntervalsQuestion {
  readonly kind: 'intervals';
  /**
   * `default`: profile likelihood where the model is so small that it takes well under a second, else Wald. The choice
   * is made by counting operations, so that the same model and data have the same intervals on every machine.
   */
  readonly method: 'default' | 'profile' | 'wald';
}

/** What an interval is for. The `name` is lme4's: `sd_(Intercept)|Subject`, `cor_Days.(Intercept)|Subject`, `sigma`, `Days`. */
export type IntervalParameter =
  | { readonly kind: 'sd'; readonly name: string; readonly group: string; readonly term: string }
  | {
      readonly kind: 'correlation';
      readonly name: string;
      readonly group: string;
      readonly term: string;
      readonly term2: string;
    }
  | { readonly kind: 'sigma'; readonly name: string }
  /**
   * A parameter of the residual covariance structure, in place of `sigma`: `of` and `level` are `name` and `level` of
   * `ResidualParameter`, `name` is both: `variance V02 (level)`.
   */
  | { readonly kind: 'residual'; readonly name: string; readonly of: string; readonly level: string | null }
  | { readonly kind: 'coefficient'; readonly name: string; readonly label: string };

/** Why an end of an interval is where it is, or missing. */
export type IntervalRemark =
  /**
   * The profile does not reach the level before the end of what is possible: 0 for an SD or a variance, -1 or 1 for a
   * correlation.
   */
  | 'lower-at-limit'
  | 'upper-at-limit'
  /** The estimate itself lies at the end of what is possible: a Wald interval does not exist. */
  | 'estimate-at-limit'
  /** The data say so little that the profile never reaches the level, or no optimum was found on the way. */
  | 'lower-not-found'
  | 'upper-not-found';

/** One interval, in the units of the data. */
export interface Interval {
  readonly parameter: IntervalParameter;
  /** What the interval belongs to: the fit's estimate for Wald, that of maximum likelihood for a profile. */
  readonly estimate: number;
  /** NaN where it does not exist. */
  readonly lower: number;
  readonly upper: number;
  readonly remarks: readonly IntervalRemark[];
}

/**
 * The signed root of the rise in deviance against one parameter's value, zeta = sign(value - estimate)
 * sqrt(deviance(value) - minimum): a straight line where the Wald interval would be right.
 */
export interface ProfileCurve {
  readonly parameter: IntervalParameter;
  /** Ascending. */
  readonly value: readonly number[];
  readonly zeta: readonly number[];
}

/** Answer to `IntervalsQuestion`; parameters in lme4's order: by random term SDs and correlations, sigma (or the
 * parameters of the residual structure), coefficients. */
export interface Intervals {
  readonly kind: 'intervals';
  readonly method: 'profile' | 'wald';
  /** Whether the method was asked for or chosen by the size of the model. */
  readonly chosen: 'asked' | 'small-model' | 'large-model';
  /** The criterion the intervals come from: profiles are always those of maximum likelihood. */
  readonly criterion: 'REML' | 'ML';
  readonly level: number;
  /** Normal quantile of the level: |zeta| at the ends of a profile interval. */
  readonly quantile: number;
  readonly intervals: readonly Interval[];
  /** For `profile`; otherwise empty. */
  readonly profiles: readonly ProfileCurve[];
}
