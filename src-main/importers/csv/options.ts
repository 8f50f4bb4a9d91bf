import { AppError } from '../../../src-shared/model/appError.ts';
import { variableTypes } from '../../../src-shared/model/variable.ts';
import type { VariableType } from '../../../src-shared/model/variable.ts';

const csvEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'latin1'] as const;
/** `latin1` means Windows-1252, its superset that files labelled Latin-1 nearly always use. */
export type CsvEncoding = (typeof csvEncodings)[number];

const thousandsMarks = ['', ',', '.', ' ', '\u00a0', '\u202f', "'", '\u2019'] as const;
/** The mark between groups of three digits; '' = none. */
export type ThousandsMark = (typeof thousandsMarks)[number];

export type DecimalMark = '.' | ',';

/** What the reader is told; everything left out is detected. */
export interface CsvOptions {
  /** One character; a space stands for any run of spaces and tabs. */
  readonly delimiter?: string | undefined;
  /** One character, or '' where quotation marks have no meaning. */
  readonly quote?: string | undefined;
  readonly decimal?: DecimalMark | undefined;
  readonly thousands?: ThousandsMark | undefined;
  readonly encoding?: CsvEncoding | undefined;
  /** Whether the first line holds the names of the columns. */
  readonly header?: boolean | undefined;
  /** Texts that stand for a missing value, instead of the usual ones; a blank cell is always missing. */
  readonly missingCodes?: readonly string[] | undefined;
  /** Column name -> type. */
  readonly columns?: Readonly<Record<string, VariableType>> | undefined;
  /** Column name -> its levels in order; makes the column categorical. */
  readonly levels?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** Rejects options that contradict themselves. Throws AppError `invalid-option`. */
export function checkOptions(options: CsvOptions): void {
  const { delimiter, quote, decimal, thousands, encoding, columns, levels } = options;
  if (delimiter !== undefined && (delimiter.length !== 1 || /[\r\n\0]/.test(delimiter))) {
    refuse(`The delimiter ${show(delimiter)} is not a single character.`, 'Use for example , ; | or a tab.');
  }
  if (quote !== undefined && (quote.length > 1 || /[\r\n\0 ]/.test(quote))) {
    refuse(`The quotation mark ${show(quote)} is not a single character.`, 'Use " or \', or nothing.');
  }
  if (quote !== undefined && quote !== '' && quote === delimiter) {
    refuse(
      `${show(quote)} cannot be both the delimiter and the quotation mark.`,
      'Choose another delimiter.',
    );
  }
  if (decimal !== undefined && decimal !== '.' && decimal !== ',') {
    refuse(`${show(decimal)} cannot be the decimal mark.`, 'Use a point or a comma.');
  }
  if (thousands !== undefined && !thousandsMarks.includes(thousands)) {
    refuse(
      `${show(thousands)} cannot be the thousands mark.`,
      'Use a comma, a point, a space or an apostrophe.',
    );
  }
  if (decimal !== undefined && decimal === thousands) {
    refuse(`${show(decimal)} cannot be both the decimal and the thousands mark.`, 'Leave one of them out.');
  }
  if (encoding !== undefined && !csvEncodings.includes(encoding)) {
    refuse(`The encoding ${show(encoding)} is not known.`, `Use one of ${csvEncodings.join(', ')}.`);
  }
  for (const [name, type] of Object.entries(columns ?? {})) {
    if (!variableTypes.includes(type)) {
      refuse(
        `Column ${show(name)} is given the unknown type ${show(type)}.`,
        `Use ${variableTypes.join(', ')}.`,
      );
    }
  }
  for (const [name, order] of Object.entries(levels ?? {})) {
    checkLevels(name, order, ownEntry(columns, name));
  }
}

function checkLevels(name: string, order: readonly string[], type: VariableType | undefined): void {
  if (type === 'continuous') {
    refuse(
      `Column ${show(name)} is continuous and cannot have levels.`,
      'Make it nominal or leave the levels out.',
    );
  }
  const repeated = order.find((level, i) => order.indexOf(level) < i);
  if (repeated !== undefined) {
    refuse(`Level ${show(repeated)} of column ${show(name)} is given twice.`, 'Name each level once.');
  }
}

function refuse(message: string, hint: string): never {
  throw new AppError('invalid-option', message, hint);
}

/** A name or value as messages show it. */
export function show(text: string): string {
  const visible = text.length > 60 ? `${text.slice(0, 57)}...` : text;
  return JSON.stringify(visible);
}

/** The record's own entry: a column may be called `constructor`. */
export function ownEntry<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}
