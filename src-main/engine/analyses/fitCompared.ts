import type { Progress } from '../../../src-shared/model/fitResult.ts';
import type { ModelFrame } from '../frame/modelFrame.ts';
import { comparedMarginal, comparedModel } from './comparedModel.ts';
import type { ComparedModel } from './comparedModel.ts';
import { fitFrame, fitMarginalFrame } from './fitFrame.ts';

/** Fits a mixed model, or one with a residual covariance structure, for a comparison by its criterion. */
export function* fitCompared(frame: ModelFrame, reml: boolean): Generator<Progress, ComparedModel> {
  if (frame.residual !== null) return comparedMarginal(yield* fitMarginalFrame(frame, reml));
  const fit = yield* fitFrame(frame, reml);
  try {
    return comparedModel(fit);
  } finally {
    fit.release();
  }
}
