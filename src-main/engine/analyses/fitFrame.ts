import type { Progress } from '../../../src-shared/model/fitResult.ts';
import type { ModelFrame } from '../frame/modelFrame.ts';
import { fitLmm } from '../lmm/fitLmm.ts';
import type { LmmFit } from '../lmm/fitLmm.ts';

/** `fitLmm` with the progress of an analysis. The caller releases the fit. */
export function* fitFrame(frame: ModelFrame, reml: boolean): Generator<Progress, LmmFit> {
  const steps = fitLmm(frame, reml);
  let step = steps.next();
  while (!step.done) {
    yield { stage: 'fit', iteration: step.value.iteration, criterion: step.value.objective };
    step = steps.next();
  }
  return step.value;
}
