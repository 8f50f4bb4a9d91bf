import { numberText } from '../../../src-shared/formula/numberText.ts';
import { exclusionText } from '../../../src-shared/model/exclusion.ts';
import type { ExcludedRows, Exclusion } from '../../../src-shared/model/exclusion.ts';
import type { Column } from '../../../src-shared/model/dataset.ts';
import type { Notice } from '../../../src-shared/model/notice.ts';

/** Which rows are left out by choice. */
export interface Excluded {
  /** nRows: 1 where the row is left out. */
  readonly mask: Uint8Array;
  /** A row that several exclusions meet counts for the first. Those that meet no row are not listed. */
  readonly counts: readonly ExcludedRows[];
  /** About exclusions that meet no row. */
  readonly notices: readonly Notice[];
}

/** @param columnOf the column of a name, nRows long */
export function excludedRows(
  exclusions: readonly Exclusion[],
  columnOf: (name: string) => Column,
  nRows: number,
): Excluded {
  const mask = new Uint8Array(nRows);
  const counts: ExcludedRows[] = [];
  const notices: Notice[] = [];
  for (const exclusion of exclusions) {
    const text = exclusionText(exclusion);
    const tests = exclusion.map((value) =>
      'row' in value
        ? (row: number) => row === value.row - 1
        : hasLevel(columnOf(value.variable), value.level),
    );
    let met = 0;
    let count = 0;
    for (let row = 0; row < nRows; row++) {
      if (!tests.every((test) => test(row))) continue;
      met++;
      if (mask[row] === 0) count++;
      mask[row] = 1;
    }
    if (count > 0) counts.push({ text, count });
    if (met === 0) notices.push(meetsNoRow(text));
  }
  return { mask, counts, notices };
}

function hasLevel(column: Column, level: string): (row: number) => boolean {
  if (column.kind === 'numeric') {
    const { values } = column;
    return (row) => !Number.isNaN(values[row]) && numberText(values[row]) === level;
  }
  const code = column.levels.indexOf(level);
  return (row) => code >= 0 && column.codes[row] === code;
}

function meetsNoRow(text: string): Notice {
  return {
    code: 'nothing-excluded',
    severity: 'caution',
    message: `Nothing is left out by ${text}: the data have no such row.`,
  };
}
