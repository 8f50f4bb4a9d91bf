import { AppError } from '../../src-shared/model/appError.ts';
import type { ColumnData } from './columnStore.ts';
import { readNumber } from './readNumber.ts';

/** A cell's new value: a number, or the code of a level that may have to be added first. */
export interface EditedValue {
  readonly value: number;
  readonly newLevel: string | null;
}

/**
 * What a text means in a column: nothing = missing; a number; a level, or a new one at the end.
 *
 * @param row from 0
 */
export function editedValue(column: ColumnData, text: string, name: string, row: number): EditedValue {
  const trimmed = text.trim();
  if (column.kind === 'numeric') {
    if (trimmed === '') return { value: NaN, newLevel: null };
    // A single cell has no neighbours that tell what its comma means.
    const value = readNumber(text, 'unclear');
    if (value === null) throw notANumber(trimmed, name, row);
    return { value, newLevel: null };
  }
  const exact = column.levels.indexOf(text);
  if (exact >= 0) return { value: exact, newLevel: null };
  if (trimmed === '') return { value: -1, newLevel: null };
  const code = column.levels.indexOf(trimmed);
  if (code >= 0) return { value: code, newLevel: null };
  return { value: column.levels.length, newLevel: trimmed };
}

function notANumber(text: string, name: string, row: number): AppError {
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  const readAsNumber = readNumber(text, 'decimal') !== null;
  return new AppError(
    'not-a-number',
    readAsNumber
      ? `Row ${row + 1} of ${name}: “${shown}” could be two numbers, because its comma may be a decimal mark or a thousands mark.`
      : `Row ${row + 1} of ${name}: “${shown}” is not a number.`,
    readAsNumber
      ? 'Write a point for the decimals and no mark between thousands.'
      : 'Type a number, or nothing for a missing value. For texts, change the type of the variable first.',
  );
}
