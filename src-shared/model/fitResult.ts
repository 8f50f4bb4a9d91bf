import type { Column } from './dataset.ts';
import type { ExcludedRows } from './exclusion.ts';
import type { DfMethod, FitMethod, ModelSpec } from './modelSpec.ts';
import type { Notice } from './notice.ts';
import type { ResidualStructure } from './residualStructures.ts';

/** A t test of one linear combination of the coefficients, with its Wald interval. NaN where a number does not exist. */
export interface TestedEstimate {
  readonly estimate: number;
  readonly se: number;
  /** Denominator df; Infinity where the normal distribution is used. */
  readonly df: number;
  readonly t: number;
  readonly p: number;
  readonly lower: number;
  readonly upper: number;
}

/** A row of the coefficient table. */
export interface CoefficientRow extends TestedEstimate {
  /** R's name of the column of X, e.g. `recipeB:temperature185`. */
  readonly term: string;
  /** Readable name, e.g. `recipe B × temperature 185`. */
  readonly label: string;
}

/** A row of the F-test table; sums of squares for OLS only. */
export interface AnovaRow {
  readonly term: string;
  readonly numDf: number;
  /** Infinity where the chi-squared distribution is used. */
  readonly denDf: number;
  readonly F: number;
  readonly p: number;
  readonly sumSq?: number;
  readonly meanSq?: number;
}

/** A row of the variance table: a variance, the covariance of two effects of one grouping, or the residual. */
export type VarianceRow =
  | {
      readonly kind: 'variance';
      /** Grouping as lme4 writes it (`cask:batch`), or `Residual`. */
      readonly group: string;
      /** `(Intercept)`, `Days`, ...; null for the residual. */
      readonly term: string | null;
      readonly variance: number;
      readonly sd: number;
      /**
       * Share of the total variance: the component's mean variance over the observations,
       * sum(z^2 psi)/n, over the sum of all of them and the residual. For a term with covariances the
       * covariance rows carry their part as well; shares of a table sum to 1.
       */
      readonly share: number;
    }
  | {
      readonly kind: 'covariance';
      readonly group: string;
      readonly term: string;
      readonly term2: string;
      readonly covariance: number;
      /** NaN where one of the variances is zero. */
      readonly correlation: number;
      readonly share: number;
    };

/** Conditional modes of one grouping factor; terms on the same grouping are joined, as lme4::ranef does. */
export interface RanefBlock {
  readonly group: string;
  /** Columns of the term: `(Intercept)`, `Days`. */
  readonly terms: readonly string[];
  readonly levels: readonly string[];
  /** levels x terms */
  readonly modes: readonly (readonly number[])[];
  /** levels x terms x terms: conditional covariance given theta and beta, as lme4's `condVar`. */
  readonly condVar: readonly (readonly (readonly number[])[])[];
}

/** Convergence in numbers. All NaN/0 for OLS, where nothing is iterated. */
export interface Certificate {
  readonly iterations: number;
  readonly evaluations: number;
  /** Newton decrement g'H^-1 g / 2 at the end, in units of the criterion (-2 log-likelihood). */
  readonly decrement: number;
  /** Largest |gradient| in units of the parameters' standard errors. */
  readonly gradientNorm: number;
  /** Smallest eigenvalue of the diagonally scaled exact Hessian in the interior directions. */
  readonly smallestEigenvalue: number;
  /** Smallest eigenvalue of the derivative by Psi on the boundary directions (>= 0 at an optimum); NaN if not singular. */
  readonly boundaryEigenvalue: number;
  /** The criterion at start and after each iteration. */
  readonly path: readonly number[];
}

/** Which component is at its limit, and what that means. */
export interface SingularComponent {
  readonly group: string;
  /** The effects concerned: one term for a zero variance, several for a perfect correlation. */
  readonly terms: readonly string[];
  readonly kind: 'zero-variance' | 'perfect-correlation';
}

export interface DroppedRows {
  readonly total: number;
  /** Rows missing (or infinite in) each variable; a row missing in two variables counts in both. */
  readonly byVariable: readonly { readonly variable: string; readonly count: number }[];
  /** Rows left out by choice, part of the total but of no variable's count; absent = none. */
  readonly excluded?: readonly ExcludedRows[];
}

/** The model-implied average of the outcome over one predictor, with what the clusters do around it. */
export interface Effect {
  /** The pictured fixed term of highest order, e.g. `Days` or `nitro:Variety`. */
  readonly term: string;
  /** The variable on the horizontal axis. */
  readonly x: { readonly variable: string; readonly kind: 'continuous' | 'factor' };
  /** One curve per combination of the other factors of the term. */
  readonly curves: readonly {
    readonly by: readonly { readonly variable: string; readonly value: string }[];
    /** Numbers for a continuous x, level texts for a factor. */
    readonly x: readonly number[] | readonly string[];
    readonly estimate: readonly number[];
    readonly lower: readonly number[];
    readonly upper: readonly number[];
  }[];
  /** Predictors outside the term and where they were held: a mean, or equal weights over levels. */
  readonly heldAt: readonly { readonly variable: string; readonly value: number | 'averaged over levels' }[];
  /** Lines (or level means) of the clusters of one grouping at their own conditional modes. */
  readonly clusters: {
    readonly group: string;
    readonly lines: readonly {
      readonly level: string;
      readonly x: readonly number[] | readonly string[];
      readonly fitted: readonly number[];
    }[];
  } | null;
}

/** A parameter of the residual covariance. */
export interface ResidualParameter {
  /** Level of the grouping column of the spec (`group`); null without one. */
  readonly level: string | null;
  /** `variance`, `correlation`, `range`, ...; with the occasion or lag it belongs to, e.g. `variance V02`. */
  readonly name: string;
  readonly estimate: number;
  readonly se: number;
  /** Wald interval on the scale of the logarithm (variances, ranges) or of Fisher's z (correlations). */
  readonly lower: number;
  readonly upper: number;
}

