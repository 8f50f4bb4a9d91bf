import { timesRows } from '../patternProducts.ts';
import type { EntryFunctions } from '../structures/covarianceStructure.ts';
import type { CellDerivative } from './cellDerivatives.ts';
import type { ClusterDesign, ClusterDesigns } from './clusterDesign.ts';
import type { WoodburyPoint } from './evaluate.ts';

/** Products of one subject's rows x by one parameter, m x width, row by row. */
export interface SeriesProduct {
  readonly j: number;
  /** K R_j K x */
  readonly outer: Float64Array;
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
  { cells, inPieces }: ClusterDesigns,
  lists: readonly (readonly CellDerivative[])[],
  { entries, K }: Pick<WoodburyPoint, 'entries' | 'K'>,
  x: Float64Array,
  width: number,
): SeriesProduct[] {
  const { from, group, occasions } = pattern.parts[part];
  const m = occasions.length;
  const product = (A: Float64Array, rows: Float64Array): Float64Array => {
    const out = new Float64Array(m * width);
    timesRows(A, rows, 0, m, width, out);
    return out;
  };
  if (!inPieces) {
    const cell = pieceCell[partPieces[part]];
    const Kx = product(K[cell], x);
    return lists[cell].map(({ j, S, B }) => ({ j, outer: product(B, x), inner: product(S, Kx) }));
  }
  const sums = new Map<number, Float64Array>();
  const own = new Float64Array(2 * width);
  for (let piece = partPieces[part]; piece < partPieces[part + 1]; piece++) {
    const { m: size, sign } = cells[pieceCell[piece]];
    const first = (pieceFrom[piece] - from) * width;
    for (const { j, B } of lists[pieceCell[piece]]) {
      let sum = sums.get(j);
      if (sum === undefined) sums.set(j, (sum = new Float64Array(m * width)));
      timesRows(B, x, first, size, width, own);
      for (let i = 0; i < size * width; i++) sum[first + i] += sign * own[i];
    }
  }
  return [...sums].map(([j, outer]) => ({
    j,
    outer,
    inner: timesChain(entries[group], occasions, outer, width),
  }));
}

/**
 * R x of a Markov process e_t = c_t e_(t-1) + d_t with Var(d_t) = v_t: R = L diag(v) L', L the product of these steps.
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
  const share = new Float64Array(m);
  const out = x.slice();
  const variance = occasions.reduce<Float64Array>((list, b, t) => {
    const own = entry.value(b, b);
    if (t === 0) list[t] = own;
    else {
      const a = occasions[t - 1];
      const between = entry.value(a, b);
      share[t] = between / entry.value(a, a);
      list[t] = own - share[t] * between;
    }
    return list;
  }, new Float64Array(m));
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
