import { dot } from '../../numerics/vectors.ts';
import type { CellDerivatives, Sums } from './cellDerivatives.ts';
import type { ClusterDesign, ClusterDesigns } from './clusterDesign.ts';
import { addForm, addRowProducts, addTransposedTimes, timesCell } from './clusterRows.ts';
import type { WoodburyModel, WoodburyPoint } from './evaluate.ts';
import { addTimesRows, complement, product, transposed } from './largeMatrices.ts';
import { addLevelProducts, blockSums, diagonalBlocks, firstOfD, levelSums, timesTerm } from './termBlocks.ts';

/** Sums over clusters, and by parameter [Q y]'V^-1 V_i V^-1 [Q y]. */
interface ClusterSums extends Sums {
  readonly forms: readonly Float64Array[];
}

/** What a parameter does to a pattern of clusters. */
interface InCluster {
  readonly j: number;
  /** By term, the sum over levels of the diagonal blocks of Z'V^-1 V_j V^-1 Z. */
  readonly blocks: readonly Float64Array[];
  /** By term, the sum over levels and clusters of P Psi (Z'V^-1 V_j V^-1 [Q y])'. */
  readonly cross: Float64Array[];
}
interface OfResidual extends InCluster {
  /** M H_j, q x q, and its transpose. */
  readonly MH: Float64Array;
}
interface OfRandom extends InCluster {
  readonly term: number;
  readonly dD: Float64Array;
}

/**
 * Adds what a pattern of clusters has in the derivatives beyond its cells, with n clusters of that pattern and sums over them:
 *
 *     both of R       n tr(M H_i M H_j) and 2 tr(Psi h_i'M h_j), both taken away
 *     one of D        -n <Z'V^-1 V_i V^-1 Z, dD_j> + 2 <P Psi (Z'V^-1 V_i V^-1 [Q y])', dD_j>
 *     curvature of D  <n S - P Psi P', d2D>
 *
 * Adds Z M Z' + E Psi E' of each piece to the Sigma of its cell.
 */
export function addCluster(
  model: WoodburyModel,
  point: WoodburyPoint,
  at: number,
  slopes: CellDerivatives,
  Sigma: Float64Array,
  { gradient, hessian, expected, forms }: ClusterSums,
): void {
  const { source, structure, nSets, designs, random } = model;
  const { width } = source;
  const cluster = designs.clusters[at];
  const { q, terms, pattern } = cluster;
  const n = pattern.starts.length;
  const { E, KE, T } = point;
  const { Psi } = point.solved;
  const M = point.M[at];
  const G = point.G[at];
  // U' = I - G M.
  const Ut = complement(product(M, G, q), q);
  const S = product(Ut, G, q);

  const residual = residualForms(cluster, designs, slopes).map(({ j, H }): OfResidual => {
    const UH = product(Ut, H, q);
    return { j, blocks: diagonalBlocks(UH, Ut, terms, q), cross: emptyBlocks(cluster), MH: product(M, H, q) };
  });
  const own = random.map((parameter, i): OfRandom => {
    const dD = firstOfD(T[parameter.term], parameter);
    const blocks = blocksOfRandom(S, dD, parameter.term, cluster);
    return {
      j: nSets * structure.count + i,
      term: parameter.term,
      dD,
      blocks,
      cross: emptyBlocks(cluster),
    };
  });
  addOuter(cluster, designs, M, n, Sigma);

  const S1 = blockSums(S, terms, q);
  const curvature = S1.map((block) => block.map((value) => n * value));
  const position = new Map(residual.map(({ j }, i) => [j, i]));
  for (const start of pattern.starts) {
    const P = new Float64Array(q * width);
    addTransposedTimes(cluster, KE, start, 0, pattern.m, width, P);
    const h = residual.map(() => new Float64Array(q * width));
    eachProduct(cluster, designs, slopes, E, start, width, (j, x, first, m, sign) => {
      addTransposedTimes(cluster, x, 0, first, m, width, h[position.get(j)!], sign);
      addRowProducts(E, start + first, x, 0, m, width, sign, forms[j]);
    });
    addForms(cluster, designs, E, Psi, start, width, Sigma);
    const PPsi = timesSmall(P, Psi, width);
    levelSums(PPsi, P, terms, width).forEach((sum, t) => {
      for (let i = 0; i < sum.length; i++) curvature[t][i] -= sum[i];
    });
    const hPsi = h.map((own) => timesSmall(own, Psi, width));
    residual.forEach(({ j, cross }, b) => {
      const Mh = new Float64Array(q * width);
      addTimesRows(M, h[b], q, width, Mh);
      for (let a = 0; a <= b; a++) hessian.add(residual[a].j, j, -2 * dot(hPsi[a], Mh));
      const Y = new Float64Array(q * width);
      addTimesRows(Ut, h[b], q, width, Y);
      addBlocks(cross, levelSums(PPsi, Y, terms, width));
    });
    for (const { j, term, dD, cross } of own) {
      const dDP = timesTerm(P, terms[term], dD, width);
      addRowProducts(P, 0, dDP, 0, q, width, 1, forms[j]);
      const Y = new Float64Array(q * width);
      addTimesRows(S, dDP, q, width, Y);
      addBlocks(cross, levelSums(PPsi, Y, terms, width));
    }
  }

  residual.forEach(({ j, MH }, b) => {
    const HM = transposed(MH, q);
    for (let a = 0; a <= b; a++) {
      const trace = n * dot(residual[a].MH, HM);
      hessian.add(residual[a].j, j, -trace);
      expected.add(residual[a].j, j, trace);
    }
  });
  own.forEach(({ j, term, dD }, b) => {
    gradient[j] += n * dot(S1[term], dD);
    for (const { j: i, blocks, cross } of [...residual, ...own.slice(0, b + 1)]) {
      const trace = n * dot(blocks[term], dD);
      hessian.add(i, j, 2 * dot(cross[term], dD) - trace);
      expected.add(i, j, trace);
    }
    // d2D = E_ac + E_ca for T_(a, col) and T_(c, col).
    random.slice(0, b + 1).forEach((other, a) => {
      const parameter = random[b];
      if (other.term !== term || other.col !== parameter.col) return;
      const { k } = terms[term];
      hessian.add(own[a].j, j, 2 * curvature[term][parameter.row * k + other.row]);
    });
  });
}

