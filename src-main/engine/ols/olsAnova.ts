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
  const directions = new Float64Array(p * L.length);
  L.forEach((row, index) => {
    const direction = row.slice();
    solveUpperTransposed(fit.qr.R, p, direction);
    directions.set(direction, index * p);
  });
  const { Q, rank } = limitedPivotQr(directions, p, L.length);
  let sumSq = 0;
  for (let k = 0; k < rank; k++) {
    let projection = 0;
    for (let i = 0; i < p; i++) projection += Q[k * p + i] * fit.effects[i];
    sumSq += projection ** 2;
  }
  return { numDf: rank, sumSq };
}
