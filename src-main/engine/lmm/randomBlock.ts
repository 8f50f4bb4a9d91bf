import type { RandomDesign } from '../frame/modelFrame.ts';

/**
 * All random terms on one grouping factor, joined: b_l ~ N(0, sigma^2 T T') for each level l.
 *
 * The columns are rescaled by `basis` (b = basis * T~ u), so that the pooled cross-product of the scaled
 * columns is n I: centring and scaling happen here and never change the model (engine notes: invariance).
 */
export interface RandomBlock {
  readonly group: string;
  readonly nLevels: number;
  /** n: level of each row. */
  readonly codes: Int32Array;
  readonly k: number;
  /** n x k, row-major: scaled columns, times the square root of the weight. */
  readonly Z: Float64Array;
  /** k x k, column-major, upper triangular: scaled column space -> the term's own columns. */
  readonly basis: Float64Array;
  /** Entries of T~ that are estimated, column by column; the rest is 0. */
  readonly free: readonly { readonly row: number; readonly col: number }[];
  /** Which random terms the columns came from. */
  readonly parts: readonly { readonly design: number; readonly offset: number; readonly k: number }[];
}

/** A pivot below this share of its column's scale counts as a collinear random-effects column. */
const COLLINEAR = 1e-10;

/**
 * Joins terms on the same grouping factor into blocks.
 * @param designs random terms of the frame
 * @param n rows
 * @param rootWeights n square roots of the weights, or null
 */
export function joinRandomBlocks(
  designs: readonly RandomDesign[],
  n: number,
  rootWeights: Float64Array | null,
): RandomBlock[] {
  const byGroup = new Map<string, number[]>();
  designs.forEach((design, index) => {
    const members = byGroup.get(design.group);
    if (members) members.push(index);
    else byGroup.set(design.group, [index]);
  });
  return [...byGroup.values()].map((members) => joinBlock(members, designs, n, rootWeights));
}

function joinBlock(
  members: readonly number[],
  designs: readonly RandomDesign[],
  n: number,
  rootWeights: Float64Array | null,
): RandomBlock {
  const k = members.reduce((sum, index) => sum + designs[index].k, 0);
  const Z = new Float64Array(n * k);
  const basis = new Float64Array(k * k);
  const free: { row: number; col: number }[] = [];
  const parts: { design: number; offset: number; k: number }[] = [];
  let offset = 0;
  for (const index of members) {
    const design = designs[index];
    const B = scalingBasis(design, n, rootWeights);
    for (let j = 0; j < design.k; j++) {
      for (let i = 0; i <= j; i++) basis[(offset + j) * k + offset + i] = B[j * design.k + i];
      for (let i = j; i < design.k; i++) free.push({ row: offset + i, col: offset + j });
      writeScaledColumn(Z, k, offset + j, design, B, j, n, rootWeights);
    }
    parts.push({ design: index, offset, k: design.k });
    offset += design.k;
  }
  const { group, levels, codes } = designs[members[0]];
  return { group, nLevels: levels.length, codes, k, Z, basis, free, parts };
}

/** Column j of Z B, times the root weights, into a column of the block. */
function writeScaledColumn(
  Z: Float64Array,
  k: number,
  column: number,
  design: RandomDesign,
  B: Float64Array,
  j: number,
  n: number,
  rootWeights: Float64Array | null,
): void {
  for (let i = 0; i <= j; i++) {
    const factor = B[j * design.k + i];
    if (factor === 0) continue;
    const start = i * n;
    for (let row = 0; row < n; row++) Z[row * k + column] += factor * design.Z[start + row];
  }
  if (rootWeights) for (let row = 0; row < n; row++) Z[row * k + column] *= rootWeights[row];
}

/**
 * B = L^-T where L L' = Z'WZ / n (pooled over levels): the scaled columns are orthonormal on average.
 * Columns that depend on earlier ones are only scaled, not rotated.
 * @returns k x k, column-major, upper triangular
 */
function scalingBasis(design: RandomDesign, n: number, rootWeights: Float64Array | null): Float64Array {
  const { k, Z } = design;
  const B = new Float64Array(k * k);
  // Modified Gram-Schmidt on the columns: numerically equal to L^-T without squaring the condition number.
  const work = new Float64Array(n * k);
  for (let j = 0; j < k; j++) {
    let scale = 0;
    for (let row = 0; row < n; row++) scale = Math.max(scale, Math.abs(Z[j * n + row]));
    if (!(scale > 0)) scale = 1;
    for (let row = 0; row < n; row++) {
      work[j * n + row] = (Z[j * n + row] / scale) * (rootWeights ? rootWeights[row] : 1);
    }
    B[j * k + j] = 1 / scale;
    const before = rootMeanSquare(work, j, n);
    const own = work.slice(j * n, (j + 1) * n);
    for (let i = 0; i < j; i++) {
      let dot = 0;
      for (let row = 0; row < n; row++) dot += work[i * n + row] * work[j * n + row];
      const share = dot / n;
      for (let row = 0; row < n; row++) work[j * n + row] -= share * work[i * n + row];
      for (let m = 0; m <= i; m++) B[j * k + m] -= share * B[i * k + m];
    }
    let size = rootMeanSquare(work, j, n);
    if (!(size > COLLINEAR * before)) {
      work.set(own, j * n);
      for (let m = 0; m < j; m++) B[j * k + m] = 0;
      size = before > 0 ? before : 1;
    }
    for (let row = 0; row < n; row++) work[j * n + row] /= size;
    for (let m = 0; m <= j; m++) B[j * k + m] /= size;
  }
  return B;
}

function rootMeanSquare(columns: Float64Array, j: number, n: number): number {
  let sum = 0;
  for (let row = 0; row < n; row++) sum += columns[j * n + row] * columns[j * n + row];
  return Math.sqrt(sum / n);
}
