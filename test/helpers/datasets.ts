import { readFileSync } from 'node:fs';
import { readCsv } from '../../src-main/importers/csv/readCsv.ts';
import type { CsvOptions } from '../../src-shared/model/csvReading.ts';
import { analyse } from '../../src-main/engine/analyse.ts';
import { runToEnd } from '../../src-main/cli/runToEnd.ts';
import type { Column, Dataset } from '../../src-shared/model/dataset.ts';
import type { FitResult } from '../../src-shared/model/fitResult.ts';
import { modelSpecSchema, type ModelSpec } from '../../src-shared/model/modelSpec.ts';

/** A dataset of the reference cases, with the types (and levels) that a test gives. */
export function referenceData(name: string, options: CsvOptions = {}): Dataset {
  const bytes = readFileSync(new URL(`../../src-main/examples/data/${name}.csv`, import.meta.url));
  return readCsv(bytes, `${name}.csv`, options).dataset;
}

/** Fits a formula with the usual defaults. */
export function fit(dataset: Dataset, formula: string, options: Partial<ModelSpec> = {}): FitResult {
  return runToEnd(analyse(dataset, modelSpecSchema.parse({ formula, ...options })));
}

/** The values of a numeric column. */
export function numbers(dataset: Dataset, name: string): Float64Array {
  const column = dataset.columns.find((candidate) => candidate.name === name);
  if (column?.kind !== 'numeric') throw new Error(`${name} is not a numeric column of ${dataset.name}`);
  return column.values;
}

/** The texts of a categorical column; null where missing. */
export function texts(dataset: Dataset, name: string): (string | null)[] {
  const column = dataset.columns.find((candidate) => candidate.name === name);
  if (column?.kind !== 'categorical')
    throw new Error(`${name} is not a categorical column of ${dataset.name}`);
  return Array.from(column.codes, (code) => (code < 0 ? null : column.levels[code]));
}

/** A nominal column; levels in the given order, or as they appear. */
export function nominal(name: string, values: readonly string[], order?: readonly string[]): Column {
  const levels = order ?? [...new Set(values)];
  const codes = Int32Array.from(values, (value) => levels.indexOf(value));
  return { kind: 'categorical', name, type: 'nominal', codes, levels };
}

export function continuous(name: string, values: ArrayLike<number>): Column {
  return { kind: 'numeric', name, type: 'continuous', values: Float64Array.from(values) };
}

export function dataset(columns: readonly Column[]): Dataset {
  const first = columns[0];
  const nRows = first.kind === 'numeric' ? first.values.length : first.codes.length;
  return { name: 'made.csv', nRows, columns };
}

/** The dataset with one column added, or put in the place of the one of the same name. */
export function withColumn(data: Dataset, column: Column): Dataset {
  return { ...data, columns: [...data.columns.filter((other) => other.name !== column.name), column] };
}

/** The rows of a dataset in another order. */
export function reorderRows(data: Dataset, order: readonly number[]): Dataset {
  const columns = data.columns.map((column): Column =>
    column.kind === 'numeric'
      ? { ...column, values: Float64Array.from(order, (row) => column.values[row]) }
      : { ...column, codes: Int32Array.from(order, (row) => column.codes[row]) },
  );
  return { ...data, columns };
}
