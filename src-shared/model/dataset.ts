import type { VariableType } from './variable.ts';

/** A column of numbers. Missing = NaN. */
export interface NumericColumn {
  readonly kind: 'numeric';
  readonly name: string;
  readonly type: 'continuous';
  /** Length = rows of the dataset. */
  readonly values: Float64Array;
}

/** A column of categories. Missing = code -1. */
export interface CategoricalColumn {
  readonly kind: 'categorical';
  readonly name: string;
  readonly type: Exclude<VariableType, 'continuous'>;
  /** Length = rows of the dataset; index into `levels`, or -1 where missing. */
  readonly codes: Int32Array;
  /** In order; the first is the reference. Every level is a distinct text. */
  readonly levels: readonly string[];
}

export type Column = NumericColumn | CategoricalColumn;

/** A rectangular table of observations: what importers make and the engine reads. */
export interface Dataset {
  readonly name: string;
  readonly nRows: number;
  readonly columns: readonly Column[];
}

export function findColumn(dataset: Dataset, name: string): Column | undefined {
  return dataset.columns.find((column) => column.name === name);
}
