import type { ClusterDesign, ClusterDesigns } from './clusterDesign.ts';

/** Products of a cluster's rows, row by row, with its sparse Z and with sums over its pieces. */

/**
 * Adds to `out` the sum over pieces of sign M x, M the matrix of the piece's cell.
 *
 * @param x, out m x width, row by row, from `start` on
 */
export function addTimesPieces(
  { pieceFrom, pieceCell }: ClusterDesign,
  { cells, cellFrom }: ClusterDesigns,
  matrices: Float64Array,
  x: Float64Array,
  out: Float64Array,
  start: number,
  width: number,
): void {
  for (let piece = 0; piece < pieceFrom.length; piece++) {
    const cell = pieceCell[piece];
    const { m, sign } = cells[cell];
    const first = (start + pieceFrom[piece]) * width;
    let at = cellFrom[cell];
    for (let b = 0; b < m; b++) {
      const from = first + b * width;
      for (let a = 0; a < m; a++) {
        const factor = sign * matrices[at++];
        if (factor === 0) continue;
        const to = first + a * width;
        for (let j = 0; j < width; j++) out[to + j] += factor * x[from + j];
      }
    }
  }
}

/** M x of m rows x that begin at `start`, M m x m from a place on. */
export function timesCell(
  M: Float64Array,
  at: number,
  x: Float64Array,
  start: number,
  m: number,
  width: number,
  out: Float64Array,
): void {
  out.fill(0, 0, m * width);
  for (let b = 0; b < m; b++) {
    const from = (start + b) * width;
    for (let a = 0; a < m; a++) {
      const factor = M[at + b * m + a];
      if (factor === 0) continue;
      const to = a * width;
      for (let j = 0; j < width; j++) out[to + j] += factor * x[from + j];
    }
  }
}

/** Adds sign Z'M Z of the piece that begins at a row of the cluster to G, q x q; M m x m from a place on. */
export function addForm(
  { perRow, columns, values, q }: ClusterDesign,
  row: number,
  M: Float64Array,
  at: number,
  m: number,
  sign: number,
  G: Float64Array,
): void {
  for (let b = 0; b < m; b++) {
    const rowB = (row + b) * perRow;
    for (let a = 0; a < m; a++) {
      const weight = sign * M[at + b * m + a];
      if (weight === 0) continue;
      const rowA = (row + a) * perRow;
      for (let j = 0; j < perRow; j++) {
        const factor = weight * values[rowB + j];
        if (factor === 0) continue;
        const column = columns[rowB + j] * q;
        for (let i = 0; i < perRow; i++) G[column + columns[rowA + i]] += factor * values[rowA + i];
      }
    }
  }
}

/** Adds Z'x to `out`, q x width, for m rows x that begin at `start`, of the cluster's rows from `first` on. */
export function addTransposedTimes(
  { perRow, columns, values }: ClusterDesign,
  x: Float64Array,
  start: number,
  first: number,
  m: number,
  width: number,
  out: Float64Array,
  factor = 1,
): void {
  for (let a = 0; a < m; a++) {
    const from = (start + a) * width;
    const row = (first + a) * perRow;
    for (let i = 0; i < perRow; i++) {
      const value = factor * values[row + i];
      if (value === 0) continue;
      const to = columns[row + i] * width;
      for (let j = 0; j < width; j++) out[to + j] += value * x[from + j];
    }
  }
}

/** Subtracts Z b from the cluster's rows of `out`, which begin at `start`; b q x width. */
export function subtractTimes(
  { pattern, perRow, columns, values }: ClusterDesign,
  b: Float64Array,
  width: number,
  out: Float64Array,
  start: number,
): void {
  for (let a = 0; a < pattern.m; a++) {
    const to = (start + a) * width;
    for (let i = 0; i < perRow; i++) {
      const value = values[a * perRow + i];
      const from = columns[a * perRow + i] * width;
      for (let j = 0; j < width; j++) out[to + j] -= value * b[from + j];
    }
  }
}

/** Adds x'y of m rows that begin at `startX` and `startY` to F, width x width. */
export function addRowProducts(
  x: Float64Array,
  startX: number,
  y: Float64Array,
  startY: number,
  m: number,
  width: number,
  factor: number,
  F: Float64Array,
): void {
  for (let a = 0; a < m; a++) {
    const rowX = (startX + a) * width;
    const rowY = (startY + a) * width;
    for (let j = 0; j < width; j++) {
      const value = factor * y[rowY + j];
      if (value === 0) continue;
      for (let i = 0; i < width; i++) F[j * width + i] += x[rowX + i] * value;
    }
  }
}
