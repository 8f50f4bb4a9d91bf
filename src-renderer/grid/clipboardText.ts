/** A value of the data; null = missing. */
export type Cell = number | string | null;

/**
 * Columns of cells as spreadsheets take them: rows on lines, cells between tabs, missing cells empty, numbers in
 * full with a decimal point. Texts with tabs, line ends or quotation marks are quoted.
 */
export function clipboardText(columns: readonly (readonly Cell[])[]): string {
  const nRows = columns[0]?.length ?? 0;
  const lines: string[] = [];
  for (let row = 0; row < nRows; row++) {
    lines.push(columns.map((cells) => quoted(cells[row])).join('\t'));
  }
  return lines.join('\n');
}

function quoted(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  return /["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
