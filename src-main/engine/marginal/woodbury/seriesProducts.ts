import { markovSteps } from '../markovSteps.ts';
import type { EntryFunctions } from '../structures/covarianceStructure.ts';
import type { CellDerivatives } from './cellDerivatives.ts';
import type { ClusterDesign, ClusterDesigns } from './clusterDesign.ts';
import { timesCell } from './clusterRows.ts';
import type { WoodburyPoint } from './evaluate.ts';

/** Products of one subject's rows x by one parameter, m x width, row by row. */
export interface SeriesProduct {
  readonly j: number;
  /** K R_j K x, zero but for the rows from `from` to before `to`. */
  readonly outer: Float64Array;
  readonly from: number;
  readonly to: number;
  /** R_j K x */
  readonly inner: Float64Array;
}

/**
 * K R_j K x and R_j K x of a subject, so that x'K R_i K R_j K x is the product of one with the other. For a Markov process the
 * first is a sum over pieces, which such a product is not, and R times it the second.
 *
 * @param part which of the cluster's subjects
 * @param x its rows
 */
export function seriesProducts(
  { pattern, pieceCell, pieceFrom, partPieces }: ClusterDesign,
  part: number,
  { cells, cellFrom, inPieces }: ClusterDesigns,
  { first, j, at, S, B }: CellDerivatives,
  { entries, K }: Pick<WoodburyPoint, 'entries' | 'K'>,
  x: Float64Array,
  width: number,
): SeriesProduct[] {
  const { from, group, occasions } = pattern.parts[part];
  const m = occasions.length;
  if (!inPieces) {
    const cell = pieceCell[partPieces[part]];
    const product = (A: Float64Array, from: number, rows: Float64Array): Float64Array => {
      const out = new Float64Array(m * width);
      timesCell(A, from, rows, 0, m, width, out);
      return out;
    };
    const Kx = product(K, cellFrom[cell], x);
    return Array.from({ length: first[cell + 1] - first[cell] }, (_, i) => {
      const own = first[cell] + i;
      return { j: j[own], outer: product(B, at[own], x), from: 0, to: m, inner: product(S, at[own], Kx) };
    });
  }
  const sums = new Map<number, { readonly outer: Float64Array; from: number; to: number }>();
  const own = new Float64Array(2 * width);
  for (let piece = partPieces[part]; piece < partPieces[part + 1]; piece++) {
    const cell = pieceCell[piece];
    const { m: size, sign } = cells[cell];
    const row = pieceFrom[piece] - from;
    for (let i = first[cell]; i < first[cell + 1]; i++) {
      let sum = sums.get(j[i]);
      if (sum === undefined) sums.set(j[i], (sum = { outer: new Float64Array(m * width), from: row, to: 0 }));
      sum.from = Math.min(sum.from, row);
      sum.to = Math.max(sum.to, row + size);
      timesCell(B, at[i], x, row, size, width, own);
      for (let c = 0; c < size * width; c++) sum.outer[row * width + c] += sign * own[c];
    }
  }
  return [...sums].map(([parameter, sum]) => ({
    j: parameter,
    ...sum,
    inner: timesChain(entries[group], occasions, sum.outer, width),
  }));
}

/**
 * R x of a Markov process: R = L diag(variance) L', L the product of its steps.
 *
 * @param x m x width, row by row
 */
function timesChain(
  entry: EntryFunctions,
  occasions: Int32Array,
  x: Float64Array,
  width: number,
): Float64Array {
  const m = occasions.length;
  const { share, variance } = markovSteps(entry, occasions);
  const out = x.slice();
  for (let t = m - 2; t >= 0; t--) {
    for (let j = 0; j < width; j++) out[t * width + j] += share[t + 1] * out[(t + 1) * width + j];
  }
  for (let t = 0; t < m; t++) {
    for (let j = 0; j < width; j++) {
      const at = t * width + j;
      out[at] = variance[t] * out[at] + (t === 0 ? 0 : share[t] * out[at - width]);
    }
  }
  return out;
}
