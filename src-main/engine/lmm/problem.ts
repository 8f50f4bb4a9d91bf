import { AppError } from '../../../src-shared/model/appError.ts';
import { anchorOf } from '../frame/anchor.ts';
import type { ModelFrame } from '../frame/modelFrame.ts';
import { limitedPivotQr } from '../numerics/qr.ts';
import type { QrResult } from '../numerics/qr.ts';
import { projectOut, weightedRows } from '../numerics/vectors.ts';
import type { DataUnits } from './dataUnits.ts';

/**
 * The data as the iterations see them: X replaced by an orthonormal basis Q of its columns, the outcome by its
 * OLS residual in units of that residual's SD. Both are exact invariances of the model; they keep every digit
 * where the raw squares would lose half of them.
 */
export interface ScaledProblem extends DataUnits {
  /** Of X with its rows weighted: Q, R and the columns kept. */
  readonly qr: QrResult;
  /** Columns kept, ascending. */
  readonly kept: Int32Array;
  /** n: OLS residual / scale. */
  readonly y: Float64Array;
  /** n, or null without weights. */
  readonly rootWeights: Float64Array | null;
  readonly sumLogWeights: number;
}

/** OLS residuals below this share of the outcome's spread are rounding error: nothing is left to explain. */
const PERFECT_FIT = 1e-12;

/** @throws AppError `perfect-fit` if the predictors alone reproduce the outcome exactly */
export function scaleProblem(frame: ModelFrame): ScaledProblem {
  const { n, fixed, weights, offset } = frame;
  const rootWeights = weights ? weights.map(Math.sqrt) : null;
  let sumLogWeights = 0;
  if (weights) for (const w of weights) sumLogWeights += Math.log(w);

  const X = rootWeights ? weightedRows(fixed.X, n, fixed.p, rootWeights) : fixed.X;
  const qr = limitedPivotQr(X, n, fixed.p);
  const r = qr.rank;
  const y = frame.y.slice();
  if (offset) for (let i = 0; i < n; i++) y[i] -= offset[i];
  const kept = qr.pivot.subarray(0, r);
  const anchor = anchorOf(frame);
  const anchored = anchor.columns.every((column) => kept.includes(column));
  const shift = anchored ? anchor.constant : 0;
  let size = 0;
  for (let i = 0; i < n; i++) {
    y[i] = (y[i] - shift) * (rootWeights ? rootWeights[i] : 1);
    size = Math.max(size, Math.abs(y[i]));
  }
  const coordinates = projectOut(qr, y);
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(y[i]));
  if (!(largest > PERFECT_FIT * size)) {
    throw new AppError(
      'perfect-fit',
      `The predictors reproduce ${frame.response} exactly: no variation is left that groupings could explain.`,
      `Check whether a predictor is a copy or a recoding of ${frame.response}, or whether there are as many coefficients as rows.`,
    );
  }
  let sumSquares = 0;
  for (let i = 0; i < n; i++) sumSquares += (y[i] / largest) ** 2;
  const scale = largest * Math.sqrt(sumSquares / Math.max(1, n - r));
  for (let i = 0; i < n; i++) y[i] /= scale;
  return {
    qr,
    kept,
    coordinates,
    shift,
    shifted: anchored ? anchor.columns.map((column) => kept.indexOf(column)) : [],
    y,
    scale,
    rootWeights,
    sumLogWeights,
  };
}
