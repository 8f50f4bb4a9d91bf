import type { CrossProducts } from './crossProducts.ts';
import { minimumDegree } from './minimumDegree.ts';

/**
 * Where the factor L of Omega = [Lambda'Z'Z Lambda + I, ., .; X'Z Lambda, X'X, .; y'Z Lambda, y'X, y'y] has
 * nonzeros: sparse panels (one per node, in elimination order), then one dense root that holds the rest of
 * the Z columns, X and y.
 *
 * Scalar columns are numbered through: sparse 0 .. nSparseScalars - 1, then the Z columns of the root.
 */
export interface FactorPattern {
  /** Node at each position: first the sparse ones, then those of the root. */
  readonly order: Int32Array;
  /**
   * Sparse nodes; the first `nLeading` of them are the levels of the first block, independent of each other, those with
   * the same first row together.
   */
  readonly nSparse: number;
  readonly nLeading: number;
  /** First scalar of each position, and the end. */
  readonly scalarStart: Int32Array;
  readonly nSparseScalars: number;
  /** Z columns of the root. */
  readonly rootColumns: number;
  /** Position that each scalar belongs to. */
  readonly positionOfScalar: Int32Array;
  /** Block that each scalar belongs to. */
  readonly blockOfScalar: Uint16Array;
  /** Rows of each sparse panel, ascending scalars: rows[rowStart[position] .. rowStart[position + 1]]. */
  readonly rowStart: Int32Array;
  readonly rows: Int32Array;
  /** Start of each sparse panel's values: height x k, column-major. */
  readonly panelStart: Int32Array;
  /** Start of each sparse panel's diagonal block (k x k) and border (k columns of r + 1). */
  readonly diagonalStart: Int32Array;
  readonly borderStart: Int32Array;
}

/** Orders the levels, the largest block first and the others by minimum degree, and lays out the factor. */
export function factorPattern(A: CrossProducts): FactorPattern {
  const { blocks, blockOf, nodeStart, adjacent, adjacentStart, r } = A;
  const nodes = nodeStart[blocks.length];
  const nLeading = nodeStart[Math.min(1, blocks.length)];
  const nTail = nodes - nLeading;

  const { eliminated, rest } = orderTail(A, nLeading, nTail);
  const order = new Int32Array(nodes);
  eliminated.forEach(({ vertex }, i) => (order[nLeading + i] = nLeading + vertex));
  const nSparse = nLeading + eliminated.length;
  rest.forEach((vertex, i) => (order[nSparse + i] = nLeading + vertex));

  const position = new Int32Array(nodes);
  for (let at = nLeading; at < nodes; at++) position[order[at]] = at;
  order.set(leadingOrder(A, nLeading, position));
  const scalarStart = new Int32Array(nodes + 1);
  for (let at = 0; at < nodes; at++) {
    position[order[at]] = at;
    scalarStart[at + 1] = scalarStart[at] + blocks[blockOf[order[at]]].k;
  }
  const positionOfScalar = new Int32Array(scalarStart[nodes]);
  const blockOfScalar = new Uint16Array(scalarStart[nodes]);
  for (let at = 0; at < nodes; at++) {
    positionOfScalar.fill(at, scalarStart[at], scalarStart[at + 1]);
    blockOfScalar.fill(blockOf[order[at]], scalarStart[at], scalarStart[at + 1]);
  }

  // Rows by position, ascending; then expanded to scalars.
  const rowPositions: ArrayLike<number>[] = [];
  for (let at = 0; at < nLeading; at++) {
    const node = order[at];
    const list = adjacent.slice(adjacentStart[node], adjacentStart[node + 1]);
    for (let i = 0; i < list.length; i++) list[i] = position[list[i]];
    rowPositions.push(list.sort());
  }
  for (const { rows } of eliminated) {
    rowPositions.push(Int32Array.from(rows, (vertex) => position[nLeading + vertex]).sort());
  }
  const rowStart = new Int32Array(nSparse + 1);
  const panelStart = new Int32Array(nSparse + 1);
  const diagonalStart = new Int32Array(nSparse + 1);
  const borderStart = new Int32Array(nSparse + 1);
  for (let at = 0; at < nSparse; at++) {
    const k = scalarStart[at + 1] - scalarStart[at];
    let height = 0;
    const list = rowPositions[at];
    for (let i = 0; i < list.length; i++) height += scalarStart[list[i] + 1] - scalarStart[list[i]];
    rowStart[at + 1] = rowStart[at] + height;
    panelStart[at + 1] = panelStart[at] + height * k;
    diagonalStart[at + 1] = diagonalStart[at] + k * k;
    borderStart[at + 1] = borderStart[at] + k * (r + 1);
  }
  const rows = new Int32Array(rowStart[nSparse]);
  let next = 0;
  for (let at = 0; at < nSparse; at++) {
    const list = rowPositions[at];
    for (let i = 0; i < list.length; i++) {
      for (let s = scalarStart[list[i]]; s < scalarStart[list[i] + 1]; s++) rows[next++] = s;
    }
  }
  const nSparseScalars = scalarStart[nSparse];
  return {
    order,
    nSparse,
    nLeading,
    scalarStart,
    nSparseScalars,
    rootColumns: scalarStart[nodes] - nSparseScalars,
    positionOfScalar,
    blockOfScalar,
    rowStart,
    rows,
    panelStart,
    diagonalStart,
    borderStart,
  };
}

/** Leading nodes by their first row, so that levels nested in the same one follow each other. */
function leadingOrder(
  { adjacent, adjacentStart }: CrossProducts,
  nLeading: number,
  position: Int32Array,
): Int32Array {
  const first = new Int32Array(nLeading);
  for (let node = 0; node < nLeading; node++) {
    let lowest = position.length;
    for (let t = adjacentStart[node]; t < adjacentStart[node + 1]; t++) {
      lowest = Math.min(lowest, position[adjacent[t]]);
    }
    first[node] = lowest;
  }
  // A counting sort: stable, and linear.
  const start = new Int32Array(position.length + 2);
  for (const row of first) start[row + 1]++;
  for (let row = 0; row < position.length; row++) start[row + 1] += start[row];
  const order = new Int32Array(nLeading);
  for (let node = 0; node < nLeading; node++) order[start[first[node]]++] = node;
  return order;
}

/** The graph of the nodes behind the leading block: own adjacencies, and a clique per leading node. */
function orderTail(A: CrossProducts, nLeading: number, nTail: number): ReturnType<typeof minimumDegree> {
  const { adjacent, adjacentStart, blocks, blockOf } = A;
  const neighbours: number[][] = Array.from({ length: nTail }, () => []);
  const weight = new Int32Array(nTail);
  for (let v = 0; v < nTail; v++) {
    const node = nLeading + v;
    weight[v] = blocks[blockOf[node]].k;
    for (let t = adjacentStart[node]; t < adjacentStart[node + 1]; t++) {
      const u = adjacent[t] - nLeading;
      neighbours[v].push(u);
      neighbours[u].push(v);
    }
  }
  const cliques: number[][] = [];
  for (let node = 0; node < nLeading; node++) {
    const clique: number[] = [];
    for (let t = adjacentStart[node]; t < adjacentStart[node + 1]; t++) clique.push(adjacent[t] - nLeading);
    if (clique.length > 1) cliques.push(clique);
  }
  return minimumDegree({ vertices: nTail, weight, neighbours, cliques }, A.r + 1);
}
