import type { FixedDesign } from '../frame/modelFrame.ts';
import type { QrResult } from '../numerics/qr.ts';
import { solveUpper } from '../numerics/triangular.ts';

/** A column of X that was left out, as the combination of kept columns that it is. */
export interface DroppedColumn {
  readonly column: number;
  /** One per kept column, in their order; exactly 0 where a kept column has no part in it. */
  readonly coefficients: Float64Array;
}

/** A part of a column smaller than this is no evidence of a dependence: ten times the tolerance of the rank decision. */
const smallestPart = 1e-6;

/**
 * The columns of X that were left out, in the order of X.
 *
 * @param qr of X with row i multiplied by sqrt(weights[i]) (by 1 where weights is null).
 */
export function droppedAsCombinations(
  design: FixedDesign,
  qr: QrResult,
  weights: Float64Array | null,
): DroppedColumn[] {
  const { rank, R, Q, pivot } = qr;
  const { n, X } = design;
  const norms = Float64Array.from({ length: rank }, (_, j) =>
    Math.hypot(...R.subarray(j * rank, j * rank + j + 1)),
  );
  const dropped = Array.from(pivot.subarray(rank)).sort((a, b) => a - b);
  return dropped.map((column) => {
    const coefficients = new Float64Array(rank);
    let size = 0;
    for (let i = 0; i < n; i++) {
      const value = X[column * n + i] * (weights === null ? 1 : Math.sqrt(weights[i]));
      if (value === 0) continue;
      size += value ** 2;
      for (let k = 0; k < rank; k++) coefficients[k] += Q[k * n + i] * value;
    }
    solveUpper(R, rank, coefficients);
    const smallest = smallestPart * Math.sqrt(size);
    for (let j = 0; j < rank; j++) if (Math.abs(coefficients[j]) * norms[j] <= smallest) coefficients[j] = 0;
    return { column, coefficients };
  });
}
