import type { Notice } from '../../../src-shared/model/notice.ts';
import { shapeOf } from './marks.ts';
import type { CsvOptions } from '../../../src-shared/model/csvReading.ts';
import { cellText, isBlankRecord, recordWidth, tokenise } from './tokenise.ts';
import type { Dialect, Tokens } from './tokenise.ts';

export interface DialectFinding {
  readonly delimiter: string;
  readonly quote: string;
  /** Where the table starts: after a `sep=;` line, as Excel understands it. */
  readonly from: number;
  readonly firstLine: number;
  readonly warnings: readonly Notice[];
}

const candidates = [',', ';', '\t', '|'] as const;
/** Characters of the file that are tried. */
const SAMPLE_LENGTH = 65_536;

/** Finds delimiter and quotation mark from the beginning of the text. */
export function detectDialect(text: string, options: CsvOptions): DialectFinding {
  const sep = /^"?sep=(.)"?(?:\r\n|\r|\n)/i.exec(text);
  const from = sep?.[0].length ?? 0;
  const firstLine = sep === null ? 1 : 2;
  const to = sampleEnd(text, from);
  const quote = options.quote ?? detectQuote(text.slice(from, to));
  const given = options.delimiter ?? sep?.[1];
  if (given !== undefined) return { delimiter: given, quote, from, firstLine, warnings: [] };

  const cut = (delimiter: string) => cutText(text, { delimiter, quote, from, firstLine }, to);
  const scored = candidates.map((delimiter) => ({ delimiter, score: score(cut(delimiter), delimiter) }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  if (best.score > ONE_COLUMN) return { delimiter: best.delimiter, quote, from, firstLine, warnings: [] };
  if (isSpaceDelimited(cut(' '))) return { delimiter: ' ', quote, from, firstLine, warnings: [] };
  const message =
    'The file has a single column: neither comma, semicolon, tab, bar nor space divides its lines evenly. ' +
    'If it should have more, set the delimiter.';
  const warnings: Notice[] = [{ code: 'single-column', severity: 'caution', message }];
  return { delimiter: ',', quote, from, firstLine, warnings };
}

/**
 * Tokens of the text up to `to`. Quotation marks inside quotes are doubled, unless ones after a backslash
 * occur and the records are in better order if the backslash is taken for the escape.
 */
export function cutText(
  text: string,
  found: Pick<DialectFinding, 'delimiter' | 'quote' | 'from' | 'firstLine'>,
  to = text.length,
  onProgress?: (fraction: number) => void,
): Tokens {
  const { delimiter, quote, from, firstLine } = found;
  const doubled = tokenise(text, toDialect(delimiter, quote), from, to, firstLine, onProgress);
  if (doubled.backslashedQuotes === 0) return doubled;
  const escaped = tokenise(text, toDialect(delimiter, quote, 'backslash'), from, to, firstLine, onProgress);
  return disorder(escaped) < disorder(doubled) ? escaped : doubled;
}

export function toDialect(delimiter: string, quote: string, escape: Dialect['escape'] = 'double'): Dialect {
  return { delimiter: delimiter.charCodeAt(0), quote: quote === '' ? 0 : quote.charCodeAt(0), escape };
}

/** Stray quotation marks and different record widths; infinite where a quotation mark is never closed. */
function disorder(tokens: Tokens): number {
  if (tokens.unclosedLine > 0) return Infinity;
  const widths = new Set<number>();
  for (let record = 0; record < tokens.nRecords; record++) widths.add(recordWidth(tokens, record));
  return tokens.strayQuotes.count + widths.size;
}

/** The end of the last whole line of the sample. */
function sampleEnd(text: string, from: number): number {
  const to = from + SAMPLE_LENGTH;
  if (to >= text.length) return text.length;
  const lineEnd = Math.max(text.lastIndexOf('\n', to), text.lastIndexOf('\r', to));
  return lineEnd > from ? lineEnd + 1 : to;
}

/** The apostrophe quotes only where it encloses whole cells and the usual mark begins none. */
function detectQuote(sample: string): string {
  if (/(?:^|[,;\t| ])"/m.test(sample)) return '"';
  return /(?:^|[,;\t| ])'[^'\r\n]*'(?=[,;\t| ]|$)/m.test(sample) ? "'" : '"';
}

/** A table of one column scores at most this. */
const ONE_COLUMN = 0.001;

/**
 * How much the sample looks like a table: regular rows, times the share of cells that are clean. After van den
 * Burg, Nazabal & Sutton (2019), Wrangling messy CSV files by detecting row and type patterns, eq. 1 to 3.
 */
function score(tokens: Tokens, delimiter: string): number {
  const widths = new Map<number, number>();
  const rivals = candidates.filter((other) => other !== delimiter);
  let records = 0;
  let cells = 0;
  let clean = 0;
  // A sample cut within a quoted cell leaves its last record open.
  const nRecords = tokens.unclosedLine > 0 ? tokens.nRecords - 1 : tokens.nRecords;
  for (let record = 0; record < nRecords; record++) {
    if (isBlankRecord(tokens, record) || startsWithHash(tokens, record)) continue;
    records++;
    const width = recordWidth(tokens, record);
    widths.set(width, (widths.get(width) ?? 0) + 1);
    for (let cell = tokens.recordStart[record]; cell < tokens.recordStart[record + 1]; cell++) {
      cells++;
      if (isClean(tokens, cell, rivals)) clean++;
    }
  }
  if (records === 0) return 0;
  let regularity = 0;
  for (const [width, count] of widths) regularity += (count * Math.max(ONE_COLUMN, width - 1)) / width;
  regularity /= widths.size * records;
  return (regularity * (clean / cells)) / (1 + tokens.strayQuotes.count);
}

/** A number, a quoted text, or a text without another delimiter in it. */
function isClean(tokens: Tokens, cell: number, rivals: readonly string[]): boolean {
  if (tokens.flags[cell] !== 0) return true;
  if (shapeOf(tokens.text, tokens.starts[cell], tokens.ends[cell]) !== 'text') return true;
  const text = cellText(tokens, cell);
  return !rivals.some((rival) => text.includes(rival));
}

function startsWithHash(tokens: Tokens, record: number): boolean {
  return tokens.text.charAt(tokens.starts[tokens.recordStart[record]]) === '#';
}

/**
 * Runs of spaces divide a text unambiguously if every line gets the same number of cells (the header may lack
 * the name of R's row names) and some column holds nothing but numbers; else they belong to words.
 */
function isSpaceDelimited(tokens: Tokens): boolean {
  const records: number[] = [];
  for (let record = 0; record < tokens.nRecords; record++) {
    if (!isBlankRecord(tokens, record) && !startsWithHash(tokens, record)) records.push(record);
  }
  if (records.length < 2 || tokens.unclosedLine > 0) return false;
  const width = recordWidth(tokens, records[1]);
  const [head, ...rows] = records as [number, ...number[]];
  const headWidth = recordWidth(tokens, head);
  if (headWidth !== width && !(headWidth === width - 1 && headWidth > 1)) return false;
  if (width < 2 || rows.some((record) => recordWidth(tokens, record) !== width)) return false;
  const isNumber = (record: number, column: number) => {
    const cell = tokens.recordStart[record] + column;
    return shapeOf(tokens.text, tokens.starts[cell], tokens.ends[cell]) !== 'text';
  };
  return Array.from({ length: width }, (_, column) => column).some((column) =>
    rows.every((record) => isNumber(record, column)),
  );
}
