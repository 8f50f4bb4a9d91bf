import { anchorOf } from '../frame/anchor.ts';
import type { ModelFrame } from '../frame/modelFrame.ts';
import type { Notice } from '../../../src-shared/model/notice.ts';
import { aliasedTermsNotice } from '../inference/aliasedTerms.ts';
import { limitedPivotQr, rankTolerance, type QrResult } from '../numerics/qr.ts';
import { inverseOfCrossProduct, solveUpper } from '../numerics/triangular.ts';
import { projectOut, weightedRows } from '../numerics/vectors.ts';

/** A linear model fitted by (weighted) least squares; the numbers of R's `lm`. */
export interface OlsFit {
  /** Of X, each row times the square root of its weight. */
  readonly qr: QrResult;
  /** p: columns of X that were kept. */
  readonly kept: Int32Array;
  /** p */
  readonly beta: Float64Array;
  /** p x p, column-major; NaN without residual df. */
  readonly vcov: Float64Array;
  /** Residual SD (of an observation of weight 1); NaN without residual df. */
  readonly sigma: number;
  /** n: offset included. */
  readonly fitted: Float64Array;
  /** n: outcome minus fitted, unweighted. */
  readonly residuals: Float64Array;
  /** p: Q'y of the weighted outcome (offset taken out), from which sums of squares follow. */
  readonly effects: Float64Array;
  /** Weighted residual sum of squares. */
  readonly deviance: number;
  readonly dfResidual: number;
  /** p + 1: with sigma. */
  readonly nParameters: number;
  readonly logLik: number;
  readonly aic: number;
  readonly bic: number;
  readonly notices: readonly Notice[];
}

/**
 * Fits y - offset = X beta + e, var(e_i) = sigma^2 / w_i, by Householder QR.
 *
 * @param tolerance rank tolerance; R's unless the caller knows better (NIST's Filip needs less than 1e-7).
 */
export function fitOls(frame: ModelFrame, tolerance = rankTolerance): OlsFit {
  const { n, y, weights, offset, fixed } = frame;
  const root = weights === null ? null : weights.map(Math.sqrt);
  const X = root === null ? fixed.X : weightedRows(fixed.X, n, fixed.p, root);
  const qr = limitedPivotQr(X, n, fixed.p, tolerance);
  const p = qr.rank;
  const kept = qr.pivot.slice(0, p);

  const anchor = anchorOf(frame);
  const anchored = anchor.columns.every((column) => kept.includes(column)) ? anchor.constant : 0;
  const z = new Float64Array(n);
  for (let i = 0; i < n; i++) z[i] = (y[i] - (offset?.[i] ?? 0) - anchored) * (root?.[i] ?? 1);
  const effects = projectOut(qr, z);

  const beta = effects.slice();
  solveUpper(qr.R, p, beta);
  if (anchored !== 0) {
    for (const column of anchor.columns) {
      const j = kept.indexOf(column);
      beta[j] += anchored;
      for (let i = 0; i <= j; i++) effects[i] += anchored * qr.R[j * p + i];
    }
  }

  let deviance = 0;
  for (let i = 0; i < n; i++) deviance += z[i] * z[i];
  const residuals = root === null ? z : z.map((value, i) => value / root[i]);
  const fitted = y.map((value, i) => value - residuals[i]);

  const dfResidual = n - p;
  const sigma = dfResidual > 0 ? Math.sqrt(deviance / dfResidual) : NaN;
  const vcov = inverseOfCrossProduct(qr.R, p).map((value) => value * sigma ** 2);
  const logLik = gaussianLogLik(n, deviance, weights);
  const notice = aliasedTermsNotice(fixed, qr, weights);
  return {
    qr,
    kept,
    beta,
    vcov,
    sigma,
    fitted,
    residuals,
    effects,
    deviance,
    dfResidual,
    nParameters: p + 1,
    logLik,
    aic: -2 * logLik + 2 * (p + 1),
    bic: -2 * logLik + Math.log(n) * (p + 1),
    notices: notice === null ? [] : [notice],
  };
}

/** Gaussian log-likelihood at the ML estimate of sigma (R's logLik.lm). */
function gaussianLogLik(n: number, deviance: number, weights: Float64Array | null): number {
  let logWeights = 0;
  if (weights !== null) for (let i = 0; i < n; i++) logWeights += Math.log(weights[i]);
  return (logWeights - n * (Math.log(2 * Math.PI) + 1 - Math.log(n) + Math.log(deviance))) / 2;
}