/** The parameters of R that a cluster depends on, ascending. */
export function residualParameters({ pieceCell }: ClusterDesign, slopes: CellDerivatives): number[] {
  const own = new Set<number>();
  for (const cell of new Set(pieceCell)) {
    for (let i = slopes.first[cell]; i < slopes.first[cell + 1]; i++) own.add(slopes.j[i]);
  }
  return [...own].sort((i, j) => i - j);
}

/** H_j = Z'K R_j K Z of the parameters that the cluster depends on, ascending. */
function residualForms(
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

/** By term, the sum over its levels of the diagonal blocks of S dD S. */
function blocksOfRandom(
  S: Float64Array,
  dD: Float64Array,
  term: number,
  { terms, q }: ClusterDesign,
): Float64Array[] {
  const out = terms.map(({ k }) => new Float64Array(k * k));
  const { from, nLevels, k } = terms[term];
  const row = new Float64Array(q);
  for (let level = from; level < from + nLevels * k; level += k) {
    for (let i = 0; i < k; i++) {
      row.fill(0);
      for (let d = 0; d < k; d++) {
        const factor = dD[d * k + i];
        if (factor === 0) continue;
        const column = (level + d) * q;
        for (let z = 0; z < q; z++) row[z] += factor * S[column + z];
      }
      addLevelProducts(S, (level + i) * q, row, 0, terms, out);
    }
  }
  return out;
}

/** Adds n Z M Z' of each piece to its cell's sum. */
function addOuter(
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
function addForms(
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

/** x A of rows x of a width, A symmetric. */
function timesSmall(x: Float64Array, A: Float64Array, width: number): Float64Array {
  const out = new Float64Array(x.length);
  for (let row = 0; row < x.length; row += width) {
    for (let i = 0; i < width; i++) {
      const factor = x[row + i];
      if (factor !== 0) for (let j = 0; j < width; j++) out[row + j] += factor * A[i * width + j];
    }
  }
  return out;
}

function emptyBlocks({ terms }: ClusterDesign): Float64Array[] {
  return terms.map(({ k }) => new Float64Array(k * k));
}

/** Adds factor x to `out`. */
export function addProducts(x: Float64Array, factor: number, out: Float64Array): void {
  if (factor !== 0) for (let i = 0; i < x.length; i++) out[i] += factor * x[i];
}

function addBlocks(sums: readonly Float64Array[], blocks: readonly Float64Array[]): void {
  blocks.forEach((block, t) => {
    for (let i = 0; i < block.length; i++) sums[t][i] += block[i];
  });
}
