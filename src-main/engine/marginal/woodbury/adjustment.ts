import { fillParts } from '../patternedCriterion.ts';
import { firstOfD } from '../randomParameters.ts';
import { cellDerivatives } from './cellDerivatives.ts';
import type { CellDerivatives } from './cellDerivatives.ts';
import { addRowProducts, addTransposedTimes, timesCell } from './clusterRows.ts';
import type { WoodburyModel, WoodburyPoint } from './evaluate.ts';
import { addProducts, addTimesRows, complement, product } from './largeMatrices.ts';
import { eachProduct, residualParameters } from './pieceSums.ts';
import { seriesProducts } from './seriesProducts.ts';
import { timesTerm } from './termBlocks.ts';

/**
 * What Kenward and Roger's adjustment takes: see `MarginalCriterion.adjustment`. With V^-1 = K - K Z M Z'K,
 *
 *     X'V^-1 R_i V^-1 R_j V^-1 X = E'K R_i K R_j K E - h_i'M h_j,   X'V^-1 R_ij V^-1 X = E'K R_ij K E,
 *
 * E of the fixed effects' columns; those of random parameters as in `addCluster`. Of a Markov process, second derivatives of K
 * alone are sums over pieces: K R_ij K is what they leave of 2 K R_i K R_j K.
 *
 * @param C covariance of the parameters, count x count
 */
export function woodburyAdjustment(
  model: WoodburyModel,
  point: WoodburyPoint,
  C: Float64Array,
): { Q: Float64Array; R: Float64Array } {
  const { source, structure, designs } = model;
  const { width } = source;
  const { clusters, cells, cellFrom, inPieces } = designs;
  const slopes = cellDerivatives(designs, structure, point);
  const count = Math.sqrt(C.length);
  const weight = (i: number, j: number): number => C[j * count + i];
  const outer = new Float64Array(cellFrom[cells.length]);
  const bends = new Float64Array(cellFrom[cells.length]);
  cells.forEach((_, cell) => {
    addWeighted(model, point, slopes, cell, weight, outer, bends);
  });
  const ofPieces = new Float64Array(width * width);
  const ofSeries = new Float64Array(width * width);
  const curved = new Float64Array(width * width);
  const ofEffects = new Float64Array(width * width);
  clusters.forEach((cluster, at) => {
    const { pattern, pieceCell, pieceFrom } = cluster;
    for (const start of pattern.starts) {
      for (let piece = 0; piece < pieceCell.length; piece++) {
        const cell = pieceCell[piece];
        const { m, sign } = cells[cell];
        const first = start + pieceFrom[piece];
        const x = new Float64Array(m * width);
        timesCell(outer, cellFrom[cell], point.E, first, m, width, x);
        addRowProducts(point.E, first, x, 0, m, width, sign, ofPieces);
        timesCell(bends, cellFrom[cell], point.E, first, m, width, x);
        addRowProducts(point.E, first, x, 0, m, width, sign, curved);
      }
      if (inPieces) {
        pattern.parts.forEach(({ from, occasions: { length: m } }, part) => {
          const rows = point.E.subarray((start + from) * width, (start + from + m) * width);
          const list = seriesProducts(cluster, part, designs, slopes, point, rows, width);
          for (const { j, inner } of list) {
            const left = new Float64Array(m * width);
            for (const { j: i, outer: own, from: first, to } of list) {
              const factor = weight(i, j);
              for (let c = first * width; c < to * width; c++) left[c] += factor * own[c];
            }
            addRowProducts(left, 0, inner, 0, m, width, 1, ofSeries);
          }
        });
      }
    }
    if (cluster.q > 0) addEffects(model, point, at, slopes, weight, ofEffects);
  });
  const series = inPieces ? ofSeries : ofPieces;
  return {
    Q: leading(
      series.map((value, at) => value + ofEffects[at]),
      width,
    ),
    R: leading(
      curved.map((value, at) => value + 2 * (series[at] - ofPieces[at])),
      width,
    ),
  };
}

