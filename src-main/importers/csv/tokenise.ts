/** How a text is cut into cells. Character codes, because the loop compares codes. */
export interface Dialect {
  /** A space stands for a run of spaces and tabs. */
  readonly delimiter: number;
  /** 0 = quotation marks have no meaning. */
  readonly quote: number;
  /** How a quotation mark is written inside quotes: doubled, or after a backslash. */
  readonly escape: 'double' | 'backslash';
}

/** Flags of a cell. */
export const QUOTED = 1;
/** The cell's text holds escaped quotation marks. */
const ESCAPED = 2;

/** The cells of a text, record after record, as places in the text: no string is made for a cell. */
export interface Tokens {
  readonly text: string;
  readonly dialect: Dialect;
  readonly nRecords: number;
  readonly nCells: number;
  /** nCells: where the cell's text starts and ends, without outer spaces and quotation marks. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly flags: Uint8Array;
  /** nRecords + 1: first cell of each record. */
  readonly recordStart: Int32Array;
  /** nRecords: line of the file (from 1) on which the record starts. */
  readonly recordLine: Int32Array;
  /** Line of the quotation mark that is never closed, or 0. */
  readonly unclosedLine: number;
  /** Quotation marks inside quoted cells that neither close them nor are escaped: taken literally. */
  readonly strayQuotes: { readonly count: number; readonly firstLine: number };
  /** Quotation marks after a backslash, in quoted cells: a sign of the `backslash` escape. */
  readonly backslashedQuotes: number;
}

const SPACE = 0x20;
const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const NBSP = 0xa0;
const BACKSLASH = 0x5c;
/** Progress is told whenever this many records (a power of 2) have been cut. */
const RECORDS_PER_STEP = 16_384;

/**
 * Cuts text[from, to) into records and cells. Quoted cells may hold delimiters and line ends; a line ends
 * with LF, CR or CR LF; unquoted cells lose outer spaces. Never fails: see `unclosedLine`, `strayQuotes`.
 * `onProgress` hears the share that is done.
 */
export function tokenise(
  text: string,
  dialect: Dialect,
  from = 0,
  to = text.length,
  firstLine = 1,
  onProgress?: (fraction: number) => void,
): Tokens {
  const { delimiter, quote } = dialect;
  const runs = delimiter === SPACE;
  const backslash = dialect.escape === 'backslash';
  const padTab = delimiter === TAB ? SPACE : TAB; // a tab is padding unless it delimits

  const roomForCells = Math.ceil((to - from) / 4) + 64; // enough for most files; grows where cells are shorter
  let starts = new Int32Array(roomForCells);
  let ends = new Int32Array(roomForCells);
  let flags = new Uint8Array(roomForCells);
  let recordStart = new Int32Array(1024);
  let recordLine = new Int32Array(1024);
  let nCells = 0;
  let nRecords = 0;
  let line = firstLine;
  let unclosedLine = 0;
  const stray = { count: 0, firstLine: 0 };
  let backslashedQuotes = 0;

  let i = from;
  while (i < to) {
    if (nRecords + 1 >= recordStart.length) {
      recordStart = grown(recordStart);
      recordLine = grown(recordLine);
    }
    if ((nRecords & (RECORDS_PER_STEP - 1)) === 0) onProgress?.((i - from) / (to - from));
    recordStart[nRecords] = nCells;
    recordLine[nRecords] = line;
    nRecords++;

    let inRecord = true;
    while (inRecord) {
      if (nCells === starts.length) {
        starts = grown(starts);
        ends = grown(ends);
        flags = grownBytes(flags);
      }
      let c = i < to ? text.charCodeAt(i) : LF;
      while (i < to && (c === SPACE || c === NBSP || c === padTab)) c = ++i < to ? text.charCodeAt(i) : LF;
      let start = i;
      let end: number;
      let flag = 0;

      if (c === quote && quote !== 0 && i < to) {
        flag = QUOTED;
        const openLine = line;
        start = ++i;
        end = -1;
        while (i < to) {
          c = text.charCodeAt(i);
          if (c === quote) {
            if (i > start && text.charCodeAt(i - 1) === BACKSLASH) {
              backslashedQuotes++;
              if (backslash) {
                flag |= ESCAPED;
                i++;
                continue;
              }
            }
            if (!backslash && i + 1 < to && text.charCodeAt(i + 1) === quote) {
              flag |= ESCAPED;
              i += 2;
              continue;
            }
            let j = i + 1;
            let after = j < to ? text.charCodeAt(j) : LF;
            while (j < to && !runs && after !== delimiter && (after === SPACE || after === padTab)) {
              after = ++j < to ? text.charCodeAt(j) : LF;
            }
            if (j >= to || after === delimiter || after === LF || after === CR || (runs && after === TAB)) {
              end = i;
              i = j;
              break;
            }
            if (stray.count++ === 0) stray.firstLine = line;
          } else if (c === LF || (c === CR && text.charCodeAt(i + 1) !== LF)) {
            line++;
          }
          i++;
        }
        if (end < 0) {
          end = to;
          unclosedLine = openLine;
        }
      } else {
        while (i < to) {
          c = text.charCodeAt(i);
          if (c === delimiter || c === LF || c === CR || (runs && c === TAB)) break;
          i++;
        }
        end = i;
        while (end > start) {
          c = text.charCodeAt(end - 1);
          if (c !== SPACE && c !== NBSP && c !== padTab) break;
          end--;
        }
      }

      if (runs) {
        // Spaces at the end of a line separate nothing.
        while (i < to && ((c = text.charCodeAt(i)) === SPACE || c === TAB || c === NBSP)) i++;
        inRecord = i < to && (c = text.charCodeAt(i)) !== LF && c !== CR;
      } else {
        inRecord = i < to && text.charCodeAt(i) === delimiter;
        if (inRecord) i++;
      }
      starts[nCells] = start;
      ends[nCells] = end;
      flags[nCells] = flag;
      nCells++;
    }

    if (i < to) {
      i += text.charCodeAt(i) === CR && text.charCodeAt(i + 1) === LF ? 2 : 1;
      line++;
    }
  }
  recordStart[nRecords] = nCells;
  return {
    text,
    dialect,
    nRecords,
    nCells,
    starts,
    ends,
    flags,
    recordStart,
    recordLine,
    unclosedLine,
    strayQuotes: stray,
    backslashedQuotes,
  };
}

/** The text of a cell, escapes resolved. */
export function cellText(tokens: Tokens, cell: number): string {
  const raw = tokens.text.slice(tokens.starts[cell], tokens.ends[cell]);
  if ((tokens.flags[cell] & ESCAPED) === 0) return raw;
  const quote = String.fromCharCode(tokens.dialect.quote);
  const escaped = (tokens.dialect.escape === 'double' ? quote : '\\') + quote;
  return raw.replaceAll(escaped, quote);
}

/** Number of cells of a record. */
export function recordWidth(tokens: Tokens, record: number): number {
  return tokens.recordStart[record + 1] - tokens.recordStart[record];
}

/** Whether a record has nothing but blank, unquoted cells. */
export function isBlankRecord(tokens: Tokens, record: number): boolean {
  for (let cell = tokens.recordStart[record]; cell < tokens.recordStart[record + 1]; cell++) {
    if (tokens.ends[cell] > tokens.starts[cell] || tokens.flags[cell] !== 0) return false;
  }
  return true;
}

function grown(old: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(old.length * 2);
  larger.set(old);
  return larger;
}

function grownBytes(old: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(old.length * 2);
  larger.set(old);
  return larger;
}
