import type { Pattern, PatternedRows } from './patterns.ts';

/** A column of which less than this share is new counts as a combination of earlier ones. */
const NOTHING_NEW = 1e-9;
/** Share of a squared length that must be left after a projection for it to be as exact as the column. */
const KEPT_DIGITS = 0.1;
/** Representatives are worth having up to this share of the subjects. */
const WORTHWHILE = 0.5;

/**
 * Rows that stand for all subjects of a pattern: m x width blocks, one after the other, and m outcomes more, without
 * covariates, by their products: for every a, b the sum of w_a w_b' over blocks, plus `left`_ab for the outcome, is that over
 * the subjects. The covariates of one subject as one long vector of m r numbers span few dimensions over the subjects where
 * most of them are covariates of the subject: an orthonormal basis of the subjects brings n vectors to as many as there are
 * dimensions, so that the work does not depend on the number of subjects.
 */
export class Representatives {
  readonly blocks: Float64Array;
  readonly nBlocks: number;
  /** m x m: products of the parts of the outcome that are orthogonal to the basis. */
  readonly left: Float64Array;
  private readonly pattern: Pattern;
  private readonly width: number;
  /** Orthonormal vectors over the subjects; null where each subject is a block. */
  private readonly basis: readonly Float64Array[] | null;

  constructor(pattern: Pattern, source: PatternedRows) {
    const { m, starts } = pattern;
    const { rows, width } = source;
    this.pattern = pattern;
    this.width = width;
    const length = m * width;
    const n = starts.length;
    const stacked = new Float64Array(n * length);
    starts.forEach((start, i) => {
      stacked.set(rows.subarray(start * width, start * width + length), i * length);
    });
    const most = Math.floor(WORTHWHILE * n);
    this.basis = most < 1 ? null : covariateBasis(stacked, n, length, width, most);
    this.left = new Float64Array(m * m);
    if (this.basis === null) {
      this.blocks = stacked;
      this.nBlocks = n;
      return;
    }
    this.nBlocks = this.basis.length;
    this.blocks = new Float64Array(this.nBlocks * length);
    this.basis.forEach((q, d) => {
      const to = d * length;
      for (let i = 0; i < n; i++) {
        const factor = q[i];
        const from = i * length;
        for (let j = 0; j < length; j++) this.blocks[to + j] += factor * stacked[from + j];
      }
    });
    this.setOutcome(rows);
  }

  /** Puts another outcome in the place of the one there is. @param rows as those of the source, with the same covariates */
  setOutcome(rows: Float64Array): void {
    const { width, basis, blocks, left } = this;
    const { m, starts } = this.pattern;
    const n = starts.length;
    const outcome = (subject: number, a: number): number => rows[(starts[subject] + a + 1) * width - 1];
    if (basis === null) {
      for (let i = 0; i < n; i++)
        for (let a = 0; a < m; a++) blocks[(i * m + a + 1) * width - 1] = outcome(i, a);
      return;
    }
    const rest = new Float64Array(n * m);
    for (let a = 0; a < m; a++) {
      const own = rest.subarray(a * n, (a + 1) * n);
      for (let i = 0; i < n; i++) own[i] = outcome(i, a);
      for (let d = 0; d < basis.length; d++) {
        const q = basis[d];
        let sum = 0;
        for (let i = 0; i < n; i++) sum += q[i] * own[i];
        for (let i = 0; i < n; i++) own[i] -= sum * q[i];
        blocks[(d * m + a + 1) * width - 1] = sum;
      }
    }
    for (let b = 0; b < m; b++) {
      for (let a = 0; a <= b; a++) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += rest[a * n + i] * rest[b * n + i];
        left[b * m + a] = left[a * m + b] = sum;
      }
    }
  }
}

/**
 * Orthonormal basis of the covariates' columns of an n x length matrix by rows, of which every `width`th is an outcome
 * (Gram-Schmidt, twice); null beyond `most` of them.
 */
function covariateBasis(
  stacked: Float64Array,
  n: number,
  length: number,
  width: number,
  most: number,
): Float64Array[] | null {
  const nothing = NOTHING_NEW * NOTHING_NEW;
  const basis: Float64Array[] = [];
  const column = new Float64Array(n);
  for (let j = 0; j < length; j++) {
    if (j % width === width - 1) continue;
    let size = 0;
    for (let i = 0; i < n; i++) {
      const value = stacked[i * length + j];
      column[i] = value;
      size += value * value;
    }
    if (size === 0) continue;
    let left = size;
    // A second pass only where the first has lost digits (Parlett's "twice is enough").
    for (let before = Infinity; left < KEPT_DIGITS * before && left > nothing * size;) {
      before = left;
      for (const q of basis) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += q[i] * column[i];
        for (let i = 0; i < n; i++) column[i] -= sum * q[i];
      }
      left = 0;
      for (let i = 0; i < n; i++) left += column[i] * column[i];
    }
    if (!(left > nothing * size)) continue;
    if (basis.length === most) return null;
    const root = Math.sqrt(left);
    basis.push(column.map((value) => value / root));
  }
  return basis;
}
