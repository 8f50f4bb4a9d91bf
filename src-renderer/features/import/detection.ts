import type { CsvOptions, DetectedCsv } from '../../../src-shared/model/csvReading.ts';
import type { ImportPreview } from '../../../src-shared/model/importPreview.ts';
import type { VariableType } from '../../../src-shared/model/variable.ts';

/** What the reader found by itself, kept while a choice of the person stands in its place. */
export interface Detection {
  readonly file: Partial<Omit<DetectedCsv, 'columns'>>;
  readonly types: ReadonlyMap<string, VariableType>;
}

export const nothingDetected: Detection = { file: {}, types: new Map() };

/** Adds what a reading detected: all that its options left open. */
export function withReading(known: Detection, { options, detected }: ImportPreview): Detection {
  const { columns, ...file } = detected;
  const found = Object.entries(file).filter(([name]) => options[name as keyof CsvOptions] === undefined);
  const overridden = new Set(Object.keys(options.columns ?? {}));
  const types = Object.entries(columns).map(([name, type]): [string, VariableType] => {
    return [name, overridden.has(name) ? (known.types.get(name) ?? type) : type];
  });
  return { file: { ...known.file, ...Object.fromEntries(found) }, types: new Map(types) };
}

/** The options with one changed; undefined = to be detected. */
export function withOption<Name extends keyof CsvOptions>(
  options: CsvOptions,
  name: Name,
  value: CsvOptions[Name] | undefined,
): CsvOptions {
  const rest = Object.entries(options).filter(([key]) => key !== name);
  return Object.fromEntries(value === undefined ? rest : [...rest, [name, value]]);
}

/** The options with the type of a column; undefined = to be detected. */
export function withType(options: CsvOptions, column: string, type: VariableType | undefined): CsvOptions {
  const rest = Object.entries(options.columns ?? {}).filter(([name]) => name !== column);
  const all = type === undefined ? rest : [...rest, [column, type] as const];
  return withOption(options, 'columns', all.length === 0 ? undefined : Object.fromEntries(all));
}
