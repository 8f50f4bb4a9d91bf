import type { Cell } from './clipboardText.ts';

/** Digits that a cell has room for; the rest is seen where the cell is edited or its value is told in full. */
const digits = 10;

/** What stands in a cell: missing = an en dash. */
export function cellText(cell: Cell): string {
  if (cell === null) return '–';
  return typeof cell === 'number' ? String(Number(cell.toPrecision(digits))) : cell;
}

/** The value in full, as it is typed; missing = nothing. */
export function fullText(cell: Cell): string {
  return cell === null ? '' : String(cell);
}
