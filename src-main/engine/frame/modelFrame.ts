import type { Column } from '../../../src-shared/model/dataset.ts';
import type { DroppedRows } from '../../../src-shared/model/fitResult.ts';
import type { Notice } from '../../../src-shared/model/notice.ts';
import type { ResidualDesign } from './residualDesign.ts';

/** One term of the fixed part, after R's expansion and ordering (main effects before interactions). */
export interface FixedTerm {
  /** R's name, e.g. `recipe:temperature`, `I(x^2)`. */
  readonly name: string;
  /** Categorical variables of the term, in the term's order. */
  readonly factors: readonly string[];
  /** Numeric expressions of the term as R prints them, e.g. `log(dose)`. */
  readonly covariates: readonly string[];
  /** Number of variables. */
  readonly order: number;
  /** Columns of X that belong to the term (before rank reduction). */
  readonly columns: readonly number[];
}

/** The fixed part: design matrix and what is needed to rebuild its rows for other values. */
export interface FixedDesign {
  readonly intercept: boolean;
  readonly n: number;
  readonly p: number;
  /** n x p, column-major; no missing values. Treatment coding, R's marginality rules. */
  readonly X: Float64Array;
  /** R's column names, e.g. `(Intercept)`, `recipeB:temperature185`. */
  readonly names: readonly string[];
  /** Readable column names, e.g. `recipe B × temperature 185`. */
  readonly labels: readonly string[];
  readonly terms: readonly FixedTerm[];
  /** Per column: 0 for the intercept, t + 1 for terms[t]. */
  readonly assign: Int32Array;
  /**
   * The over-parameterised design (an indicator for every combination of levels, nothing left out), on
   * which the estimable functions of type II and III tests are defined. n x p, column-major; first column
   * the intercept if there is one; `assign` as above.
   */
  overparameterised(): { readonly X: Float64Array; readonly p: number; readonly assign: Int32Array };
  /** Rows of X for other values of the same variables (all by name): nRows x p, column-major. */
  evaluate(columns: readonly Column[], nRows: number): Float64Array;
}

/** One random term after lme4's expansion: `(Days | Subject)`, or each half of `(1 | batch/cask)`. */
export interface RandomDesign {
  /** As lme4 writes it: `Subject`, `cask:batch`. */
  readonly group: string;
  /** Levels that occur, in R's order; level of an interaction as `a:A`. */
  readonly levels: readonly string[];
  /** n: index into levels. */
  readonly codes: Int32Array;
  /** Columns of the term: `(Intercept)`, `Days`. */
  readonly names: readonly string[];
  readonly k: number;
  /** n x k, column-major: the values of the term's columns in each row. */
  readonly Z: Float64Array;
  /** Values of the same columns for other rows (for lines per cluster): nRows x k, column-major. */
  evaluate(columns: readonly Column[], nRows: number): Float64Array;
}

/** Rows and columns that a model uses, and the designs made of them. */
export interface ModelFrame {
  /** The formula printed again from its parsed form. */
  readonly formula: string;
  /** The response as R prints it, e.g. `log(y)`. */
  readonly response: string;
  readonly n: number;
  /** 0-based dataset row of each used row. */
  readonly rows: Int32Array;
  /** n: the response after its transformation; the offset is NOT subtracted. */
  readonly y: Float64Array;
  /** n, all > 0; null = all 1. */
  readonly weights: Float64Array | null;
  /** n; null = all 0. */
  readonly offset: Float64Array | null;
  readonly fixed: FixedDesign;
  /** In lme4's order: most levels first (as `mkReTrms`). Empty for OLS. */
  readonly random: readonly RandomDesign[];
  /** Covariance structure of the residuals; null = independent with one variance. */
  readonly residual: ResidualDesign | null;
  /** Variables used anywhere in the model, restricted to the used rows, levels that do not occur dropped. */
  readonly columns: readonly Column[];
  readonly droppedRows: DroppedRows;
  readonly notices: readonly Notice[];
}
