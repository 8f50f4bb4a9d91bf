import { dot } from '../../numerics/vectors.ts';
import { firstOfD } from '../randomParameters.ts';
import type { CellDerivatives, Sums } from './cellDerivatives.ts';
import type { ClusterDesign } from './clusterDesign.ts';
import { addRowProducts, addTransposedTimes } from './clusterRows.ts';
import type { WoodburyModel, WoodburyPoint } from './evaluate.ts';
import { addTimesRows, complement, product, timesSmall, transposed } from './largeMatrices.ts';
import { addForms, addOuter, eachProduct, residualForms } from './pieceSums.ts';
import { addLevelProducts, blockSums, diagonalBlocks, levelSums, timesTerm } from './termBlocks.ts';

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
  /** M H_j, q x q. */
  readonly MH: Float64Array;
}

interface OfRandom extends InCluster {
  readonly term: number;
  readonly dD: Float64Array;
}

/** A pattern of clusters at a point, with its parameters. */
interface ClusterState {
  readonly cluster: ClusterDesign;
  readonly M: Float64Array;
  /** U' = I - G M and S = Z'V^-1 Z = U'G, q x q. */
  readonly Ut: Float64Array;
  readonly S: Float64Array;
  readonly residual: readonly OfResidual[];
  readonly random: readonly OfRandom[];
  /** By term, the sum over levels and clusters of the diagonal blocks of P Psi P'. */
  readonly squares: readonly Float64Array[];
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
  sums: ClusterSums,
): void {
  const state = stateOf(model, point, at, slopes);
  const { cluster, M } = state;
  const { starts } = cluster.pattern;
  addOuter(cluster, model.designs, M, starts.length, Sigma);
  for (const start of starts) {
    addForms(cluster, model.designs, point.E, point.solved.Psi, start, model.source.width, Sigma);
    addRows(state, model, point, slopes, start, sums);
  }
  addTraces(state, model, sums);
}

function stateOf(
  { structure, nSets, designs, random }: WoodburyModel,
  { G, M, T }: WoodburyPoint,
  at: number,
  slopes: CellDerivatives,
): ClusterState {
  const cluster = designs.clusters[at];
  const { q, terms } = cluster;
  const Ut = complement(product(M[at], G[at], q), q);
  const S = product(Ut, G[at], q);
  return {
    cluster,
    M: M[at],
    Ut,
    S,
    residual: residualForms(cluster, designs, slopes).map(({ j, H }) => ({
      j,
      blocks: diagonalBlocks(product(Ut, H, q), Ut, terms, q),
      cross: emptyBlocks(cluster),
      MH: product(M[at], H, q),
    })),
    random: random.map((parameter, i) => {
      const { term } = parameter;
      const dD = firstOfD(T[term], parameter);
      return {
        j: nSets * structure.count + i,
        blocks: blocksOfRandom(S, dD, term, cluster),
        cross: emptyBlocks(cluster),
        term,
        dD,
      };
    }),
    squares: emptyBlocks(cluster),
  };
}

/** The parts of one cluster's rows: forms, their products with each other, and sums over its levels. */
function addRows(
  { cluster, M, Ut, S, residual, random, squares }: ClusterState,
  { source, designs }: WoodburyModel,
  { E, KE, solved }: WoodburyPoint,
  slopes: CellDerivatives,
  start: number,
  { hessian, forms }: ClusterSums,
): void {
  const { width } = source;
  const { q, terms, pattern } = cluster;
  const empty = (): Float64Array => new Float64Array(q * width);
  const times = (A: Float64Array, x: Float64Array): Float64Array => {
    const out = empty();
    addTimesRows(A, x, q, width, out);
    return out;
  };
  const P = empty();
  addTransposedTimes(cluster, KE, start, 0, pattern.m, width, P);
  const PPsi = timesSmall(P, solved.Psi, width);
  addBlocks(squares, levelSums(PPsi, P, terms, width));
  const position = new Map(residual.map(({ j }, i) => [j, i]));
  const h = residual.map(empty);
  eachProduct(cluster, designs, slopes, E, start, width, (j, x, first, m, sign) => {
    addTransposedTimes(cluster, x, 0, first, m, width, h[position.get(j)!], sign);
    addRowProducts(E, start + first, x, 0, m, width, sign, forms[j]);
  });
  const hPsi = h.map((own) => timesSmall(own, solved.Psi, width));
  residual.forEach(({ j, cross }, b) => {
    const Mh = times(M, h[b]);
    for (let a = 0; a <= b; a++) hessian.add(residual[a].j, j, -2 * dot(hPsi[a], Mh));
    addBlocks(cross, levelSums(PPsi, times(Ut, h[b]), terms, width));
  });
  for (const { j, term, dD, cross } of random) {
    const dDP = timesTerm(P, terms[term], dD, width);
    addRowProducts(P, 0, dDP, 0, q, width, 1, forms[j]);
    addBlocks(cross, levelSums(PPsi, times(S, dDP), terms, width));
  }
}

/** What takes the sums over the clusters of a pattern. */
function addTraces(
  { cluster, S, residual, random, squares }: ClusterState,
  model: WoodburyModel,
  { gradient, hessian, expected }: ClusterSums,
): void {
  const { q, terms, pattern } = cluster;
  const n = pattern.starts.length;
  residual.forEach(({ j, MH }, b) => {
    const HM = transposed(MH, q);
    for (const { j: i, MH: other } of residual.slice(0, b + 1)) {
      const trace = n * dot(other, HM);
      hessian.add(i, j, -trace);
      expected.add(i, j, trace);
    }
  });
  const information = blockSums(S, terms, q);
  random.forEach(({ j, term, dD }, b) => {
    gradient[j] += n * dot(information[term], dD);
    for (const { j: i, blocks, cross } of [...residual, ...random.slice(0, b + 1)]) {
      const trace = n * dot(blocks[term], dD);
      hessian.add(i, j, 2 * dot(cross[term], dD) - trace);
      expected.add(i, j, trace);
    }
    // d2D = E_ac + E_ca for T_(a, col) and T_(c, col).
    const { row, col } = model.random[b];
    model.random.slice(0, b + 1).forEach((other, a) => {
      if (other.term !== term || other.col !== col) return;
      const place = row * terms[term].k + other.row;
      hessian.add(random[a].j, j, 2 * (n * information[term][place] - squares[term][place]));
    });
  });
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

function emptyBlocks({ terms }: ClusterDesign): Float64Array[] {
  return terms.map(({ k }) => new Float64Array(k * k));
}

function addBlocks(sums: readonly Float64Array[], blocks: readonly Float64Array[]): void {
  blocks.forEach((block, t) => {
    for (let i = 0; i < block.length; i++) sums[t][i] += block[i];
  });
}
