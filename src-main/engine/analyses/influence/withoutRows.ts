import type { CrossProducts } from '../../lmm/crossProducts.ts';
import type { DataUnits } from '../../lmm/dataUnits.ts';
import type { ScaledProblem } from '../../lmm/problem.ts';
import type { LevelCounts } from './levelCounts.ts';

/** What a fit needs of a scaled problem, with or without all its rows. */
export interface ReducedProblem {
  readonly A: CrossProducts;
  readonly units: DataUnits;
}

/**
 * Shares of a sum of squares that must be left after the subtraction: each factor of ten below 1 costs one of
 * sixteen digits. Beyond that the sums are made again from the rows.
 */
const LEAST_SHARE = 1e-4;
/**
 * Sums of squares of a level's column of Z below this may vanish altogether: the columns have mean square 1 and enter
 * beside an identity matrix, where what rounding leaves of so little (1e-13) does not count.
 */
const SMALL_SUM = 1e3;

/**
 * [Z Q y]'[Z Q y] without some rows, by subtracting what they contributed, and then with a new basis of the columns
 * that is orthonormal on the rows that stay. With q_i and y_i the rows that go,
 *
 *     G = I - sum q_i q_i' = L L',   b = -G^-1 sum q_i y_i,   Q2 = Q L^-T,   y2 = y - Q b,   y2'y2 = y'y - b'G b.
 *
 * No pass over the data: the cost is that of the rows left out and of the border of A.
 *
 * @param counts of the levels of each block of A
 * @returns null where too few digits would be left, among others where the model can no longer be estimated
 */
export function withoutRows(
  A: CrossProducts,
  problem: ScaledProblem,
  counts: readonly LevelCounts[],
  rows: Int32Array,
): ReducedProblem | null {
  const fixed = fixedPart(A, problem, rows);
  if (fixed === null) return null;
  const random = randomPart(A, problem, counts, rows);
  if (random === null) return null;
  const { r } = A;
  const { L, b } = fixed;
  changeBasis(random.border, r, L, b);
  return {
    A: { ...A, ...random, n: A.n - rows.length, yy: fixed.yy },
    units: { ...problem, ...unitsOf(problem, L, b) },
  };
}

interface FixedPart {
  /** r x r lower triangular, column-major. */
  readonly L: Float64Array;
  readonly b: Float64Array;
  readonly yy: number;
}

function fixedPart(A: CrossProducts, { qr, y }: ScaledProblem, rows: Int32Array): FixedPart | null {
  const { r } = A;
  const n = y.length;
  const { Q } = qr;
  const G = new Float64Array(r * r);
  const b = new Float64Array(r);
  let { yy } = A;
  for (let q = 0; q < r; q++) G[q * r + q] = 1;
  for (const row of rows) {
    for (let q = 0; q < r; q++) {
      const x = Q[q * n + row];
      for (let p = q; p < r; p++) G[q * r + p] -= x * Q[p * n + row];
      b[q] -= x * y[row];
    }
    yy -= y[row] * y[row];
  }
  // Cholesky in place; a pivot is the share of a column that is left, given the columns before it.
  for (let j = 0; j < r; j++) {
    for (let d = 0; d < j; d++) {
      const x = G[d * r + j];
      for (let i = j; i < r; i++) G[j * r + i] -= x * G[d * r + i];
    }
    if (!(G[j * r + j] > LEAST_SHARE)) return null;
    const root = Math.sqrt(G[j * r + j]);
    for (let i = j; i < r; i++) G[j * r + i] /= root;
  }
  solveLower(G, r, b, 0);
  for (let q = 0; q < r; q++) yy -= b[q] * b[q];
  if (!(yy > LEAST_SHARE * A.yy)) return null;
  for (let j = r - 1; j >= 0; j--) {
    for (let i = j + 1; i < r; i++) b[j] -= G[j * r + i] * b[i];
    b[j] /= G[j * r + j];
  }
  return { L: G, b, yy };
}

/** x <- L^-1 x for the r numbers of `x` from `at` on. */
function solveLower(L: Float64Array, r: number, x: Float64Array, at: number): void {
  for (let j = 0; j < r; j++) {
    const value = x[at + j] / L[j * r + j];
    x[at + j] = value;
    for (let i = j + 1; i < r; i++) x[at + i] -= L[j * r + i] * value;
  }
}

