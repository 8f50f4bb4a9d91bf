import { AppError } from '../../../src-shared/model/appError.ts';
import { variableTypes } from '../../../src-shared/model/variable.ts';
import { csvEncodings, thousandsMarks } from '../../../src-shared/model/csvReading.ts';
import type { CsvOptions } from '../../../src-shared/model/csvReading.ts';
import type { VariableType } from '../../../src-shared/model/variable.ts';

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
