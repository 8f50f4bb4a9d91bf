import { AppError } from '../../../src-shared/model/appError.ts';
import type { Notice } from '../../../src-shared/model/notice.ts';
import type { CellProblem } from '../../../src-shared/model/csvReading.ts';
import { detectHeader } from './header.ts';
import { shapeOf } from './marks.ts';
import { uniqueNames } from './names.ts';
import { selectRecords, typicalWidth } from './records.ts';
import { cellText, recordWidth } from './tokenise.ts';
import type { Tokens } from './tokenise.ts';

const COMMA = 0x2c;

/** Cells arranged as rows under named columns. */
export interface TextTable {
  readonly tokens: Tokens;
  readonly names: readonly string[];
  readonly nRows: number;
  readonly header: boolean;
  /** Index of a cell among the tokens; -1 where the row has no such cell (which is a problem already told). */
  cellAt(row: number, column: number): number;
  /** Line of the file (from 1) on which the row starts. */
  lineOf(row: number): number;
  readonly problems: readonly CellProblem[];
  readonly warnings: readonly Notice[];
}

/**
 * Records -> header and rows. A row with too few cells lacks the last ones; a row with too many may have any
 * of its cells in the wrong column, so none of them is used. Both are problems with their line.
 * Throws AppError `no-data-rows`, `ragged-rows`.
 */
export function arrangeTable(tokens: Tokens, name: string, wantHeader?: boolean): TextTable {
  const { records, warnings } = selectRecords(tokens);
  if (records.length === 0) {
    throw new AppError(
      'no-data-rows',
      `${name} has delimiters but no cell with content.`,
      'Choose a file with data.',
    );
  }
  const finding =
    wantHeader === undefined ? detectHeader(tokens, records) : { header: wantHeader, certain: true };
  if (!finding.certain) warnings.push(uncertainHeader(finding.header));
  const rows = finding.header ? records.slice(1) : records;
  if (rows.length === 0) {
    throw new AppError(
      'no-data-rows',
      `${name} has a line of column names but no rows of data.`,
      'Choose a file with data, or say that the first line is not a header.',
    );
  }
  const rawNames = finding.header ? headerNames(tokens, records[0], rows, warnings) : [];
  const emptyLast = hasEmptyLast(rawNames, tokens, rows);
  if (emptyLast) rawNames.pop();
  const width = finding.header ? rawNames.length : typicalWidth(tokens, rows);
  const shape = fitRows(tokens, rows, width, finding.header ? 'the header' : 'most lines', name);
  if (emptyLast || shape.trailing > 0) warnings.push(trailingDelimiters(emptyLast, shape.trailing));

  const unique = uniqueNames(rawNames);
  warnings.push(...unique.warnings);
  const names = finding.header ? unique.names : Array.from({ length: width }, (_, i) => `column_${i + 1}`);
  const { first, limit } = shape;
  const problems = shape.problems(names);
  return {
    tokens,
    names,
    nRows: rows.length,
    header: finding.header,
    problems,
    warnings,
    cellAt(row, column) {
      const cell = first[row] + column;
      return cell < limit[row] ? cell : -1;
    },
    lineOf: (row) => tokens.recordLine[rows[row]],
  };
}

function uncertainHeader(header: boolean): Notice {
  const message =
    'It is not certain whether the first line holds the names of the columns; it was read as ' +
    `${header ? 'names' : 'data'}. If that is wrong, say whether there is a header.`;
  return { code: 'header-assumed', severity: 'info', message };
}

/** The header's cells; R's write.table leaves out the name of the first column, which holds the row names. */
function headerNames(tokens: Tokens, header: number, rows: readonly number[], warnings: Notice[]): string[] {
  const start = tokens.recordStart[header];
  const names = Array.from({ length: recordWidth(tokens, header) }, (_, i) => cellText(tokens, start + i));
  if (!hasRowNames(tokens, rows, names.length)) return names;
  warnings.push({
    code: 'row-names',
    severity: 'caution',
    message:
      `Each row has one cell more than the header has names (${names.length}); the first column was taken as ` +
      'row names without a header, as R writes them.',
  });
  return ['', ...names];
}

/**
 * Every row one cell longer than the header, the first cells all different. Where a comma delimits they must
 * also be quoted or texts: the extra cells could be the decimals of numbers with a decimal comma.
 */
