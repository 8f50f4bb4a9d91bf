import { AppError } from '../../../src-shared/model/appError.ts';
import type {
  CellProblem,
  CsvOptions,
  CsvReading,
  SuggestedMissingCode,
} from '../../../src-shared/model/csvReading.ts';
import type { Column } from '../../../src-shared/model/dataset.ts';
import type { Notice } from '../../../src-shared/model/notice.ts';
import { categoricalColumn, numericColumn } from './columns.ts';
import type { ColumnContext } from './columns.ts';
import { cutText, detectDialect } from './dialect.ts';
import type { DialectFinding } from './dialect.ts';
import { decodeText } from './encoding.ts';
import { missingRule, suggestMissingCode } from './missing.ts';
import { detectMarks } from './numberFormat.ts';
import type { ColumnMarks } from './numberFormat.ts';
import type { NumberFormat } from './numbers.ts';
import { partOf } from './progress.ts';
import type { OnReading } from './progress.ts';
import { checkOptions, ownEntry, show } from './options.ts';
import { surveyColumn } from './survey.ts';
import { arrangeTable } from './table.ts';
import type { TextTable } from './table.ts';
import type { Tokens } from './tokenise.ts';
import { inferType, isKeyColumn } from './types.ts';

/**
 * Reads a delimited text file. What the options leave out is detected and reported in `detected`. A cell that
 * cannot be read as its column's type is missing in the dataset and listed in `problems`.
 * `name` is the file's name, used in messages and as the dataset's name. `onReading` hears of the progress.
 * Throws AppError where there is no table to read (`empty-file`, `no-data-rows`, `not-text`, `undecodable`,
 * `nul-character`, `file-too-large`, `unclosed-quote`, `ragged-rows`) or an option does not fit
 * (`invalid-option`, `unknown-column`).
 */
export function readCsv(
  bytes: Uint8Array,
  name: string,
  options: CsvOptions = {},
  onReading?: OnReading,
): CsvReading {
  checkOptions(options);
  partOf(onReading, 'Decoding the text')(0);
  const decoded = decodeText(bytes, name, options.encoding);
  const dialect = detectDialect(decoded.text, options);
  const { tokens, warnings: quoteWarnings } = cut(decoded.text, dialect, name, onReading);
  const table = arrangeTable(tokens, name, options.header);
  checkColumnNames(options, table.names, name);
  partOf(onReading, 'Looking at the numbers')(0);
  const marks = detectMarks(table, dialect.delimiter, options);
  const formats = table.names.map((_, column) => formatOf(marks.own.get(column) ?? marks));
  const { columns, problems, warnings, missingCodes } = makeColumns(
    table,
    formats,
    options,
    partOf(onReading, 'Reading the columns'),
  );
  const suggested = suggestMissingCodes(columns);
  return {
    dataset: { name, nRows: table.nRows, columns },
    detected: {
      encoding: decoded.encoding,
      delimiter: dialect.delimiter,
      quote: dialect.quote,
      decimal: marks.decimal,
      thousands: marks.thousands,
      header: table.header,
      missingCodes,
      columns: Object.fromEntries(columns.map((column) => [column.name, column.type])),
    },
    problems: [...table.problems, ...problems].sort((a, b) => a.row - b.row),
    warnings: [
      ...decoded.warnings,
      ...dialect.warnings,
      ...quoteWarnings,
      ...table.warnings,
      ...marks.warnings,
      ...warnings,
      ...suggested.map(suggestionNotice),
    ],
    suggestedMissingCodes: suggested,
  };
}

function formatOf({ decimal, thousands }: ColumnMarks): NumberFormat {
  return { decimal: decimal.charCodeAt(0), thousands: thousands === '' ? 0 : thousands.charCodeAt(0) };
}

