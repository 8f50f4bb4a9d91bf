import type { CsvEncoding, DetectedCsv } from '../../../src-shared/model/csvReading.ts';

/** What stands for "as detected" in a select; no mark or encoding has this name. */
export const automatic = 'automatic';
/** What stands for "a character that is not in the list". */
export const another = 'another';

const delimiters: readonly [string, string][] = [
  [',', 'Comma'],
  [';', 'Semicolon'],
  ['\t', 'Tab'],
  ['|', 'Bar |'],
  [' ', 'Spaces'],
];

const quotes: readonly [string, string][] = [
  ['"', 'Double "'],
  ["'", "Single '"],
  ['', 'None'],
];

const decimals: readonly [string, string][] = [
  ['.', 'Point 0.5'],
  [',', 'Comma 0,5'],
];

const thousands: readonly [string, string][] = [
  ['', 'None'],
  [',', 'Comma 1,000'],
  ['.', 'Point 1.000'],
  [' ', 'Space 1 000'],
  ['\u00a0', 'Unbreakable space'],
  ['\u202f', 'Narrow space'],
  ["'", "Apostrophe 1'000"],
  ['\u2019', 'Curly apostrophe 1’000'],
];

const encodings: readonly [CsvEncoding, string][] = [
  ['utf-8', 'UTF-8'],
  ['latin1', 'Windows-1252 (Western)'],
  ['utf-16le', 'UTF-16, little-endian'],
  ['utf-16be', 'UTF-16, big-endian'],
];

const headers: readonly [string, string][] = [
  ['yes', 'Holds the names'],
  ['no', 'Is a row of data'],
];

const known = {
  delimiter: delimiters,
  quote: quotes,
  decimal: decimals,
  thousands,
  encoding: encodings,
  header: headers,
};

/** An option of the reader that is chosen from a list. */
export type ListedOption = keyof typeof known;

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Entries of an option's select, the detected one first; a detected mark that is not in the list joins it. */
export function choicesOf(option: ListedOption, detected: Partial<DetectedCsv>): readonly Choice[] {
  const found = textOf(detected[option]);
  const listed: readonly (readonly [string, string])[] = known[option];
  const first: Choice =
    found === undefined
      ? { value: automatic, label: 'Detect' }
      : { value: automatic, label: `${listed.find(([value]) => value === found)?.[1] ?? found} (detected)` };
  const choices = listed.filter(([value]) => value !== found).map(([value, label]) => ({ value, label }));
  return [
    first,
    ...choices,
    ...(option === 'delimiter' ? [{ value: another, label: 'Another character' }] : []),
  ];
}

/** How an option's value is told in the select. */
export function textOf(value: string | boolean | undefined): string | undefined {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
}

export function isListed(option: ListedOption, value: string): boolean {
  return known[option].some(([text]) => text === value);
}
