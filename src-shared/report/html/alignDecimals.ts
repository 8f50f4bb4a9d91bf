import type { TableBlock } from '../../model/outputDocument.ts';

/** Width of a decimal point, in digits. */
const point = 0.5;

/**
 * Room to the right of each number, in digits, that puts the decimal points of a column below each other; by
 * row and column. 0 for texts and for whatever is no plain number.
 */
export function alignDecimals({ columns, rows }: TableBlock): number[][] {
  const most = columns.map((column, j) =>
    column.align === 'number' ? Math.max(0, ...rows.map((row) => decimalsOf(row[j].text) ?? 0)) : 0,
  );
  return rows.map((row) =>
    row.map(({ text }, j) => {
      const own = columns[j].align === 'number' ? decimalsOf(text) : null;
      if (own === null || own === most[j]) return 0;
      return most[j] - own + (own === 0 ? point : 0);
    }),
  );
}

/** Digits after the point of a plain number, with or without a sign, ` %` aside; null for anything else. */
function decimalsOf(text: string): number | null {
  const match = /^[−]?[\d,]+(?:\.(\d+))?(?:\s%)?$/.exec(text);
  return match === null ? null : (match[1]?.length ?? 0);
}
