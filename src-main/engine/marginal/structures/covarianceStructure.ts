/**
 * A covariance between any two occasions a, b (0-based) as a function of parameters that may take any real value, with
 * its first and second derivatives. Symmetric in a and b.
 */
export interface EntryFunctions {
  value(a: number, b: number): number;
  first(j: number, a: number, b: number): number;
  second(i: number, j: number, a: number, b: number): number;
}

/** What the residuals of a least-squares fit say, to begin with. */
export interface Moments {
  /** Mean square per occasion, > 0. */
  readonly variance: Float64Array;
  /** Correlation of two occasions over the subjects that have both; NaN where none has. */
  readonly correlation: (a: number, b: number) => number;
  /** Mean correlation of neighbouring rows of a subject, and their mean distance in time. */
  readonly adjacent: { readonly correlation: number; readonly distance: number };
}

/** A parameter as it is shown: a variance, a correlation of two occasions, or one of the structure's own. */
export type ShownParameter =
  | { readonly kind: 'variance'; readonly name: string; readonly at: number }
  | { readonly kind: 'correlation'; readonly name: string; readonly a: number; readonly b: number }
  | {
      readonly kind: 'own';
      readonly name: string;
      /** Index of the parameter it is a function of. */
      readonly j: number;
      readonly value: (x: number) => number;
      readonly derivative: (x: number) => number;
      /** `log` for positive numbers, `z` for those between -1 and 1, `logit` between 0 and 1. */
      readonly scale: 'log' | 'z' | 'logit' | 'none';
      /** Power of the outcome's unit it is measured in. */
      readonly unit: 0 | 1 | 2;
    }
  | {
      /** A number between -1 and 1 that several parameters decide on, by its Fisher's z. */
      readonly kind: 'z';
      readonly name: string;
      readonly of: (theta: Float64Array) => OfParameters;
    };

/** A function of the parameters at one point, with its derivatives. */
export interface OfParameters {
  readonly value: number;
  readonly first: (j: number) => number;
  readonly second: (i: number, j: number) => number;
}

/** A residual covariance structure over T occasions. Adding one is writing these functions. */
export interface CovarianceStructure {
  /** Number of parameters. */
  readonly count: number;
  at(theta: Float64Array): EntryFunctions;
  /** Parameters that entries between any of these occasions (ascending) depend on, ascending; absent = they may all. */
  readonly parametersOf?: (occasions: ArrayLike<number>) => readonly number[];
  start(moments: Moments): Float64Array;
  /** @param names of the occasions */
  shown(names: readonly string[]): readonly ShownParameter[];
}

/** Parameters that entries between occasions of any of these lists depend on, ascending. */
export function parametersOf(
  structure: CovarianceStructure,
  ...lists: readonly ArrayLike<number>[]
): readonly number[] {
  const own = structure.parametersOf;
  if (own === undefined) return Array.from({ length: structure.count }, (_, j) => j);
  if (lists.length === 1) return own(lists[0]);
  return [...new Set(lists.flatMap((occasions) => own(occasions)))].sort((i, j) => i - j);
}

/** A correlation (or any matrix without unit), made a covariance by SDs: see `scaled.ts`. */
export interface BaseStructure extends CovarianceStructure {
  /** Variances that the matrix itself begins with, one per occasion; absent = all 1. */
  readonly startVariances?: (moments: Moments) => Float64Array;
}
