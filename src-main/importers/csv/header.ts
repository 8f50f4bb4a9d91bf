import { shapeOf } from './marks.ts';
import { usualMissingCodes } from './missing.ts';
import { cellText, QUOTED, recordWidth } from './tokenise.ts';
import type { Tokens } from './tokenise.ts';

export interface HeaderFinding {
  readonly header: boolean;
  /** False where the cells say neither yes nor no. */
  readonly certain: boolean;
}

/** Records below the first that are looked at. */
const SAMPLE = 200;
/** From this share of numbers on, a column counts as one of numbers. */
const NUMERIC_SHARE = 0.5;
const year = /^(?:19|20)\d\d$/;

/**
 * Whether the first record holds names. A text over a column of numbers says yes; a number over numbers, or a
 * text that occurs again below, says no. A year over numbers that are none, and a quoted integer over unquoted
 * numbers, are names. Texts over texts say neither; alone they are taken as names.
 */
export function detectHeader(tokens: Tokens, records: readonly number[]): HeaderFinding {
  const first = records[0];
  const sample = records.slice(1, 1 + SAMPLE);
  let names = 0;
  let values = 0;
  let integers = 0;
  let years = 0;
  let texts = 0;
  let repeated = 0;
  for (let column = 0; column < recordWidth(tokens, first); column++) {
    const head = tokens.recordStart[first] + column;
    if (isBlankOrMissing(tokens, head)) continue;
    const text = cellText(tokens, head);
    const headIsNumber = isNumber(tokens, head);
    if (!headIsNumber) texts++;
    const below = lookBelow(tokens, sample, column, text);
    if (below.numbers > 0 && below.numbers >= NUMERIC_SHARE * below.filled) {
      const quotedOverPlain = (tokens.flags[head] & QUOTED) !== 0 && !below.quoted;
      if (!headIsNumber || quotedOverPlain) names++;
      else if (year.test(text) && below.years < below.numbers / 2) years++;
      else if (/^\d+$/.test(text)) integers++;
      else values++;
    } else if (headIsNumber) {
      integers++;
    } else if (below.repeatsHead) {
      repeated++;
    }
  }
  if (sample.length === 0) return { header: integers + values === 0, certain: true };
  if (values > 0) return { header: false, certain: names === 0 };
  if (names > 0) return { header: true, certain: true };
  if (repeated > 0) return { header: false, certain: true };
  if (years > 0 && integers === 0) return { header: true, certain: false };
  if (integers > 0) return { header: false, certain: texts === 0 };
  return { header: true, certain: false };
}

interface Below {
  filled: number;
  numbers: number;
  years: number;
  quoted: boolean;
  repeatsHead: boolean;
}

function lookBelow(tokens: Tokens, sample: readonly number[], column: number, name: string): Below {
  const below: Below = { filled: 0, numbers: 0, years: 0, quoted: false, repeatsHead: false };
  for (const record of sample) {
    if (column >= recordWidth(tokens, record)) continue;
    const cell = tokens.recordStart[record] + column;
    if (isBlankOrMissing(tokens, cell)) continue;
    below.filled++;
    if (isNumber(tokens, cell)) below.numbers++;
    if ((tokens.flags[cell] & QUOTED) !== 0) below.quoted = true;
    const text = cellText(tokens, cell);
    if (year.test(text)) below.years++;
    if (text === name) below.repeatsHead = true;
  }
  return below;
}

function isNumber(tokens: Tokens, cell: number): boolean {
  return shapeOf(tokens.text, tokens.starts[cell], tokens.ends[cell]) !== 'text';
}

function isBlankOrMissing(tokens: Tokens, cell: number): boolean {
  const text = cellText(tokens, cell).trim();
  return text === '' || usualMissingCodes.includes(text);
}
