import type { FactorPattern } from './factorPattern.ts';

/**
 * Which sparse panels reach each Z row of the root. Going through the root row by row keeps the row that is
 * updated (or read) in the fastest cache; going panel by panel would touch a new cache line for every pair.
 */
export interface RootIncidence {
  /** Entries of root row i: start[i] .. start[i + 1], panels ascending. */
  readonly start: Int32Array;
  /** Position of the panel. */
  readonly position: Int32Array;
  /** Which of the panel's rows it is. */
  readonly offset: Int32Array;
  /** Per panel row (as `pattern.rows`): 4 * root column, the step inside a packed root row; -1 for sparse rows. */
  readonly column: Int32Array;
  /** First root row of each panel, as an index into its rows. */
  readonly first: Int32Array;
}

export function rootIncidence(pattern: FactorPattern): RootIncidence {
  const { nSparse, nSparseScalars, rootColumns, rows, rowStart } = pattern;
  const start = new Int32Array(rootColumns + 1);
  const column = new Int32Array(rows.length).fill(-1);
  const first = new Int32Array(nSparse);
  for (let at = 0; at < nSparse; at++) {
    let a = rowStart[at];
    while (a < rowStart[at + 1] && rows[a] < nSparseScalars) a++;
    first[at] = a - rowStart[at];
    for (; a < rowStart[at + 1]; a++) {
      const row = rows[a] - nSparseScalars;
      column[a] = 4 * row;
      start[row + 1]++;
    }
  }
  for (let row = 0; row < rootColumns; row++) start[row + 1] += start[row];
  const next = start.slice(0, rootColumns);
  const position = new Int32Array(start[rootColumns]);
  const offset = new Int32Array(start[rootColumns]);
  for (let at = 0; at < nSparse; at++) {
    const height = rowStart[at + 1] - rowStart[at];
    for (let a = first[at]; a < height; a++) {
      const t = next[rows[rowStart[at] + a] - nSparseScalars]++;
      position[t] = at;
      offset[t] = a;
    }
  }
  return { start, position, offset, column, first };
}
