import type { CsvOptions } from '../../../src-shared/model/csvReading.ts';
import type { ImportPreview } from '../../../src-shared/model/importPreview.ts';
import { withOption } from './detection.ts';

interface Read {
  readonly options: CsvOptions;
  readonly preview: ImportPreview | null;
}

/** The codes that are in force and matter: the person's own, or the usual ones that occur in the file. */
export function currentCodes({ options, preview }: Read): readonly string[] {
  return options.missingCodes ?? preview?.detected.missingCodes ?? [];
}

/** The options with one more code: those in force stay. */
export function withCode(read: Read, code: string): CsvOptions {
  const codes = currentCodes(read);
  const text = code.trim();
  return withOption(read.options, 'missingCodes', codes.includes(text) ? codes : [...codes, text]);
}
