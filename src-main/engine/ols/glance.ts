import type { FitResult } from '../../../src-shared/model/fitResult.ts';
import type { ModelFrame } from '../frame/modelFrame.ts';
import { fSf } from '../numerics/distributions/fDistribution.ts';
import type { OlsFit } from './fitOls.ts';

/**
 * The model as a whole, as R's `summary.lm`: explained against total variation around the (weighted) mean, or around
 * zero in a model without intercept. An offset is known and so is neither explained nor unexplained: it is taken out
 * of the fitted values first (as R does from version 4.3 on).
 *
 * In a model of the intercept alone there is nothing to test: R-squared is 0, F and p are NaN.
 */
export function glance(frame: ModelFrame, fit: OlsFit): NonNullable<FitResult['glance']> {
  const { n } = frame;
  const dfIntercept = frame.fixed.intercept ? 1 : 0;
  const numDf = fit.kept.length - dfIntercept;
  // Column 0 is the intercept: all later effects are orthogonal to the (weighted) constant.
  const explained = fit.effects.reduce((sum, effect, k) => (k < dfIntercept ? sum : sum + effect ** 2), 0);
  const { deviance, dfResidual, sigma } = fit;
  const r2 = numDf === 0 ? 0 : explained / (explained + deviance);
  const F = numDf === 0 ? NaN : explained / numDf / sigma ** 2;
  return {
    r2,
    adjR2: numDf === 0 ? 0 : 1 - (1 - r2) * ((n - dfIntercept) / dfResidual),
    sigma,
    F,
    numDf,
    denDf: dfResidual,
    p: fSf(F, numDf, dfResidual),
    deviance,
    dfResidual,
  };
}
