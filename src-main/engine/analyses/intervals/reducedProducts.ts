import type { CrossProducts } from '../../lmm/crossProducts.ts';
import type { DataUnits } from '../../lmm/dataUnits.ts';
import { solveUpperTransposed } from '../../numerics/triangular.ts';

/**
 * A without one column of X, and with that column's part moved to the outcome: what the model looks like when one
 * coefficient is held. With q the column freed of the others (a unit vector in the span of Q), holding the coefficient
 * adds a multiple of q to the outcome:
 *
 *     y - x_j b  =  y_residual - t q  (plus a combination of the other columns),   t = (b - b_OLS) / (scale ||R^-T e_j||)
 *
 * so that only the y row of A changes with b. There is one set of arrays, rewritten by `leaveOut` and `hold`.
 */
export class ReducedProducts {
  /** r - 1 columns of X. */
  readonly A: CrossProducts;
  private readonly full: CrossProducts;
  private readonly problem: DataUnits;
  /** Z'q and Z'y by scalar column in the order of the border. */
  private readonly Zq: Float64Array;
  private readonly Zy: Float64Array;

  constructor(full: CrossProducts, problem: DataUnits) {
    const { r, borderStart, border } = full;
    const columns = border.length / (r + 1);
    this.full = full;
    this.problem = problem;
    this.A = {
      ...full,
      r: r - 1,
      border: new Float64Array(columns * r),
      borderStart: borderStart.map((start) => (start / (r + 1)) * r),
    };
    this.Zq = new Float64Array(columns);
    this.Zy = new Float64Array(columns);
    for (let c = 0; c < columns; c++) this.Zy[c] = border[c * (r + 1) + r];
  }

  /** Leaves out the j-th kept column. @returns the unit of t and where t = 0 lies: b = origin + unit t, in the units of the data */
  leaveOut(j: number): { origin: number; unit: number } {
    const { full, A, Zq, problem } = this;
    const { r, border } = full;
    const { qr, coordinates, scale, shift, shifted } = problem;
    const w = new Float64Array(r);
    w[j] = 1;
    solveUpperTransposed(qr.R, r, w);
    let size = 0;
    for (const value of w) size += value * value;
    size = Math.sqrt(size);
    let origin = shifted.includes(j) ? shift : 0;
    for (let q = 0; q < r; q++) origin += w[q] * coordinates[q];
    for (let q = 0; q < r; q++) w[q] /= size;
    // Reflection that takes the first axis to w up to sign: its other columns span the rest.
    const sign = w[0] < 0 ? -1 : 1;
    const v = w.slice();
    v[0] += sign;
    const half = 1 + sign * w[0];
    for (let c = 0; c < Zq.length; c++) {
      const from = c * (r + 1);
      let alongW = 0;
      let alongV = 0;
      for (let q = 0; q < r; q++) {
        alongW += border[from + q] * w[q];
        alongV += border[from + q] * v[q];
      }
      Zq[c] = alongW;
      for (let q = 1; q < r; q++) A.border[c * r + q - 1] = border[from + q] - (alongV / half) * v[q];
    }
    return { origin, unit: size * scale };
  }

  /** Puts y - t q in the place of the outcome. */
  hold(t: number): void {
    const { A, Zq, Zy, full } = this;
    for (let c = 0; c < Zq.length; c++) A.border[c * full.r + full.r - 1] = Zy[c] - t * Zq[c];
    A.yy = full.yy + t * t;
  }

  /** q'Z b for coefficients b over the scalar columns of Z. */
  alongColumn(b: Float64Array, firstScalar: Int32Array): number {
    const { blocks, blockOf, nodeStart, borderStart, r } = this.full;
    let sum = 0;
    firstScalar.forEach((scalar, node) => {
      const block = blockOf[node];
      const { k } = blocks[block];
      const column = borderStart[block] / (r + 1) + (node - nodeStart[block]) * k;
      for (let i = 0; i < k; i++) sum += this.Zq[column + i] * b[scalar + i];
    });
    return sum;
  }
}
