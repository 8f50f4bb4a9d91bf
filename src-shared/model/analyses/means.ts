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

/**
 * Comparisons of means: all pairs, each with the one before, each with a reference, each with the mean of all, orthogonal
 * polynomials.
 */
export const namedContrasts = ['pairwise', 'consec', 'trt.vs.ctrl1', 'eff', 'poly'] as const;
export type NamedContrast = (typeof namedContrasts)[number];

const forAny = ['holm', 'sidak', 'bonferroni', 'scheffe', 'fdr', 'none'] as const;

/** The adjustments that are made for a kind of comparison; first the one that emmeans takes where none is named. */
export function adjustmentsFor(contrast: MeansRequest['contrast']): readonly Adjustment[] {
  switch (contrast) {
    case 'pairwise':
      return ['tukey', 'mvt', ...forAny];
    case 'trt.vs.ctrl1':
      return ['dunnettx', 'mvt', ...forAny];
    case 'consec':
      return ['mvt', ...forAny];
    case 'eff':
      return ['fdr', 'mvt', ...forAny.filter((method) => method !== 'fdr')];
    default:
      return ['none', 'mvt', ...forAny.filter((method) => method !== 'none')];
  }
}

/** One set of means and what is compared of it. */
export interface MeansRequest {
  /** As emmeans writes it: `~ A`, `~ A * B`, `~ A | B` (a family of comparisons for each level of B). */
  readonly specs: string;
  /** By name, or own contrasts: name -> one weight per mean of a family; null = means only. */
  readonly contrast: NamedContrast | Readonly<Record<string, readonly number[]>> | null;
  /** For `trt.vs.ctrl1`: the mean that all others are compared with, one level for each factor; absent = the first. */
  readonly reference?: readonly string[] | undefined;
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
  /** One for each mean of its family. */
  readonly weights: readonly number[];
  readonly by: Readonly<Record<string, string>>;
}

/** Means and contrasts of one request. */
export interface MarginalMeans {
  readonly request: MeansRequest;
  /** The factors whose combinations have means, and those of whose levels each is a family. */
  readonly factors: readonly string[];
  readonly by: readonly string[];
  /** First factor fastest, those of `by` last. */
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

/** The answer to a question all of whose requests were answered before; null where one of them was not. */
export function answeredRequests({ requests }: MeansQuestion, { tables }: Means): Means | null {
  const known = new Map(tables.map((table) => [JSON.stringify(table.request), table]));
  const found = requests.map((request) => known.get(JSON.stringify(request)));
  return found.every((table) => table !== undefined) ? { kind: 'means', tables: found } : null;
}