/** Covariance of two occasions. T x T matrices by rows; NaN where no subject has both. */
export interface ResidualMatrix {
  readonly level: string | null;
  readonly nSubjects: number;
  readonly covariance: readonly (readonly number[])[];
  readonly correlation: readonly (readonly number[])[];
  /** Of the residuals themselves: mean products over the subjects with both occasions, which `pairs` counts. */
  readonly empirical: {
    readonly covariance: readonly (readonly number[])[];
    readonly correlation: readonly (readonly number[])[];
    readonly pairs: readonly (readonly number[])[];
  };
}

/** How the residuals of one subject vary and hang together. With random effects: what is left after them. */
export interface ResidualCovariance {
  readonly nSubjects: number;
  /** Occasions in their order, as texts; those of `diag` by a column are its levels. */
  readonly occasions: readonly string[];
  readonly parameters: readonly ResidualParameter[];
  /** One, or one per level of `group`; empty for more than 60 occasions and for `diag` by a column. */
  readonly matrices: readonly ResidualMatrix[];
  /** Correlation against the distance of two occasions: of the model, and the mean of the residuals' own. */
  readonly lags: readonly {
    readonly level: string | null;
    readonly lag: number;
    readonly fitted: number;
    readonly empirical: number;
    readonly pairs: number;
  }[];
}

/** The result of one fit. Arrays over observations follow the used rows, in the data's order. */
export interface FitResult {
  readonly spec: ModelSpec;
  /** The formula as parsed and printed again. */
  readonly formula: string;
  readonly response: string;
  readonly method: FitMethod;
  readonly dfMethod: DfMethod;

  readonly nObs: number;
  readonly droppedRows: DroppedRows;
  readonly nGroups: Readonly<Record<string, number>>;
  /** Fixed + covariance parameters. */
  readonly nParameters: number;

  /** Minus twice the log-likelihood (ML, OLS) or the REML criterion. */
  readonly minus2LogLik: number;
  readonly logLik: number;
  readonly aic: number;
  readonly bic: number;

  readonly converged: boolean;
  readonly singular: boolean;
  readonly singularComponents: readonly SingularComponent[];
  readonly certificate: Certificate;

  /** Residual SD; where it differs between occasions or groups, that of the first. */
  readonly sigma: number;
  /** Relative covariance factors in lme4's order; empty for OLS. */
  readonly theta: readonly number[];

  readonly fixed: readonly CoefficientRow[];
  /** p x p covariance of the coefficients. */
  readonly vcov: readonly (readonly number[])[];
  readonly anovaType: 1 | 2 | 3;
  readonly anova: readonly AnovaRow[];
  readonly variance: readonly VarianceRow[];
  /** Nakagawa & Schielzeth 2013, Johnson 2014; for OLS both are R-squared. */
  readonly r2: { readonly marginal: number; readonly conditional: number };
  /** Null for OLS. */
  readonly icc: { readonly adjusted: number; readonly unadjusted: number } | null;
  /** OLS only. */
  readonly glance: {
    readonly r2: number;
    readonly adjR2: number;
    readonly sigma: number;
    readonly F: number;
    readonly numDf: number;
    readonly denDf: number;
    readonly p: number;
    readonly deviance: number;
    readonly dfResidual: number;
  } | null;
  /** OLS only. */
  readonly diagnostics: {
    readonly durbinWatson: number;
    readonly breuschPagan: { readonly statistic: number; readonly df: number; readonly p: number };
    /** On raw residuals. NaN outside 3 to 5000 observations. */
    readonly shapiroWilk: { readonly W: number; readonly p: number };
  } | null;

  readonly ranef: readonly RanefBlock[];
  /** Fixed and random part (and offset). */
  readonly fitted: Float64Array;
  /** Fixed part only (and offset). */
  readonly population: Float64Array;
  /** Outcome minus fitted. */
  readonly residuals: Float64Array;
  /** Absent where residuals are independent with one variance. */
  readonly residualCovariance?: ResidualCovariance;
  /**
   * Residuals freed of their covariance (L^-1 r, R = L L' of each subject in the order of the occasions): independent
   * with variance 1 under the model. Present with `residualCovariance`, unless its matrix is not positive definite; the
   * quantile plot shows them then.
   */
  readonly scaledResiduals?: Float64Array;
  /**
   * For the normal quantile plot, both ascending, length nObs: standardised residuals (residual * sqrt(weight)
   * / sigma) and the standard normal quantiles of R's ppoints(). Absent where sigma is zero.
   */
  readonly qq?: { readonly theoretical: Float64Array; readonly sample: Float64Array };
  readonly effects: readonly Effect[];

  /** The rows and columns used, for plots and names. */
  readonly frame: {
    /** 0-based row of the dataset for each observation. */
    readonly rows: Int32Array;
    /** The outcome as modelled (after a transformation in the formula). */
    readonly outcome: Float64Array;
    /** Columns used, restricted to the used rows. */
    readonly columns: readonly Column[];
  };
  readonly notices: readonly Notice[];
  /** Milliseconds. */
  readonly timing: { readonly fitMs: number; readonly inferenceMs: number };
}

/** What a running fit, or an analysis on top of one, tells. */
export interface Progress {
  readonly stage: 'frame' | 'fit' | 'inference';
  readonly iteration: number;
  /** -2 log-likelihood or REML criterion so far; NaN before the first evaluation. */
  readonly criterion: number;
  /** How much of a known number of parts is done, such as refits or draws; and the residual structure being fitted. */
  readonly work?: { readonly done: number; readonly total: number; readonly structure?: ResidualStructure };
}
