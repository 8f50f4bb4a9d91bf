import type { Pattern, PatternedRows } from './patterns.ts';
import { representatives } from './representatives.ts';

/** Sums over the subjects of one pattern, of their rows [Q y] times V^-1: all that the likelihood needs of the data. */
export class PatternProducts {
  readonly pattern: Pattern;
  private readonly width: number;
  /** m x width for each representative of the subjects. */
  readonly blocks: Float64Array;
  readonly nBlocks: number;

  constructor(pattern: Pattern, source: PatternedRows) {
    this.pattern = pattern;
    this.width = source.width;
    this.blocks = representatives(pattern, source);
    this.nBlocks = this.blocks.length / (pattern.m * source.width);
  }

  /** V^-1 [Q y] of one representative: m x width, row by row. */
  whiten(W: Float64Array, block: number, out: Float64Array): void {
    const { m } = this.pattern;
    timesRows(W, this.blocks, block * m * this.width, m, this.width, out);
  }

  /** Adds [Q y]'W [Q y] to A (width x width). */
  addWhitened(W: Float64Array, A: Float64Array): void {
    const { m } = this.pattern;
    const { width: R, blocks } = this;
    const w = new Float64Array(m * R);
    for (let block = 0; block < this.nBlocks; block++) {
      this.whiten(W, block, w);
      for (let a = 0; a < m; a++) {
        const row = (block * m + a) * R;
        for (let j = 0; j < R; j++) {
          const factor = w[a * R + j];
          if (factor === 0) continue;
          const column = j * R;
          for (let i = 0; i <= j; i++) A[column + i] += blocks[row + i] * factor;
        }
      }
    }
    for (let j = 0; j < R; j++) for (let i = 0; i < j; i++) A[i * R + j] = A[j * R + i];
  }

  /**
   * Block (a, b), a <= b, at (b m + a) width^2: sum of w_a w_b' + w_b w_a' for a < b, of w_a w_a' for a = b, w the rows of
   * V^-1 [Q y]; symmetric.
   *
   * @param T where to, at least m^2 width^2 numbers
   */
  whitened(W: Float64Array, T: Float64Array): void {
    const { m } = this.pattern;
    const R = this.width;
    T.fill(0, 0, m * m * R * R);
    const w = new Float64Array(m * R);
    for (let block = 0; block < this.nBlocks; block++) {
      this.whiten(W, block, w);
      for (let b = 0; b < m; b++) {
        for (let a = 0; a <= b; a++) {
          let at = (b * m + a) * R * R;
          for (let j = 0; j < R; j++) {
            const factor = w[b * R + j];
            for (let i = 0; i < R; i++) T[at + i] += w[a * R + i] * factor;
            at += R;
          }
        }
      }
    }
    for (let b = 0; b < m; b++) {
      for (let a = 0; a < b; a++) {
        const at = (b * m + a) * R * R;
        for (let j = 0; j < R; j++) {
          for (let i = 0; i <= j; i++) {
            const sum = T[at + j * R + i] + T[at + i * R + j];
            T[at + j * R + i] = sum;
            T[at + i * R + j] = sum;
          }
        }
      }
    }
  }
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
