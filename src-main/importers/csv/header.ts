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
const NUMERIC_SHARE = 0.8;

/**
 * Whether the first record holds names. A text over a column of numbers says yes; a number with decimals over
 * numbers, or a text that occurs again below, says no. Integers over numbers (`2019`) may be names, but only
 * beside a certain one or in quotes over unquoted numbers. Texts over texts are taken as names, uncertainly.
 */
export function detectHeader(tokens: Tokens, records: readonly number[]): HeaderFinding {
  const first = records[0];
  const sample = records.slice(1, 1 + SAMPLE);
  let names = 0;
  let values = 0;
  let integers = 0;
  let repeated = 0;
  let numberHeads = 0;
  for (let column = 0; column < recordWidth(tokens, first); column++) {
    const head = tokens.recordStart[first] + column;
    if (isBlankOrMissing(tokens, head)) continue;
    const headIsNumber = isNumber(tokens, head);
    if (headIsNumber) numberHeads++;
    const below = lookBelow(tokens, sample, column, head);
    if (below.numbers > 0 && below.numbers >= NUMERIC_SHARE * below.filled) {
      const standsOut = (tokens.flags[head] & QUOTED) !== 0 && !below.quoted;
      if (!headIsNumber || standsOut) names++;
      else if (/^\d+$/.test(cellText(tokens, head))) integers++;
      else values++;
    } else if (below.repeatsHead) {
      repeated++;
    }
  }
  if (sample.length === 0) return { header: numberHeads === 0, certain: true };
  if (values > 0) return { header: false, certain: names === 0 };
  if (names > 0) return { header: true, certain: true };
  if (integers + repeated + numberHeads > 0) return { header: false, certain: true };
  return { header: true, certain: false };
}

interface Below {
  filled: number;
  numbers: number;
  quoted: boolean;
  repeatsHead: boolean;
}

function lookBelow(tokens: Tokens, sample: readonly number[], column: number, head: number): Below {
  const name = cellText(tokens, head);
  const below: Below = { filled: 0, numbers: 0, quoted: false, repeatsHead: false };
  for (const record of sample) {
    if (column >= recordWidth(tokens, record)) continue;
    const cell = tokens.recordStart[record] + column;
    if (isBlankOrMissing(tokens, cell)) continue;
    below.filled++;
    if (isNumber(tokens, cell)) below.numbers++;
    if ((tokens.flags[cell] & QUOTED) !== 0) below.quoted = true;
    if (cellText(tokens, cell) === name) below.repeatsHead = true;
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
