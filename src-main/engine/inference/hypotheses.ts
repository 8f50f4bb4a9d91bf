import type { FixedDesign } from '../frame/modelFrame.ts';
import { limitedPivotQr, type QrResult } from '../numerics/qr.ts';
import { containingTerms } from './containment.ts';
import { coordinateRow, keptColumns, type KeptColumns } from './keptColumns.ts';
import { typeThreeRows } from './typeThree.ts';

/** The hypothesis of a term: L beta = 0. */
export interface Hypothesis {
  readonly term: string;
  /** Rows of L, each of length p = number of kept columns of X. None if all columns of the term were dropped. */
  readonly rows: readonly Float64Array[];
}

/**
 * The hypotheses of type I, II or III that belong to the terms of the fixed part, in the order of the terms. They are
 * SAS's, defined by estimable functions and so independent of the coding of factors (SAS/STAT, "The four types of
 * estimable functions"; Goodnight 1978), with the rows and their scale as in lmerTest, on which Satterthwaite's df
 * of several rows depend.
 *
 * - I: each term after the ones before it (forward Doolittle of X'X).
 * - II: each term after all terms that do not contain it.
 * - III: each term's estimable functions orthogonal to those of the terms that contain it; with a covariate in
 *   `f * x` the hypothesis of `f` is about the lines at x = 0.
 *
 * Types I and II depend on how many (and how heavy) observations each cell has, type III does not.
 *
 * @param qr of X with row i multiplied by sqrt(weights[i]) (by 1 where weights is null).
 */
export function hypotheses(
  design: FixedDesign,
  qr: QrResult,
  type: 1 | 2 | 3,
  weights: Float64Array | null = null,
): Hypothesis[] {
  const kept = keptColumns(design, qr);
  const single = design.terms.length <= 1 || qr.rank <= 1;
  const containing = single || type === 1 ? null : containingTerms(design.terms);
  const rows = (): Float64Array[][] => {
    if (containing === null) return sequentialRows(design, qr, kept);
    // Without containment the types II and III of a term are plainly that its coefficients are zero.
    if (type === 2) return typeTwoRows(design, qr, kept, containing);
    return typeThreeRows(design, qr, kept, containing, weights);
  };
  return rows().map((termRows, t) => ({ term: design.terms[t].name, rows: termRows }));
}

/** Type I: the rows of R, scaled to a leading 1. */
function sequentialRows(design: FixedDesign, qr: QrResult, kept: KeptColumns): Float64Array[][] {
  return design.terms.map((_, t) => kept.ofTerm[t].map((i) => unitRow(qr.R, qr.rank, i)));
}

/** Type II: type I with the term and those that contain it moved to the end. */
function typeTwoRows(
  design: FixedDesign,
  qr: QrResult,
  kept: KeptColumns,
  containing: readonly (readonly number[])[],
): Float64Array[][] {
  const p = qr.rank;
  return design.terms.map((_, t) => {
    const own = kept.ofTerm[t];
    if (containing[t].length === 0) return own.map((i) => coordinateRow(p, i));
    const last = [...own, ...containing[t].flatMap((outer) => kept.ofTerm[outer])];
    const order = [...Array(p).keys()].filter((j) => !last.includes(j)).concat(last);
    const permuted = new Float64Array(p * p);
    order.forEach((from, to) => {
      permuted.set(qr.R.subarray(from * p, (from + 1) * p), to * p);
    });
    // R has full rank, so nothing may be dropped here.
    const { R } = limitedPivotQr(permuted, p, p, 0);
    const first = p - last.length;
    return own.map((_column, index) => {
      const row = unitRow(R, p, first + index);
      const result = new Float64Array(p);
      order.forEach((to, from) => {
        result[to] = row[from];
      });
      return result;
    });
  });
}

/** Row i of an upper triangle, divided by its diagonal element. */
function unitRow(R: Float64Array, p: number, i: number): Float64Array {
  return Float64Array.from({ length: p }, (_, j) => R[j * p + i] / R[i * p + i]);
}
