import { CellDictionary } from './dictionary.ts';
import type { MissingRule } from './missing.ts';
import { hasLeadingZero, isBeyondExactIntegers, isInteger, parseNumber } from './numbers.ts';
import type { NumberFormat } from './numbers.ts';
import type { TextTable } from './table.ts';
import { QUOTED } from './tokenise.ts';

/** A column read as numbers as far as possible, and what was seen on the way. */
export interface ColumnSurvey {
  readonly name: string;
  /** nRows: NaN where missing or not a number. */
  readonly values: Float64Array;
  /** The distinct cells that are not numbers (missing codes among them). */
  readonly others: CellDictionary;
  /** Line of the file on which each of them stands first. */
  readonly otherLine: (entry: number) => number;
  /** Cells read as numbers, of them quoted ones, and quoted ones whose quotes protect a delimiter. */
  readonly numbers: number;
  readonly quotedNumbers: number;
  readonly protectedNumbers: number;
  /** Among the numbers: with decimals or an exponent; digits after a leading 0; integers beyond 2^53. */
  readonly fractions: number;
  readonly leadingZeros: number;
  readonly beyondExact: number;
  /** Cells that hold a number given as missing code. */
  readonly missingNumbers: ReadonlySet<number>;
}

export function surveyColumn(
  table: TextTable,
  column: number,
  format: NumberFormat,
  missing: MissingRule,
): ColumnSurvey {
  const { text, starts, ends, flags, dialect } = table.tokens;
  const delimiter = String.fromCharCode(dialect.delimiter);
  const delimiterIsMark = dialect.delimiter === format.decimal || dialect.delimiter === format.thousands;
  const values = new Float64Array(table.nRows).fill(NaN);
  const otherRows: number[] = [];
  const others = new CellDictionary(table.tokens);
  const missingNumbers = new Set<number>();
  let numbers = 0;
  let quotedNumbers = 0;
  let protectedNumbers = 0;
  let fractions = 0;
  let leadingZeros = 0;
  let beyondExact = 0;
  for (let row = 0; row < table.nRows; row++) {
    const cell = table.cellAt(row, column);
    if (cell < 0) continue;
    let start = starts[cell];
    let end = ends[cell];
    if (flags[cell] !== 0) {
      while (start < end && text.charCodeAt(start) === 0x20) start++;
      while (end > start && text.charCodeAt(end - 1) === 0x20) end--;
    }
    if (start === end) continue;
    const value = parseNumber(text, start, end, format);
    if (Number.isNaN(value)) {
      if (others.add(cell) === otherRows.length) otherRows.push(row);
      continue;
    }
    if (missing.numbers.length > 0 && missing.numbers.includes(value)) {
      missingNumbers.add(value);
      continue;
    }
    values[row] = value;
    numbers++;
    if ((flags[cell] & QUOTED) !== 0) {
      quotedNumbers++;
      if (delimiterIsMark && text.slice(start, end).includes(delimiter)) protectedNumbers++;
    }
    if (!isInteger(text, start, end)) fractions++;
    else if (hasLeadingZero(text, start, end)) leadingZeros++;
    else if (isBeyondExactIntegers(text, start, end, value)) beyondExact++;
  }
  return {
    name: table.names[column],
    values,
    others,
    otherLine: (entry) => table.lineOf(otherRows[entry]),
    numbers,
    quotedNumbers,
    protectedNumbers,
    fractions,
    leadingZeros,
    beyondExact,
    missingNumbers,
  };
}
