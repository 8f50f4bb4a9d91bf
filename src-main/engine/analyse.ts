import type { Dataset } from '../../src-shared/model/dataset.ts';
import type { FitResult, Progress } from '../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../src-shared/model/modelSpec.ts';
import { analyseMarginal } from './analyseMarginal.ts';
import { analyseMixed } from './analyseMixed.ts';
import { analyseOls } from './analyseOls.ts';
import { buildModelFrame } from './frame/buildModelFrame.ts';

/**
 * The front door of the engine: data and specification in, everything about the fitted model out. A generator,
 * so that the caller can show progress and stop between iterations.
 *
 * @param dataset the columns the model uses (others are ignored)
 * @param clock milliseconds, for `timing` only; the engine itself knows no clock finer than the date
 * @throws AppError for a model or data that cannot be fitted, naming the variable or value
 */
export function* analyse(
  dataset: Dataset,
  spec: ModelSpec,
  clock: () => number = Date.now,
): Generator<Progress, FitResult> {
  const started = clock();
  const frame = buildModelFrame(dataset, spec);
  yield { stage: 'frame', iteration: 0, criterion: Number.NaN };
  if (spec.method === 'OLS') return yield* analyseOls(frame, spec, clock, started);
  return yield* frame.residual === null
    ? analyseMixed(frame, spec, clock, started)
    : analyseMarginal(frame, spec, clock, started);
}
