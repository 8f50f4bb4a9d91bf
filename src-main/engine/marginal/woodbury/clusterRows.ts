import type { ClusterDesign, ResidualCell } from './clusterDesign.ts';

/** Products of a cluster's rows, row by row, with its sparse Z and with sums over its pieces. */

/**
 * Adds to `out` the sum over pieces of sign M x, M the matrix of the piece's cell.
 *
 * @param x, out m x width, row by row, from `start` on
 */
export function addTimesPieces(
  { pieceFrom, pieceCell }: ClusterDesign,
  cells: readonly ResidualCell[],
  matrices: readonly Float64Array[],
  x: Float64Array,
  out: Float64Array,
  start: number,
  width: number,
): void {
  for (let piece = 0; piece < pieceFrom.length; piece++) {
    const { m, sign } = cells[pieceCell[piece]];
    const M = matrices[pieceCell[piece]];
    const first = (start + pieceFrom[piece]) * width;
    for (let b = 0; b < m; b++) {
      const from = first + b * width;
      for (let a = 0; a < m; a++) {
        const factor = sign * M[b * m + a];
        if (factor === 0) continue;
        const to = first + a * width;
        for (let j = 0; j < width; j++) out[to + j] += factor * x[from + j];
      }
    }
  }
}

/** Adds the sum over pieces of sign Z'M Z to G, q x q. */
export function addPieceForms(
  { pieceFrom, pieceCell, perRow, columns, values, q }: ClusterDesign,
  cells: readonly ResidualCell[],
  matrices: readonly Float64Array[],
  G: Float64Array,
): void {
  for (let piece = 0; piece < pieceFrom.length; piece++) {
    const { m, sign } = cells[pieceCell[piece]];
    addForm(
      matrices[pieceCell[piece]],
      sign,
      pieceFrom[piece] * perRow,
      m,
      { perRow, columns, values, q },
      G,
    );
  }
}

/** Adds sign Z'M Z of one piece whose nonzeros begin at `first` to G, q x q. */
export function addForm(
  M: Float64Array,
  sign: number,
  first: number,
  m: number,
  { perRow, columns, values, q }: Pick<ClusterDesign, 'perRow' | 'columns' | 'values' | 'q'>,
  G: Float64Array,
): void {
  for (let b = 0; b < m; b++) {
    const rowB = first + b * perRow;
    for (let a = 0; a < m; a++) {
      const rowA = first + a * perRow;
      const weight = sign * M[b * m + a];
      if (weight === 0) continue;
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
