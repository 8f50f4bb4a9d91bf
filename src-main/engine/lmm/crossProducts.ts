import type { RandomBlock } from './randomBlock.ts';

/**
 * A = [Z Q y]'[Z Q y], the only thing the iterations see of the data; nothing in it has length n.
 * A node is one level of one block; blocks are ordered by number of columns, largest first.
 */
export interface CrossProducts {
  readonly n: number;
  /** Columns of Q. */
  readonly r: number;
  readonly blocks: readonly RandomBlock[];
  /** First node of each block, and the number of nodes at the end. */
  readonly nodeStart: Int32Array;
  /** Block of each node. */
  readonly blockOf: Uint16Array;
  /** Z_l'Z_l of each node, k x k; starts at diagonalStart[block] + level * k^2. */
  readonly diagonal: Float64Array;
  readonly diagonalStart: Int32Array;
  /** [Q y]'Z_l of each node: for each of its k columns r + 1 numbers; starts at borderStart[block] + level * k (r + 1). */
  readonly border: Float64Array;
  readonly borderStart: Int32Array;
  /** Neighbours of a node in later blocks: adjacent[adjacentStart[node] .. adjacentStart[node + 1]]. */
  readonly adjacentStart: Int32Array;
  readonly adjacent: Int32Array;
  /** Where the value block of an adjacency starts in `values`: k_neighbour x k_node, column-major. */
  readonly valueStart: Int32Array;
  readonly values: Float64Array;
  /** y'y. This and the y row of `border` are all that depends on the outcome; `replaceResponse` puts another in. */
  yy: number;
}

/**
 * Builds A in one pass per block: rows are bucketed by level, each level gathers its neighbours.
 * @param blocks joined random terms (any order)
 * @param Q n x r, column-major, orthonormal columns
 * @param y n, orthogonal to Q (so that the X part of A is the identity and Q'y = 0)
 */
export function crossProducts(
  unordered: readonly RandomBlock[],
  Q: Float64Array,
  r: number,
  y: Float64Array,
): CrossProducts {
  const n = y.length;
  const blocks = [...unordered].sort((a, b) => b.nLevels * b.k - a.nLevels * a.k);
  const nodeStart = new Int32Array(blocks.length + 1);
  const diagonalStart = new Int32Array(blocks.length + 1);
  const borderStart = new Int32Array(blocks.length + 1);
  blocks.forEach(({ nLevels, k }, b) => {
    nodeStart[b + 1] = nodeStart[b] + nLevels;
    diagonalStart[b + 1] = diagonalStart[b] + nLevels * k * k;
    borderStart[b + 1] = borderStart[b] + nLevels * k * (r + 1);
  });
  const nodes = nodeStart[blocks.length];
  const blockOf = new Uint16Array(nodes);
  blocks.forEach((_, b) => blockOf.fill(b, nodeStart[b], nodeStart[b + 1]));

  const diagonal = new Float64Array(diagonalStart[blocks.length]);
  const border = new Float64Array(borderStart[blocks.length]);
  blocks.forEach((block, b) => {
    addDiagonal(diagonal, diagonalStart[b], block, n);
    addBorder(border, borderStart[b], block, Q, r, y);
  });
  const pairs = adjacency(blocks, nodeStart, n);
  let yy = 0;
  for (let i = 0; i < n; i++) yy += y[i] * y[i];
  return { n, r, blocks, nodeStart, blockOf, diagonal, diagonalStart, border, borderStart, ...pairs, yy };
}

function addDiagonal(diagonal: Float64Array, start: number, block: RandomBlock, n: number): void {
  const { k, Z, codes } = block;
  if (k === 1) {
    for (let row = 0; row < n; row++) diagonal[start + codes[row]] += Z[row] * Z[row];
    return;
  }
  for (let row = 0; row < n; row++) {
    const at = start + codes[row] * k * k;
    const z = row * k;
    for (let j = 0; j < k; j++) for (let i = 0; i < k; i++) diagonal[at + j * k + i] += Z[z + i] * Z[z + j];
  }
}

