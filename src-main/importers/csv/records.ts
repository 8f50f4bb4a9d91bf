import type { Notice } from '../../../src-shared/model/notice.ts';
import { show } from './options.ts';
import { cellText, isBlankRecord, recordWidth } from './tokenise.ts';
import type { Tokens } from './tokenise.ts';

/** The records that make the table: without blank lines, comment lines and title lines above it. */
export function selectRecords(tokens: Tokens): { records: number[]; warnings: Notice[] } {
  const warnings: Notice[] = [];
  const blank: number[] = [];
  let records: number[] = [];
  for (let record = 0; record < tokens.nRecords; record++) {
    if (isBlankRecord(tokens, record)) blank.push(record);
    else records.push(record);
  }
  // Blank lines at the end of a file are nothing to speak of.
  const last = records.at(-1) ?? 0;
  const inside = blank.filter((record) => record < last || recordWidth(tokens, record) > 1);
  if (inside.length > 0) warnings.push(skipped(tokens, inside, 'blank'));

  const width = typicalWidth(tokens, records);
  const comments = records.filter((record) => isComment(tokens, record, width));
  if (comments.length > 0 && comments.length * 2 < records.length) {
    const isSkipped = new Set(comments);
    records = records.filter((record) => !isSkipped.has(record));
    warnings.push(skipped(tokens, comments, 'comment'));
  }

  let titles = 0;
  if (width >= 3) while (titles < records.length - 1 && recordWidth(tokens, records[titles]) === 1) titles++;
  if (titles > 0) {
    warnings.push(skipped(tokens, records.slice(0, titles), 'title'));
    records = records.slice(titles);
  }
  return { records, warnings };
}

/** The most frequent number of cells; of two equally frequent ones the larger. */
export function typicalWidth(tokens: Tokens, records: readonly number[]): number {
  const counts: number[] = [];
  for (const record of records) {
    const width = recordWidth(tokens, record);
    while (counts.length <= width) counts.push(0);
    counts[width]++;
  }
  return counts.lastIndexOf(counts.reduce((a, b) => Math.max(a, b), 0));
}

/** `# text`; or `#text` in a line that does not have the table's number of cells. */
function isComment(tokens: Tokens, record: number, width: number): boolean {
  const cell = tokens.recordStart[record];
  const start = tokens.starts[cell];
  if (tokens.text.charCodeAt(start) !== 0x23 || tokens.flags[cell] !== 0) return false;
  return /^#[\s#!]/.test(tokens.text.slice(start, start + 2)) || recordWidth(tokens, record) !== width;
}

function skipped(tokens: Tokens, records: readonly number[], kind: 'blank' | 'comment' | 'title'): Notice {
  const lines = records.slice(0, 5).map((record) => tokens.recordLine[record]);
  const many = records.length > lines.length ? ', ...' : '';
  const where = `${records.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}${many}`;
  const what =
    kind === 'blank'
      ? `Blank ${where} of the file: skipped.`
      : kind === 'comment'
        ? `Comment ${where} of the file: skipped.`
        : `Above the table, ${where}: skipped (${show(cellText(tokens, tokens.recordStart[records[0]]))}).`;
  return { code: `skipped-${kind}-lines`, severity: 'info', message: what };
}
