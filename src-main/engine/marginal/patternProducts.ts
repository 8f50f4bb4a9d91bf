import { dot } from '../numerics/vectors.ts';
import type { Pattern, PatternedRows } from './patterns.ts';
import { Representatives } from './representatives.ts';
import { addProduct } from './denseSymmetric.ts';

/** Sums over the subjects of one pattern, of their rows [Q y] times V^-1: all that the likelihood needs of the data. */
export class PatternProducts {
  readonly pattern: Pattern;
  private readonly width: number;
  private readonly subjects: Representatives;

  constructor(pattern: Pattern, source: PatternedRows) {
    this.pattern = pattern;
    this.width = source.width;
    this.subjects = new Representatives(pattern, source);
  }

  get nBlocks(): number {
    return this.subjects.nBlocks;
  }

  /** Takes over another outcome. @param rows as those of the source, with the same covariates */
  setOutcome(rows: Float64Array): void {
    this.subjects.setOutcome(rows);
  }

  /** V^-1 [Q y] of one representative: m x width, row by row. The outcomes of `whitenedLeft` come on top. */
  whiten(W: Float64Array, block: number, out: Float64Array): void {
    const { m } = this.pattern;
    timesRows(W, this.subjects.blocks, block * m * this.width, m, this.width, out);
  }

  /** Products of V^-1 y, m x m, of what the representatives leave of the outcome. */
  whitenedLeft(W: Float64Array): Float64Array {
    const { m } = this.pattern;
    const half = new Float64Array(m * m);
    addProduct(this.subjects.left, W, half, m);
    const out = new Float64Array(m * m);
    addProduct(W, half, out, m);
    return out;
  }

  /** Adds [Q y]'W [Q y] to the upper triangle of A (width x width). */
  addWhitened(W: Float64Array, A: Float64Array): void {
    const { m, sign } = this.pattern;
    const { width: R } = this;
    const { blocks, left } = this.subjects;
    A[R * R - 1] += sign * dot(W, left);
    const w = new Float64Array(m * R);
    for (let block = 0; block < this.nBlocks; block++) {
      this.whiten(W, block, w);
      for (let a = 0; a < m; a++) {
        const row = (block * m + a) * R;
        for (let j = 0; j < R; j++) {
          const factor = sign * w[a * R + j];
          if (factor === 0) continue;
          const column = j * R;
          for (let i = 0; i <= j; i++) A[column + i] += blocks[row + i] * factor;
        }
      }
    }
  }

  /**
   * Block (a, b), a <= b, number b m + a: sum of w_a w_b' + w_b w_a' for a < b, of w_a w_a' for a = b, w the rows of
   * V^-1 [Q y]; symmetric, of which the upper triangle by columns is kept.
   *
   * @param T where to, at least m^2 width (width + 1) / 2 numbers
   */
  whitened(W: Float64Array, T: Float64Array): void {
    const { m } = this.pattern;
    const R = this.width;
    const size = packedSize(R);
    T.fill(0, 0, m * m * size);
    const left = this.whitenedLeft(W);
    for (let b = 0; b < m; b++) {
      for (let a = 0; a <= b; a++) T[(b * m + a + 1) * size - 1] = (a === b ? 1 : 2) * left[b * m + a];
    }
    const w = new Float64Array(m * R);
    for (let block = 0; block < this.nBlocks; block++) {
      this.whiten(W, block, w);
      for (let b = 0; b < m; b++) {
        const rowB = b * R;
        for (let a = 0; a < b; a++) {
          const rowA = a * R;
          let at = (b * m + a) * size;
          for (let j = 0; j < R; j++) {
            const wa = w[rowA + j];
            const wb = w[rowB + j];
            for (let i = 0; i <= j; i++) T[at + i] += w[rowA + i] * wb + w[rowB + i] * wa;
            at += j + 1;
          }
        }
        let at = (b * m + b) * size;
        for (let j = 0; j < R; j++) {
          const wb = w[rowB + j];
          for (let i = 0; i <= j; i++) T[at + i] += w[rowB + i] * wb;
          at += j + 1;
        }
      }
    }
  }
}

/** Numbers in the upper triangle of a size x size matrix. */
export function packedSize(size: number): number {
  return (size * (size + 1)) / 2;
}

/** S times m rows of width R that begin at a place of `rows`. */
export function timesRows(
  S: Float64Array,
  rows: Float64Array,
  start: number,
  m: number,
  R: number,
  out: Float64Array,
): void {
  out.fill(0, 0, m * R);
  for (let b = 0; b < m; b++) {
    const from = start + b * R;
    for (let a = 0; a < m; a++) {
      const factor = S[b * m + a];
      if (factor === 0) continue;
      const to = a * R;
      for (let j = 0; j < R; j++) out[to + j] += factor * rows[from + j];
    }
  }
}