function addBorder(
  border: Float64Array,
  start: number,
  block: RandomBlock,
  Q: Float64Array,
  r: number,
  y: Float64Array,
): void {
  const { k, Z, codes } = block;
  const n = y.length;
  const height = r + 1;
  for (let q = 0; q <= r; q++) {
    const column = q < r ? Q : y;
    const offset = q < r ? q * n : 0;
    for (let row = 0; row < n; row++) {
      const x = column[offset + row];
      const at = start + codes[row] * k * height + q;
      for (let j = 0; j < k; j++) border[at + j * height] += x * Z[row * k + j];
    }
  }
}

interface Adjacency {
  readonly adjacentStart: Int32Array;
  readonly adjacent: Int32Array;
  readonly valueStart: Int32Array;
  readonly values: Float64Array;
}

function adjacency(blocks: readonly RandomBlock[], nodeStart: Int32Array, n: number): Adjacency {
  const nodes = nodeStart[blocks.length];
  const adjacentStart = new Int32Array(nodes + 1);
  let adjacent = new Int32Array(blocks.length > 1 ? n : 0);
  let valueStart = new Int32Array(adjacent.length);
  let values = new Float64Array(adjacent.length);
  let count = 0;
  let used = 0;
  const seenBy = new Int32Array(nodes).fill(-1);
  const slot = new Int32Array(nodes);
  for (let b = 0; b < blocks.length; b++) {
    const { nLevels, codes, k, Z } = blocks[b];
    if (b === blocks.length - 1) {
      for (let level = 0; level < nLevels; level++) adjacentStart[nodeStart[b] + level + 1] = count;
      break;
    }
    const { start, rows } = rowsByLevel(codes, nLevels, n);
    for (let level = 0; level < nLevels; level++) {
      const node = nodeStart[b] + level;
      for (let c = b + 1; c < blocks.length; c++) {
        const other = blocks[c];
        const size = k * other.k;
        for (let t = start[level]; t < start[level + 1]; t++) {
          const row = rows[t];
          const neighbour = nodeStart[c] + other.codes[row];
          if (seenBy[neighbour] !== node) {
            seenBy[neighbour] = node;
            slot[neighbour] = used;
            if (count === adjacent.length) {
              adjacent = grownInt(adjacent);
              valueStart = grownInt(valueStart);
            }
            adjacent[count] = neighbour;
            valueStart[count++] = used;
            used += size;
            if (used > values.length) values = grown(values, used);
          }
          const at = slot[neighbour];
          for (let j = 0; j < k; j++) {
            const z = Z[row * k + j];
            for (let i = 0; i < other.k; i++) values[at + j * other.k + i] += z * other.Z[row * other.k + i];
          }
        }
      }
      adjacentStart[node + 1] = count;
    }
  }
  return {
    adjacentStart,
    adjacent: adjacent.subarray(0, count),
    valueStart: valueStart.subarray(0, count),
    values,
  };
}

/** Counting sort of the rows by level. */
function rowsByLevel(codes: Int32Array, nLevels: number, n: number): { start: Int32Array; rows: Int32Array } {
  const start = new Int32Array(nLevels + 1);
  for (let row = 0; row < n; row++) start[codes[row] + 1]++;
  for (let level = 0; level < nLevels; level++) start[level + 1] += start[level];
  const next = start.slice(0, nLevels);
  const rows = new Int32Array(n);
  for (let row = 0; row < n; row++) rows[next[codes[row]]++] = row;
  return { start, rows };
}

function grown(array: Float64Array<ArrayBuffer>, atLeast: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(Math.max(atLeast, 2 * array.length, 16));
  larger.set(array);
  return larger;
}

function grownInt(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(2 * array.length, 16));
  larger.set(array);
  return larger;
}
