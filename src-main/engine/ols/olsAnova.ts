import type { AnovaRow } from '../../../src-shared/model/fitResult.ts';
import type { FixedDesign } from '../frame/modelFrame.ts';
import { hypotheses } from '../inference/hypotheses.ts';
import { fSf } from '../numerics/distributions/fDistribution.ts';
import { limitedPivotQr } from '../numerics/qr.ts';
import { solveUpperTransposed } from '../numerics/triangular.ts';
import type { OlsFit } from './fitOls.ts';

/**
 * The ANOVA table of a linear model with sums of squares of type I, II or III, the residuals last.
 *
 * A hypothesis L beta = 0 takes the sum of squares (L beta)'(L (X'X)^-1 L')^-1 (L beta), computed as the squared length
 * of Q'y projected on the columns of R^-T L', which needs no cross-product.
 */
export function olsAnova(
  design: FixedDesign,
  fit: OlsFit,
  type: 1 | 2 | 3,
  weights: Float64Array | null,
): AnovaRow[] {
  const variance = fit.sigma ** 2;
  const rows = hypotheses(design, fit.qr, type, weights).map(({ term, rows: L }): AnovaRow => {
    const { numDf, sumSq } = sumOfSquares(fit, L);
    const meanSq = sumSq / numDf;
    const F = meanSq / variance;
    return { term, numDf, denDf: fit.dfResidual, F, p: fSf(F, numDf, fit.dfResidual), sumSq, meanSq };
  });
  const residuals: AnovaRow = {
    term: 'Residuals',
    numDf: fit.dfResidual,
    denDf: NaN,
    F: NaN,
    p: NaN,
    sumSq: fit.deviance,
    meanSq: variance,
  };
  return [...rows, residuals];
}

function sumOfSquares(fit: OlsFit, L: readonly Float64Array[]): { numDf: number; sumSq: number } {
  const p = fit.beta.length;
  const directions = L.map((row) => {
    const direction = row.slice();
    solveUpperTransposed(fit.qr.R, p, direction);
    return direction;
  });
  // Only the coordinates that the hypothesis touches: the effect of a large constant must not leak in by rounding.
  const touched = Array.from({ length: p }, (_, i) => i).filter((i) =>
    directions.some((row) => row[i] !== 0),
  );
  const n = touched.length;
  const stacked = Float64Array.from(directions.flatMap((direction) => touched.map((i) => direction[i])));
  const { Q, rank } = limitedPivotQr(stacked, n, L.length);
  let sumSq = 0;
  for (let k = 0; k < rank; k++) {
    const projection = touched.reduce((sum, i, row) => sum + Q[k * n + row] * fit.effects[i], 0);
    sumSq += projection ** 2;
  }
  return { numDf: rank, sumSq };
}
