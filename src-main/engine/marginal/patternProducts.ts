import type { Pattern, PatternedRows } from './patterns.ts';

/**
 * Cross-products of the whitened rows of one pattern: for two rows a, b of V^-1 [Q y] the sum over the subjects of
 * w_a w_b' (width x width each). Everything the likelihood and its derivatives need of the data is a function of them.
 *
 * Where a pattern has many subjects they are replaced beforehand by the cross-products of their raw rows, so that the work
 * does not depend on their number.
 */
export class PatternProducts {
  readonly pattern: Pattern;
  private readonly source: PatternedRows;
  /** m x m blocks of width x width, or null where going through the subjects is less work. */
  private readonly raw: Float64Array | null;

  constructor(pattern: Pattern, source: PatternedRows) {
    this.pattern = pattern;
    this.source = source;
    const { m, starts } = pattern;
    const R = source.width;
    // Through the subjects: n (m^2 R + m^2 R^2 / 2); through the sums: m^3 R^2 twice.
    const worthwhile = starts.length * (2 + R) > 4 * m * R && m * m * R * R < LARGEST_SUMS;
    this.raw = worthwhile ? this.sumRaw() : null;
  }

  private sumRaw(): Float64Array {
    const { m, starts } = this.pattern;
    const { width: R, rows } = this.source;
    const sums = new Float64Array(m * m * R * R);
    for (const start of starts) {
      for (let b = 0; b < m; b++) {
        const rowB = (start + b) * R;
        for (let a = 0; a <= b; a++) {
          const rowA = (start + a) * R;
          const block = (b * m + a) * R * R;
          for (let j = 0; j < R; j++) {
            const factor = rows[rowB + j];
            if (factor === 0) continue;
            for (let i = 0; i < R; i++) sums[block + j * R + i] += rows[rowA + i] * factor;
          }
        }
      }
    }
    for (let b = 0; b < m; b++) {
      for (let a = 0; a < b; a++) {
        const from = (b * m + a) * R * R;
        const to = (a * m + b) * R * R;
        for (let j = 0; j < R; j++) for (let i = 0; i < R; i++) sums[to + i * R + j] = sums[from + j * R + i];
      }
    }
    return sums;
  }

  /** Adds [Q y]'W [Q y] to A (width x width). */
  addWhitened(W: Float64Array, A: Float64Array): void {
    const { m, starts } = this.pattern;
    const { width: R, rows } = this.source;
    const { raw } = this;
    if (raw !== null) {
      for (let ab = 0; ab < m * m; ab++) {
        const factor = W[ab];
        const block = ab * R * R;
        if (factor !== 0) for (let i = 0; i < R * R; i++) A[i] += factor * raw[block + i];
      }
      return;
    }
    const w = new Float64Array(m * R);
    for (const start of starts) {
      this.whiten(W, start, w);
      for (let a = 0; a < m; a++) {
        const row = (start + a) * R;
        for (let j = 0; j < R; j++) {
          const factor = w[a * R + j];
          if (factor === 0) continue;
          for (let i = 0; i < R; i++) A[j * R + i] += rows[row + i] * factor;
        }
      }
    }
  }

  /** V^-1 [Q y] of the subject that begins at a row: m x width, row by row. */
  whiten(W: Float64Array, start: number, out: Float64Array): void {
    const { m } = this.pattern;
    const { width: R, rows } = this.source;
    out.fill(0, 0, m * R);
    for (let a = 0; a < m; a++) {
      for (let b = 0; b < m; b++) {
        const factor = W[b * m + a];
        if (factor === 0) continue;
        const row = (start + b) * R;
        for (let j = 0; j < R; j++) out[a * R + j] += factor * rows[row + j];
      }
    }
  }

  /**
   * Block (a, b), a <= b, at (b m + a) width^2: sum of w_a w_b' + w_b w_a' for a < b, of w_a w_a' for a = b; symmetric.
   */
  whitened(W: Float64Array): Float64Array {
    const { m } = this.pattern;
    const { width: R } = this.source;
    const T = this.raw === null ? this.throughSubjects(W) : this.throughSums(W, this.raw);
    for (let b = 0; b < m; b++) {
      for (let a = 0; a < b; a++) {
        const block = (b * m + a) * R * R;
        for (let j = 0; j < R; j++) {
          for (let i = 0; i <= j; i++) {
            const sum = T[block + j * R + i] + T[block + i * R + j];
            T[block + j * R + i] = sum;
            T[block + i * R + j] = sum;
          }
        }
      }
    }
    return T;
  }

  private throughSubjects(W: Float64Array): Float64Array {
    const { m, starts } = this.pattern;
    const { width: R } = this.source;
    const T = new Float64Array(m * m * R * R);
    const w = new Float64Array(m * R);
    for (const start of starts) {
      this.whiten(W, start, w);
      for (let b = 0; b < m; b++) {
        for (let a = 0; a <= b; a++) {
          const block = (b * m + a) * R * R;
          for (let j = 0; j < R; j++) {
            const factor = w[b * R + j];
            for (let i = 0; i < R; i++) T[block + j * R + i] += w[a * R + i] * factor;
          }
        }
      }
    }
    return T;
  }

  private throughSums(W: Float64Array, raw: Float64Array): Float64Array {
    const { m } = this.pattern;
    const R2 = this.source.width ** 2;
    // half(a, d) = sum_c W_ac raw(c, d); T(a, b) = sum_d half(a, d) W_db.
    const half = new Float64Array(m * m * R2);
    for (let d = 0; d < m; d++) {
      for (let c = 0; c < m; c++) {
        const from = (d * m + c) * R2;
        for (let a = 0; a < m; a++) {
          const factor = W[c * m + a];
          const to = (d * m + a) * R2;
          if (factor !== 0) for (let i = 0; i < R2; i++) half[to + i] += factor * raw[from + i];
        }
      }
    }
    const T = new Float64Array(m * m * R2);
    for (let d = 0; d < m; d++) {
      for (let a = 0; a < m; a++) {
        const from = (d * m + a) * R2;
        for (let b = a; b < m; b++) {
          const factor = W[b * m + d];
          const to = (b * m + a) * R2;
          if (factor !== 0) for (let i = 0; i < R2; i++) T[to + i] += factor * half[from + i];
        }
      }
    }
    return T;
  }
}

/** Raw sums of a pattern beyond this many numbers take more memory than they save time. */
const LARGEST_SUMS = 2_000_000;
