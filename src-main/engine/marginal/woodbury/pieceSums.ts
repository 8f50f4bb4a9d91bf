import type { CellDerivatives } from './cellDerivatives.ts';
import type { ClusterDesign, ClusterDesigns } from './clusterDesign.ts';
import { addForm, timesCell } from './clusterRows.ts';
import { timesSmall } from './largeMatrices.ts';

/** Sums over the pieces of a cluster, and what each piece has by parameter. */

/** The parameters of R that a cluster depends on, ascending. */
export function residualParameters({ pieceCell }: ClusterDesign, slopes: CellDerivatives): number[] {
  const own = new Set<number>();
  for (const cell of new Set(pieceCell)) {
    for (let i = slopes.first[cell]; i < slopes.first[cell + 1]; i++) own.add(slopes.j[i]);
  }
  return [...own].sort((i, j) => i - j);
}

/** H_j = Z'K R_j K Z of the parameters that the cluster depends on, ascending. */
export function residualForms(
  cluster: ClusterDesign,
  { cells }: ClusterDesigns,
  slopes: CellDerivatives,
): { readonly j: number; readonly H: Float64Array }[] {
  const { pieceCell, pieceFrom, q } = cluster;
  const forms = new Map(residualParameters(cluster, slopes).map((j) => [j, new Float64Array(q * q)]));
  const { first, j, at, B } = slopes;
  for (let piece = 0; piece < pieceCell.length; piece++) {
    const cell = pieceCell[piece];
    const { m, sign } = cells[cell];
    for (let i = first[cell]; i < first[cell + 1]; i++) {
      addForm(cluster, pieceFrom[piece], B, at[i], m, sign, forms.get(j[i])!);
    }
  }
  return [...forms].map(([own, H]) => ({ j: own, H }));
}

/** Adds n Z M Z' of each piece to its cell's sum. */
export function addOuter(
  { pieceCell, pieceFrom, perRow, columns, values, q }: ClusterDesign,
  { cells, cellFrom }: ClusterDesigns,
  M: Float64Array,
  n: number,
  Sigma: Float64Array,
): void {
  for (let piece = 0; piece < pieceCell.length; piece++) {
    const { m } = cells[pieceCell[piece]];
    const own = cellFrom[pieceCell[piece]];
    for (let b = 0; b < m; b++) {
      const rowB = (pieceFrom[piece] + b) * perRow;
      for (let a = 0; a <= b; a++) {
        const rowA = (pieceFrom[piece] + a) * perRow;
        let value = 0;
        for (let j = 0; j < perRow; j++) {
          const column = columns[rowB + j] * q;
          let inner = 0;
          for (let i = 0; i < perRow; i++) inner += values[rowA + i] * M[column + columns[rowA + i]];
          value += values[rowB + j] * inner;
        }
        Sigma[own + b * m + a] += n * value;
        if (a !== b) Sigma[own + a * m + b] += n * value;
      }
    }
  }
}

/** Adds E Psi E' of each piece of one cluster to its cell's sum. */
export function addForms(
  { pattern, pieceCell, pieceFrom }: ClusterDesign,
  { cells, cellFrom }: ClusterDesigns,
  E: Float64Array,
  Psi: Float64Array,
  start: number,
  width: number,
  Sigma: Float64Array,
): void {
  const own = E.subarray(start * width, (start + pattern.m) * width);
  const EPsi = timesSmall(own, Psi, width);
  for (let piece = 0; piece < pieceCell.length; piece++) {
    const { m } = cells[pieceCell[piece]];
    const place = cellFrom[pieceCell[piece]];
    for (let b = 0; b < m; b++) {
      const rowB = (pieceFrom[piece] + b) * width;
      for (let a = 0; a <= b; a++) {
        const rowA = (pieceFrom[piece] + a) * width;
        let value = 0;
        for (let j = 0; j < width; j++) value += EPsi[rowB + j] * own[rowA + j];
        Sigma[place + b * m + a] += value;
        if (a !== b) Sigma[place + a * m + b] += value;
      }
    }
  }
}

/** Visits K R_j K E of each piece and parameter: m x width, valid during the call. */
export function eachProduct(
  { pieceCell, pieceFrom }: ClusterDesign,
  { cells }: ClusterDesigns,
  slopes: CellDerivatives,
  E: Float64Array,
  start: number,
  width: number,
  visit: (j: number, x: Float64Array, first: number, m: number, sign: number) => void,
): void {
  let largest = 0;
  for (const cell of pieceCell) largest = Math.max(largest, cells[cell].m);
  const x = new Float64Array(largest * width);
  for (let piece = 0; piece < pieceCell.length; piece++) {
    const cell = pieceCell[piece];
    const { m, sign } = cells[cell];
    const first = pieceFrom[piece];
    for (let i = slopes.first[cell]; i < slopes.first[cell + 1]; i++) {
      timesCell(slopes.B, slopes.at[i], E, start + first, m, width, x);
      visit(slopes.j[i], x, first, m, sign);
    }
  }
}