/** Fills in sum_ij C_ij K S_i K S_j K and sum_ij C_ij K R_ij K of a cell. */
function addWeighted(
  { structure, designs }: WoodburyModel,
  { entries, K }: WoodburyPoint,
  { first, j, at, S, B }: CellDerivatives,
  cell: number,
  weight: (i: number, j: number) => number,
  outer: Float64Array,
  bends: Float64Array,
): void {
  const { m, group, occasions } = designs.cells[cell];
  const from = designs.cellFrom[cell];
  const size = m * m;
  const offset = group * structure.count;
  const own = K.subarray(from, from + size);
  for (let b = first[cell]; b < first[cell + 1]; b++) {
    const left = new Float64Array(size);
    for (let a = first[cell]; a < first[cell + 1]; a++) {
      addProducts(B.subarray(at[a], at[a] + size), weight(j[a], j[b]), left);
    }
    const right = product(S.subarray(at[b], at[b] + size), own, m);
    addProducts(product(left, right, m), 1, outer.subarray(from, from + size));
  }
  const bend = new Float64Array(size);
  fillParts([{ from: 0, group, occasions }], m, bend, (_, c, d) => {
    let sum = 0;
    for (let b = first[cell]; b < first[cell + 1]; b++) {
      for (let a = first[cell]; a < first[cell + 1]; a++) {
        const second = entries[group].second(j[a] - offset, j[b] - offset, c, d);
        if (second !== 0) sum += weight(j[a], j[b]) * second;
      }
    }
    return sum;
  });
  bends.set(product(own, product(bend, own, m), m), from);
}

/** Adds the parts of Q that the random effects have. */
function addEffects(
  { source, structure, nSets, designs, random }: WoodburyModel,
  { T, G, M, E, KE }: WoodburyPoint,
  at: number,
  slopes: CellDerivatives,
  weight: (i: number, j: number) => number,
  out: Float64Array,
): void {
  const { width } = source;
  const cluster = designs.clusters[at];
  const { q, terms, pattern } = cluster;
  const Ut = complement(product(M[at], G[at], q), q);
  const S = product(Ut, G[at], q);
  const parameters = residualParameters(cluster, slopes);
  const position = new Map(parameters.map((j, i) => [j, i]));
  const empty = (): Float64Array => new Float64Array(q * width);
  const times = (A: Float64Array, x: Float64Array): Float64Array => {
    const product = empty();
    addTimesRows(A, x, q, width, product);
    return product;
  };
  for (const start of pattern.starts) {
    const P = empty();
    addTransposedTimes(cluster, KE, start, 0, pattern.m, width, P);
    const h = parameters.map(empty);
    eachProduct(cluster, designs, slopes, E, start, width, (j, x, first, m, sign) => {
      addTransposedTimes(cluster, x, 0, first, m, width, h[position.get(j)!], sign);
    });
    parameters.forEach((j, b) => {
      const sum = empty();
      parameters.forEach((i, a) => {
        addProducts(h[a], weight(i, j), sum);
      });
      addRowProducts(sum, 0, times(M[at], h[b]), 0, q, width, -1, out);
    });
    const first = nSets * structure.count;
    const dDP = random.map((parameter) =>
      timesTerm(P, terms[parameter.term], firstOfD(T[parameter.term], parameter), width),
    );
    random.forEach((_, b) => {
      const ofR = empty();
      parameters.forEach((i, a) => {
        addProducts(h[a], weight(i, first + b), ofR);
      });
      const ofD = empty();
      random.forEach((__, a) => {
        addProducts(dDP[a], weight(first + a, first + b), ofD);
      });
      const Y = times(Ut, ofR);
      addRowProducts(Y, 0, dDP[b], 0, q, width, 1, out);
      addRowProducts(dDP[b], 0, Y, 0, q, width, 1, out);
      addRowProducts(times(S, ofD), 0, dDP[b], 0, q, width, 1, out);
    });
  }
}

/** The symmetric part of the leading rows and columns, without the last. */
function leading(F: Float64Array, width: number): Float64Array {
  const r = width - 1;
  const out = new Float64Array(r * r);
  for (let j = 0; j < r; j++) {
    for (let i = 0; i < r; i++) out[j * r + i] = (F[j * width + i] + F[i * width + j]) / 2;
  }
  return out;
}
