import type { TestedEstimate } from '../fitResult.ts';
import type { DfMethod } from '../methods.ts';
import type { Notice } from '../notice.ts';

/** How the p values and limits of a family of contrasts are adjusted, under emmeans' names. */
export const adjustments = [
  'none',
  'tukey',
  'sidak',
  'bonferroni',
  'holm',
  'scheffe',
  'dunnettx',
  'fdr',
  'mvt',
] as const;
export type Adjustment = (typeof adjustments)[number];

/** Comparisons of means: all pairs, each with the one before, each with the first, orthogonal polynomials. */
export const namedContrasts = ['pairwise', 'consec', 'trt.vs.ctrl1', 'poly'] as const;
export type NamedContrast = (typeof namedContrasts)[number];

/** One set of means and what is compared of it. */
export interface MeansRequest {
  /** As emmeans writes it: `~ A`, `~ A * B`, `~ A | B` (a family of comparisons for each level of B). */
  readonly specs: string;
  /** By name, or own contrasts: name -> one weight per mean of a family; null = means only. */
  readonly contrast: NamedContrast | Readonly<Record<string, readonly number[]>> | null;
  /** Null = emmeans' default of the contrast. */
  readonly adjust: Adjustment | null;
  /** Null = as the model. */
  readonly df: DfMethod | null;
}

/** Model-implied means of the outcome, and their comparisons. */
export interface MeansQuestion {
  readonly kind: 'means';
  readonly requests: readonly MeansRequest[];
}

/** A mean with its Wald interval, not adjusted; NaN where the data do not determine it. */
export interface MarginalMean extends Omit<TestedEstimate, 't' | 'p'> {
  readonly levels: Readonly<Record<string, string>>;
}

/** A contrast of means; p and limits are adjusted within its family. NaN where the data do not determine it. */
export interface MeansContrast extends TestedEstimate {
  readonly label: string;
  readonly by: Readonly<Record<string, string>>;
}

/** Means and contrasts of one request. */
export interface MarginalMeans {
  readonly specs: string;
  /** First factor fastest. */
  readonly means: readonly MarginalMean[];
  /** Family by family. */
  readonly contrasts: readonly MeansContrast[];
  /** Of the p values and of the limits; the two differ where a method has no limits. */
  readonly adjustment: { readonly p: Adjustment; readonly limits: Adjustment };
  readonly notices: readonly Notice[];
}

/** Answer to `MeansQuestion`. */
export interface Means {
  readonly kind: 'means';
  /** In the order of the requests. */
  readonly tables: readonly MarginalMeans[];
}