function hasRowNames(tokens: Tokens, rows: readonly number[], width: number): boolean {
  if (rows.some((record) => recordWidth(tokens, record) !== width + 1)) return false;
  if (rows.every((record) => isBlankCell(tokens, tokens.recordStart[record + 1] - 1))) return false;
  const heads = rows.map((record) => tokens.recordStart[record]);
  if (new Set(heads.map((cell) => cellText(tokens, cell))).size < rows.length) return false;
  const isKey = (cell: number) =>
    tokens.flags[cell] !== 0 || shapeOf(tokens.text, tokens.starts[cell], tokens.ends[cell]) === 'text';
  return tokens.dialect.delimiter !== COMMA || heads.every(isKey);
}

/** A delimiter at the end of every line, or of the header, makes an empty last column: no name, no values. */
function hasEmptyLast(names: readonly string[], tokens: Tokens, rows: readonly number[]): boolean {
  const last = names.length - 1;
  if (last < 1 || names[last].trim() !== '') return false;
  return rows.every(
    (record) => recordWidth(tokens, record) <= last || isBlankCell(tokens, tokens.recordStart[record] + last),
  );
}

function trailingDelimiters(emptyLast: boolean, rows: number): Notice {
  const message = emptyLast
    ? 'An empty last column was left out.'
    : `${rows === 1 ? '1 row ends' : `${rows} rows end`} with superfluous delimiters, which were ignored.`;
  return { code: 'trailing-delimiter', severity: 'info', message };
}

interface RowShapes {
  /** Per row: its first cell, and the cell after the last one that may be used (0 = none of the row). */
  readonly first: Int32Array;
  readonly limit: Int32Array;
  /** Rows with superfluous empty cells. */
  readonly trailing: number;
  problems(names: readonly string[]): CellProblem[];
}

function fitRows(
  tokens: Tokens,
  rows: readonly number[],
  width: number,
  standard: string,
  name: string,
): RowShapes {
  const first = new Int32Array(rows.length);
  const limit = new Int32Array(rows.length);
  const short: number[] = [];
  const long: number[] = [];
  let trailing = 0;
  rows.forEach((record, row) => {
    const start = tokens.recordStart[record];
    const end = tokens.recordStart[record + 1];
    first[row] = start;
    limit[row] = Math.min(end, start + width);
    if (end - start < width) short.push(row);
    if (end - start <= width) return;
    let filled = end;
    while (filled > start + width && isBlankCell(tokens, filled - 1)) filled--;
    if (filled === start + width) {
      trailing++;
    } else {
      limit[row] = 0;
      long.push(row);
    }
  });
  if (long.length * 2 > rows.length || (short.length === rows.length && width > 1)) {
    const row = long[0] ?? short[0];
    const line = tokens.recordLine[rows[row]];
    throw new AppError(
      'ragged-rows',
      `The lines of ${name} do not fit together: ${standard} has ${cells(width)}, but line ${line} has ` +
        `${cells(recordWidth(tokens, rows[row]))}, and so on (${long.length + short.length} of ${rows.length} rows).`,
      'Check the delimiter, cells with the delimiter in them (they need quotation marks), and commas used both ' +
        'as decimal mark and as delimiter.',
    );
  }
  const problems = (names: readonly string[]): CellProblem[] => {
    const found: CellProblem[] = [];
    for (const row of [...short, ...long].sort((a, b) => a - b)) {
      const record = rows[row];
      const n = recordWidth(tokens, record);
      const reason =
        n < width
          ? `the line has ${cells(n)}, ${standard} has ${width}: the last ones are missing`
          : `the line has ${cells(n)}, ${standard} has ${width}: none of them was used`;
      const value = n < width ? '' : lineText(tokens, record);
      const column = n < width ? names[n] : '';
      found.push({ line: tokens.recordLine[record], row: row + 1, column, value, reason });
    }
    return found;
  };
  return { first, limit, trailing, problems };
}

function lineText(tokens: Tokens, record: number): string {
  const start = tokens.starts[tokens.recordStart[record]];
  return tokens.text.slice(start, tokens.ends[tokens.recordStart[record + 1] - 1]);
}

function isBlankCell(tokens: Tokens, cell: number): boolean {
  return tokens.ends[cell] === tokens.starts[cell];
}

function cells(n: number): string {
  return n === 1 ? '1 cell' : `${n} cells`;
}
