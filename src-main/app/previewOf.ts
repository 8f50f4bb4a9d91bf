import type { Column } from '../../src-shared/model/dataset.ts';
import type { CsvOptions } from '../../src-shared/model/csvReading.ts';
import type { ImportPreview } from '../../src-shared/model/importPreview.ts';
import type { ImportReading } from '../../src-shared/model/importReading.ts';

/** Rows that a preview shows. */
const SHOWN = 200;

/** What a window shows of a file that was read. */
export function previewOf(reading: ImportReading, options: CsvOptions): ImportPreview {
  const { dataset, summaries, detected, problems, nProblems, warnings, suggestedMissingCodes } = reading;
  const { name, nRows, columns } = dataset;
  return {
    name,
    nRows,
    options,
    detected,
    columns: columns.map((column, index) => ({
      name: column.name,
      type: column.type,
      ...summaries[index],
      cells: firstCells(column),
    })),
    problems,
    nProblems,
    warnings,
    suggestedMissingCodes,
  };
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
