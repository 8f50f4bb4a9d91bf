import type { Pattern, PatternedRows } from './patterns.ts';

/** A column of which less than this share is new counts as a combination of earlier ones. */
const NOTHING_NEW = 1e-9;
/** Share of a squared length that must be left after a projection for it to be as exact as the column. */
const KEPT_DIGITS = 0.1;
/** Representatives are worth having up to this share of the subjects. */
const WORTHWHILE = 0.5;

/**
 * Rows that stand for all subjects of a pattern: m x width blocks, one after the other, with the same sum of w_a w_b' over
 * blocks for every a, b. The rows of one subject as one long vector of m width numbers span few dimensions over the subjects
 * where most of them are covariates of the subject: an orthonormal basis of the subjects brings n vectors to as many as
 * there are dimensions, so that the work does not depend on the number of subjects.
 */
export function representatives({ m, starts }: Pattern, { rows, width }: PatternedRows): Float64Array {
  const n = starts.length;
  const length = m * width;
  const stacked = new Float64Array(n * length);
  starts.forEach((start, i) => {
    stacked.set(rows.subarray(start * width, start * width + length), i * length);
  });
  const most = Math.floor(WORTHWHILE * n);
  if (most < 1) return stacked;
  const basis = columnBasis(stacked, n, length, most);
  if (basis === null) return stacked;
  const out = new Float64Array(basis.length * length);
  basis.forEach((q, d) => {
    const to = d * length;
    for (let i = 0; i < n; i++) {
      const factor = q[i];
      const from = i * length;
      for (let j = 0; j < length; j++) out[to + j] += factor * stacked[from + j];
    }
  });
  return out;
}

/** Orthonormal basis of the columns of an n x length matrix by rows (Gram-Schmidt, twice); null beyond `most` of them. */
function columnBasis(stacked: Float64Array, n: number, length: number, most: number): Float64Array[] | null {
  const nothing = NOTHING_NEW * NOTHING_NEW;
  const basis: Float64Array[] = [];
  for (let j = 0; j < length; j++) {
    const column = new Float64Array(n);
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
    for (let i = 0; i < n; i++) column[i] /= root;
    basis.push(column);
  }
  return basis;
}
