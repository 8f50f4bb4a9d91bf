import type { UnreadableCells } from '../../src-shared/contract/requests.ts';
import type { VariableType } from '../../src-shared/model/variable.ts';
import type { ColumnData } from './columnStore.ts';
import { commaMeaning, readNumber } from './readNumber.ts';

/** How many unreadable cells are listed. */
const listedCells = 20;

/** The column as values of another type; `unreadable` became missing. */
export function convertColumn(
  column: ColumnData,
  type: VariableType,
): { readonly column: ColumnData; readonly unreadable: UnreadableCells | null } {
  if (type === 'continuous' && column.kind === 'categorical') return numbersOf(column);
  if (type !== 'continuous' && column.kind === 'numeric') {
    return { column: levelsOf(column.values), unreadable: null };
  }
  return { column, unreadable: null };
}

/** Every distinct number becomes a level, printed so that it reads back as the same number. */
function levelsOf(values: Float64Array): ColumnData {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const codeOf = new Map<string, number>();
  // -0 and 0 print alike, and are one level.
  for (const value of sorted) {
    const text = String(value);
    if (!codeOf.has(text)) codeOf.set(text, codeOf.size);
  }
  const codes = Int32Array.from(values, (value) => codeOf.get(String(value)) ?? -1);
  return { kind: 'categorical', codes, levels: [...codeOf.keys()] };
}

function numbersOf(column: ColumnData & { kind: 'categorical' }): {
  column: ColumnData;
  unreadable: UnreadableCells | null;
} {
  const comma = commaMeaning(column.levels);
  const numbers = column.levels.map((text) => readNumber(text, comma));
  const values = new Float64Array(column.codes.length).fill(NaN);
  const first: { row: number; text: string }[] = [];
  let count = 0;
  for (const [row, code] of column.codes.entries()) {
    if (code < 0) continue;
    const number = numbers[code];
    if (number !== null) {
      values[row] = number;
    } else if (++count <= listedCells) {
      first.push({ row, text: column.levels[code] });
    }
  }
  return { column: { kind: 'numeric', values }, unreadable: count === 0 ? null : { count, first } };
}