interface RandomPart {
  readonly diagonal: Float64Array;
  /** Still in the old basis. */
  readonly border: Float64Array;
  readonly values: Float64Array;
}

function randomPart(
  A: CrossProducts,
  { qr, y }: ScaledProblem,
  counts: readonly LevelCounts[],
  rows: Int32Array,
): RandomPart | null {
  const { blocks, nodeStart, r } = A;
  const n = y.length;
  const { Q } = qr;
  const diagonal = A.diagonal.slice();
  const border = A.border.slice();
  const values = A.values.slice();
  const empty = new Set<number>();
  for (let b = 0; b < blocks.length; b++) {
    const { k, Z, codes } = blocks[b];
    for (const row of rows) {
      const D = A.diagonalStart[b] + codes[row] * k * k;
      const B = A.borderStart[b] + codes[row] * k * (r + 1);
      for (let j = 0; j < k; j++) {
        const z = Z[row * k + j];
        for (let i = 0; i < k; i++) diagonal[D + j * k + i] -= Z[row * k + i] * z;
        for (let q = 0; q < r; q++) border[B + j * (r + 1) + q] -= z * Q[q * n + row];
        border[B + j * (r + 1) + r] -= z * y[row];
      }
    }
    // A level without rows has no part in the likelihood: exactly zero, not what rounding leaves of it.
    for (const level of counts[b].emptiedBy(rows)) {
      empty.add(nodeStart[b] + level);
      const D = A.diagonalStart[b] + level * k * k;
      const B = A.borderStart[b] + level * k * (r + 1);
      diagonal.fill(0, D, D + k * k);
      border.fill(0, B, B + k * (r + 1));
    }
    for (const row of rows) {
      if (empty.has(nodeStart[b] + codes[row])) continue;
      const D = A.diagonalStart[b] + codes[row] * k * k;
      for (let j = 0; j < k; j++) {
        const before = A.diagonal[D + j * k + j];
        if (before > SMALL_SUM && !(diagonal[D + j * k + j] > LEAST_SHARE * before)) return null;
      }
    }
  }
  subtractPairs(A, values, rows, empty);
  return { diagonal, border, values };
}

function subtractPairs(A: CrossProducts, values: Float64Array, rows: Int32Array, empty: Set<number>): void {
  const { blocks, nodeStart } = A;
  for (let b = 0; b < blocks.length; b++) {
    const { k, Z, codes } = blocks[b];
    for (let c = b + 1; c < blocks.length; c++) {
      const other = blocks[c];
      const kOther = other.k;
      for (const row of rows) {
        const node = nodeStart[b] + codes[row];
        const neighbour = nodeStart[c] + other.codes[row];
        let t = A.adjacentStart[node];
        while (A.adjacent[t] !== neighbour) t++;
        const V = A.valueStart[t];
        if (empty.has(node) || empty.has(neighbour)) {
          values.fill(0, V, V + k * kOther);
          continue;
        }
        for (let j = 0; j < k; j++) {
          const z = Z[row * k + j];
          for (let i = 0; i < kOther; i++) values[V + j * kOther + i] -= z * other.Z[row * kOther + i];
        }
      }
    }
  }
}

/** [Q y]'Z -> [Q2 y2]'Z, column by column of Z: z'y2 = z'y - (z'Q) b, z'Q2 = L^-1 (z'Q). */
function changeBasis(border: Float64Array, r: number, L: Float64Array, b: Float64Array): void {
  for (let at = 0; at < border.length; at += r + 1) {
    for (let q = 0; q < r; q++) border[at + r] -= border[at + q] * b[q];
    solveLower(L, r, border, at);
  }
}

/** X = Q2 (L'R), and Q coordinates + scale y = Q2 L'(coordinates + scale b) + scale y2. */
function unitsOf(
  { qr, coordinates, scale }: ScaledProblem,
  L: Float64Array,
  b: Float64Array,
): Pick<DataUnits, 'qr' | 'coordinates'> {
  const r = qr.rank;
  const R = new Float64Array(r * r);
  const moved = new Float64Array(r);
  for (let i = 0; i < r; i++) {
    for (let d = i; d < r; d++) {
      const x = L[i * r + d];
      moved[i] += x * (coordinates[d] + scale * b[d]);
      for (let j = d; j < r; j++) R[j * r + i] += x * qr.R[j * r + d];
    }
  }
  return { qr: { R, rank: r }, coordinates: moved };
}
