import { readCsv } from '../../../../src-main/importers/csv/readCsv.ts';
import type { CsvOptions, CsvReading } from '../../../../src-shared/model/csvReading.ts';
import { AppError } from '../../../../src-shared/model/appError.ts';
import { findColumn } from '../../../../src-shared/model/dataset.ts';

export function read(text: string, options?: CsvOptions): CsvReading {
  return readCsv(new TextEncoder().encode(text), 'test.csv', options);
}

/** Numbers of a continuous column, texts of a categorical one; null = missing. */
export function valuesOf(reading: CsvReading, name: string): (number | string | null)[] {
  const column = findColumn(reading.dataset, name);
  if (column === undefined) throw new Error(`no column ${name}`);
  if (column.kind === 'numeric') return Array.from(column.values, (x) => (Number.isNaN(x) ? null : x));
  return Array.from(column.codes, (code) => (code < 0 ? null : column.levels[code]));
}

export function levelsOf(reading: CsvReading, name: string): readonly string[] {
  const column = findColumn(reading.dataset, name);
  if (column?.kind !== 'categorical') throw new Error(`${name} is not categorical`);
  return column.levels;
}

export function warningCodes(reading: CsvReading): string[] {
  return reading.warnings.map((warning) => warning.code);
}

/** `row column value: reason` of each problem. */
export function problemsOf(reading: CsvReading): string[] {
  return reading.problems.map(({ row, column, value, reason }) => `${row} ${column} ${value}: ${reason}`);
}

export function failure(attempt: () => unknown): AppError {
  try {
    attempt();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
