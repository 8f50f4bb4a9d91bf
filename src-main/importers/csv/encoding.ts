import { AppError } from '../../../src-shared/model/appError.ts';
import { dataFileTooLarge, maxDataFileBytes } from '../../../src-shared/model/dataFileSize.ts';
import type { Notice } from '../../../src-shared/model/notice.ts';
import type { CsvEncoding } from '../../../src-shared/model/csvReading.ts';
import { recogniseFileKind } from './fileKind.ts';

export interface DecodedText {
  /** Without byte order mark. */
  readonly text: string;
  readonly encoding: CsvEncoding;
  readonly warnings: readonly Notice[];
}

/** Bytes looked at to tell UTF-16 and binary files. */
const SAMPLE_BYTES = 65_536;

/**
 * Bytes -> text. A byte order mark decides; without one UTF-16 is told from zero bytes that all lie on one
 * side of the pairs, UTF-8 from being valid, and the rest is Windows-1252.
 * Throws AppError `empty-file`, `file-too-large`, `not-text`, `undecodable`, `nul-character`.
 */
export function decodeText(bytes: Uint8Array, name: string, wanted?: CsvEncoding): DecodedText {
  if (bytes.length === 0) throw emptyFile(name);
  if (bytes.length > maxDataFileBytes) throw dataFileTooLarge(name, bytes.length);
  const other = recogniseFileKind(bytes);
  if (other !== null) {
    throw new AppError('not-text', `${name} is not a text table: it looks like ${other.kind}.`, other.hint);
  }
  const decoded = decode(bytes, name, wanted);
  const text = decoded.text.startsWith('\ufeff') ? decoded.text.slice(1) : decoded.text;
  if (text.trim() === '') throw emptyFile(name);
  rejectControlCharacters(text, name);
  return { ...decoded, text };
}

function decode(bytes: Uint8Array, name: string, wanted?: CsvEncoding): DecodedText {
  const encoding = wanted ?? byteOrderMark(bytes) ?? utf16WithoutMark(bytes);
  if (encoding === 'latin1') return { text: decodeWindows1252(bytes), encoding, warnings: [] };
  const text = tryDecode(bytes, encoding ?? 'utf-8');
  if (text !== null) return { text, encoding: encoding ?? 'utf-8', warnings: [] };
  if (encoding !== null) {
    const place = encoding === 'utf-8' ? ` Line ${firstInvalidLine(bytes)} holds a byte that is none.` : '';
    throw new AppError(
      'undecodable',
      `${name} is not valid ${encoding.toUpperCase()}.${place}`,
      'Choose another encoding, or save the file again as UTF-8.',
    );
  }
  return assumeWindows1252(bytes, name);
}

function assumeWindows1252(bytes: Uint8Array, name: string): DecodedText {
  const lenient = new TextDecoder('utf-8').decode(bytes);
  const invalid = lenient.match(/\ufffd/g)?.length ?? 0;
  const valid = lenient.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  const line = firstInvalidLine(bytes);
  if (valid > invalid) {
    throw new AppError(
      'undecodable',
      `${name} is nearly all UTF-8, but line ${line} holds a byte that is not.`,
      'Repair that line, or choose the encoding yourself.',
    );
  }
  const message = `The file is not UTF-8 (first seen in line ${line}); it was read as Latin-1 (Windows-1252).`;
  const warnings: Notice[] = [{ code: 'encoding-assumed', severity: 'info', message }];
  return { text: decodeWindows1252(bytes), encoding: 'latin1', warnings };
}

function byteOrderMark(bytes: Uint8Array): CsvEncoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** Delimiters and line ends are ASCII in every table, so UTF-16 shows zero bytes, all in the high halves. */
function utf16WithoutMark(bytes: Uint8Array): CsvEncoding | null {
  const n = Math.min(bytes.length, SAMPLE_BYTES);
  if (bytes.length % 2 === 1) return null;
  const zeros: [number, number] = [0, 0];
  for (let i = 0; i < n; i++) if (bytes[i] === 0) zeros[i & 1]++;
  const [even, odd] = zeros;
  const enough = n / 40; // even CJK text has a delimiter or digit among twenty characters
  if (odd > enough && even === 0) return 'utf-16le';
  if (even > enough && odd === 0) return 'utf-16be';
  return null;
}

function tryDecode(bytes: Uint8Array, encoding: CsvEncoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null; // how TextDecoder reports invalid bytes
    throw error;
  }
}

/** Line (from 1) of the first byte that breaks UTF-8. */
function firstInvalidLine(bytes: Uint8Array): number {
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split('\ufffd', 1)[0];
  return before.split(/\r\n|\r|\n/).length;
}

/** The characters of Windows-1252 that differ from Latin-1: bytes 0x80 to 0x9f (WHATWG Encoding, index windows-1252). */
const WINDOWS_1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Own table because some Node releases decode `windows-1252` as plain Latin-1. */
function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

  return latin1.replace(/[\u0080-\u009f]/g, (c) => WINDOWS_1252.charAt(c.charCodeAt(0) - 0x80));
}

function rejectControlCharacters(text: string, name: string): void {
  const controls = text.slice(0, SAMPLE_BYTES).match(/[\u0000-\u0008\u000e-\u001f]/g)?.length ?? 0;
  if (controls > Math.min(text.length, SAMPLE_BYTES) / 20) {
    throw new AppError(
      'not-text',
      `${name} is not a text table: it is a binary file of unknown kind.`,
      'Open it in the program that made it and save the table as CSV.',
    );
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    const line = text.slice(0, nul).split(/\r\n|\r|\n/).length;
    throw new AppError(
      'nul-character',
      `Line ${line} of ${name} holds a NUL character, which no text has; the file may be damaged.`,
      'Save the table again from the program that made it.',
    );
  }
}

function emptyFile(name: string): AppError {
  return new AppError('empty-file', `${name} is empty.`, 'Choose a file with a table in it.');
}
