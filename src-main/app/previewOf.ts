import { setImmediate } from 'node:timers/promises';
import type { Column } from '../../src-shared/model/dataset.ts';
import type { CsvOptions, CsvReading } from '../../src-shared/model/csvReading.ts';
import type { ImportPreview, PreviewColumn } from '../../src-shared/model/importPreview.ts';
import { summarise } from '../store/summarise.ts';

/** Rows and unreadable cells that a preview shows. */
const SHOWN = 200;

/** What a window shows of a file that was read. Between two columns other requests are let in. */
export async function previewOf(reading: CsvReading, options: CsvOptions): Promise<ImportPreview> {
  const { dataset, detected, problems, warnings, suggestedMissingCodes } = reading;
  const columns: PreviewColumn[] = [];
  for (const column of dataset.columns) {
    columns.push(previewColumn(column));
    await setImmediate();
  }
  return {
    name: dataset.name,
    nRows: dataset.nRows,
    options,
    detected,
    columns,
    problems: problems.slice(0, SHOWN),
    nProblems: problems.length,
    warnings,
    suggestedMissingCodes,
  };
}

function previewColumn(column: Column): PreviewColumn {
  const { name, type } = column;
  return { name, type, ...summarise(column), cells: firstCells(column) };
}

function firstCells(column: Column): (number | string | null)[] {
  if (column.kind === 'numeric') {
    return Array.from(column.values.subarray(0, SHOWN), (value) => (Number.isNaN(value) ? null : value));
  }
  const { codes, levels } = column;
  return Array.from<number, string | null>(codes.subarray(0, SHOWN), (code) =>
    code < 0 ? null : levels[code],
  );
}
