import type { PatternedRows } from '../patterns.ts';
import { profiled } from '../profiled.ts';
import type { Profiled } from '../profiled.ts';
import type { RandomParameter } from '../randomParameters.ts';
import type { CovarianceStructure, EntryFunctions } from '../structures/covarianceStructure.ts';
import type { ClusterDesigns } from './clusterDesign.ts';
import { addForm, addRowProducts, addTimesPieces, addTransposedTimes, subtractTimes } from './clusterRows.ts';
import { addTimesRows, invertLarge, invertWithin } from './largeMatrices.ts';
import { congruence, identityPlus, timesFactor } from './termBlocks.ts';

/** What a model is made of, whatever the values of its parameters. */
export interface WoodburyModel {
  readonly source: PatternedRows;
  readonly structure: CovarianceStructure;
  readonly nSets: number;
  readonly designs: ClusterDesigns;
  /** Columns of each random term. */
  readonly widths: readonly number[];
  readonly random: readonly RandomParameter[];
  readonly reml: boolean;
}

/** A model at one point of its parameters; K = R^-1. */
export interface WoodburyPoint {
  readonly entries: readonly EntryFunctions[];
  /** T of each random term, k x k, lower triangular. */
  readonly T: readonly Float64Array[];
  /** K of the cells, one after the other. */
  readonly K: Float64Array;
  /** Of each pattern of clusters, q x q: G = Z'K Z and M = T (I + T'G T)^-1 T'. */
  readonly G: readonly Float64Array[];
  readonly M: readonly Float64Array[];
  /** E = [Q y] - Z M Z'K [Q y] and K E = V^-1 [Q y]: n x width, row by row. */
  readonly E: Float64Array;
  readonly KE: Float64Array;
  readonly objective: number;
  readonly solved: Profiled;
}

/**
 * The criterion by the cross-products of each cluster with K = R^-1, V = R + Z D Z', D = T T':
 *
 *     log |V| = log |R| + log |I + T'Z'K Z T|,   V^-1 = K - K Z M Z'K,   M = T (I + T'Z'K Z T)^-1 T'
 *
 * (Woodbury; T may be singular). [Q y]'V^-1 [Q y] is taken as E'K E + v'v, v the spherical modes of each column, a sum without
 * cancellation.
 *
 * @returns null where R is not positive definite, or Q'V^-1 Q singular to rounding
 */
export function evaluate(
  { source, structure, nSets, designs, widths, random, reml }: WoodburyModel,
  theta: Float64Array,
): WoodburyPoint | null {
  const { rows, width } = source;
  const { clusters, cells, cellFrom } = designs;
  const entries = Array.from({ length: nSets }, (_, set) =>
    structure.at(theta.subarray(set * structure.count, (set + 1) * structure.count)),
  );
  const T = widths.map((k) => new Float64Array(k * k));
  random.forEach(({ term, row, col }, j) => {
    T[term][col * widths[term] + row] = theta[nSets * structure.count + j];
  });
  const logDets = new Float64Array(cells.length);
  const K = new Float64Array(cellFrom[cells.length]);
  cells.forEach(({ m, group, occasions }, cell) => {
    const from = cellFrom[cell];
    for (let b = 0; b < m; b++) {
      for (let a = 0; a <= b; a++) {
        K[from + b * m + a] = K[from + a * m + b] = entries[group].value(occasions[a], occasions[b]);
      }
    }
    logDets[cell] = invertWithin(K, from, m);
  });
  if (!logDets.every(Number.isFinite)) return null;

  const A = new Float64Array(width * width);
  const E = rows.slice();
  const KE = new Float64Array(rows.length);
  const G: Float64Array[] = [];
  const M: Float64Array[] = [];
  let logDet = 0;
  for (const cluster of clusters) {
    const { pattern, q, terms, pieceCell, pieceFrom } = cluster;
    const { m, starts } = pattern;
    let own = 0;
    for (const cell of pieceCell) own += cells[cell].sign * logDets[cell];
    const products = new Float64Array(q * q);
    pieceCell.forEach((cell, piece) => {
      const { m: rowsOfPiece, sign } = cells[cell];
      addForm(cluster, pieceFrom[piece], K, cellFrom[cell], rowsOfPiece, sign, products);
    });
    const inverse = identityPlus(products, terms, T, q);
    own += invertLarge(inverse, q);
    logDet += starts.length * own;
    if (!Number.isFinite(logDet)) return null;
    for (const start of starts) {
      const first = start * width;
      const KQ = new Float64Array(m * width);
      addTimesPieces(cluster, designs, K, rows.subarray(first, first + m * width), KQ, 0, width);
      const g = new Float64Array(q * width);
      addTransposedTimes(cluster, KQ, 0, 0, m, width, g);
      const v = new Float64Array(q * width);
      addTimesRows(inverse, timesFactor(g, terms, T, width, true), q, width, v);
      subtractTimes(cluster, timesFactor(v, terms, T, width, false), width, E, start);
      addTimesPieces(cluster, designs, K, E, KE, start, width);
      addRowProducts(E, start, KE, start, m, width, 1, A);
      addRowProducts(v, 0, v, 0, q, width, 1, A);
    }
    G.push(products);
    M.push(congruence(inverse, terms, T, q, false));
  }
  const solved = profiled(A, width, reml);
  if (solved === null) return null;
  const objective = logDet + solved.quadratic + (reml ? solved.logDet : 0);
  return { entries, T, K, G, M, E, KE, objective, solved };
}
