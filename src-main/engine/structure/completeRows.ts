import type { Column } from '../../../src-shared/model/dataset.ts';

/** 0-based rows, ascending, in which no column is missing or infinite. */
export function completeRows(columns: readonly Column[], nRows: number): Int32Array {
  const incomplete = new Uint8Array(nRows);
  for (const column of columns) {
    if (column.kind === 'numeric') {
      const { values } = column;
      for (let i = 0; i < nRows; i++) if (!Number.isFinite(values[i])) incomplete[i] = 1;
    } else {
      const { codes } = column;
      for (let i = 0; i < nRows; i++) if (codes[i] < 0) incomplete[i] = 1;
    }
  }
  let n = 0;
  for (let i = 0; i < nRows; i++) n += 1 - incomplete[i];
  const rows = new Int32Array(n);
  for (let i = 0, next = 0; i < nRows; i++) if (incomplete[i] === 0) rows[next++] = i;
  return rows;
}