function cut(
  text: string,
  found: DialectFinding,
  name: string,
  onReading?: OnReading,
): { tokens: Tokens; warnings: Notice[] } {
  const tokens = cutText(text, found, text.length, partOf(onReading, 'Finding the cells'));
  if (tokens.unclosedLine > 0) {
    throw new AppError(
      'unclosed-quote',
      `The quotation mark ${found.quote} that opens in line ${tokens.unclosedLine} of ${name} is never closed.`,
      'Close it, or say that the file has no quotation marks.',
    );
  }
  const { count, firstLine: line } = tokens.strayQuotes;
  if (count === 0) return { tokens, warnings: [] };
  const message =
    `${count === 1 ? 'A quotation mark stands' : `${count} quotation marks stand`} inside quoted cells without ` +
    `being doubled (first in line ${line}); taken as part of the text.`;
  return { tokens, warnings: [{ code: 'stray-quotes', severity: 'caution', message }] };
}

function checkColumnNames(options: CsvOptions, names: readonly string[], file: string): void {
  for (const wanted of [...Object.keys(options.columns ?? {}), ...Object.keys(options.levels ?? {})]) {
    if (names.includes(wanted)) continue;
    const shown = names.slice(0, 20).map(show).join(', ');
    throw new AppError(
      'unknown-column',
      `${file} has no column ${show(wanted)}.`,
      `Its columns are ${shown}${names.length > 20 ? ', ...' : ''}.`,
    );
  }
}

interface MadeColumns {
  readonly columns: readonly Column[];
  readonly problems: readonly CellProblem[];
  readonly warnings: readonly Notice[];
  readonly missingCodes: readonly string[];
}

/** `formats`: the number format of each column. */
function makeColumns(
  table: TextTable,
  formats: readonly NumberFormat[],
  options: CsvOptions,
  onProgress: (fraction: number) => void,
): MadeColumns {
  const missing = missingRule(options.missingCodes);
  const shared = { table, missing, problems: [], missingCodes: new Set<string>() };
  const warnings: Notice[] = [];
  const nSteps = 2 * table.names.length;
  const surveys = table.names.map((name, column) => {
    onProgress(column / nSteps);
    return isDeclaredCategorical(options, name)
      ? null
      : surveyColumn(table, column, formats[column], missing);
  });
  // Quotation marks tell texts from numbers only in a file that does not put them everywhere.
  const quotesTell = surveys.some((survey) => survey !== null && survey.numbers > survey.quotedNumbers);

  const columns = table.names.map((name, column): Column => {
    onProgress((table.names.length + column) / nSteps);
    const format = formats[column];
    const context: ColumnContext = { ...shared, format };
    const declared = ownEntry(options.columns, name);
    const levels = ownEntry(options.levels, name);
    const survey = surveys[column] ?? null;
    if (survey === null) {
      const type = declared === undefined || declared === 'continuous' ? 'nominal' : declared;
      return categoricalColumn(context, column, type, levels);
    }
    if (declared === 'continuous') return numericColumn(context, column, survey);
    const inference = inferType(survey, missing, format, quotesTell);
    warnings.push(...inference.warnings);
    if (inference.type === 'continuous') return numericColumn(context, column, survey);
    if (inference.type !== 'text') return categoricalColumn(context, column, inference.type);
    return keyOrNominal(context, column);
  });
  return { columns, problems: shared.problems, warnings, missingCodes: [...shared.missingCodes] };
}

function keyOrNominal(context: ColumnContext, index: number): Column {
  const column = categoricalColumn(context, index, 'nominal');
  const filled = column.codes.reduce((count, code) => count + (code >= 0 ? 1 : 0), 0);
  return isKeyColumn(column.levels.length, filled) ? { ...column, type: 'id' } : column;
}

function isDeclaredCategorical(options: CsvOptions, name: string): boolean {
  const type = ownEntry(options.columns, name);
  return (type !== undefined && type !== 'continuous') || ownEntry(options.levels, name) !== undefined;
}

function suggestMissingCodes(columns: readonly Column[]): SuggestedMissingCode[] {
  return columns
    .map((column) => (column.kind === 'numeric' ? suggestMissingCode(column.name, column.values) : null))
    .filter((suggestion) => suggestion !== null);
}

function suggestionNotice({ column, code, count }: SuggestedMissingCode): Notice {
  const times = count === 1 ? 'once' : `${count} times`;
  const message = `The value ${code} occurs ${times} in column ${show(column)}, far from all others: it may mean "missing". It was kept.`;
  return { code: 'possible-missing-code', severity: 'caution', message };
}
