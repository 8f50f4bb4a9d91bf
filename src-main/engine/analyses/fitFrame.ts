import type { Progress } from '../../../src-shared/model/fitResult.ts';
import type { ModelFrame } from '../frame/modelFrame.ts';
import { fitLmm } from '../lmm/fitLmm.ts';
import type { LmmFit } from '../lmm/fitLmm.ts';
import { fitMarginal } from '../marginal/fitMarginal.ts';
import type { MarginalFit } from '../marginal/fitMarginal.ts';

/** `fitLmm` with the progress of an analysis. The caller releases the fit. */
export function fitFrame(frame: ModelFrame, reml: boolean): Generator<Progress, LmmFit> {
  return withProgress(fitLmm(frame, reml));
}

/** `fitMarginal` with the progress of an analysis. */
export function fitMarginalFrame(frame: ModelFrame, reml: boolean): Generator<Progress, MarginalFit> {
  return withProgress(fitMarginal(frame, reml));
}

function* withProgress<Fit>(
  steps: Generator<{ readonly iteration: number; readonly objective: number }, Fit>,
): Generator<Progress, Fit> {
  let step = steps.next();
  while (!step.done) {
    yield { stage: 'fit', iteration: step.value.iteration, criterion: step.value.objective };
    step = steps.next();
  }
  return step.value;
}
