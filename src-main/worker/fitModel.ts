import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../src-shared/model/appError.ts';
import type { Dataset } from '../../src-shared/model/dataset.ts';
import type { FitResult, Progress } from '../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../src-shared/model/modelSpec.ts';
import { analyse } from '../engine/analyse.ts';
import { PROGRESS_INTERVAL_MS } from './progressInterval.ts';
import { throttle } from './throttle.ts';

/** Fits, telling its progress. Between two steps messages are let in, so that a lost parent is noticed. */
export async function fitModel(
  { dataset, spec }: { readonly dataset: Dataset; readonly spec: ModelSpec },
  onProgress: (progress: Progress) => void,
): Promise<FitResult> {
  const tell = throttle(onProgress, PROGRESS_INTERVAL_MS);
  try {
    const steps = analyse(dataset, spec, () => performance.now());
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      if (tell(step.value)) await setImmediate();
    }
  } catch (cause) {
    throw isOutOfMemory(cause) ? outOfMemory() : cause;
  }
}

/** How V8 says that no array of this size can be had. */
function isOutOfMemory(cause: unknown): boolean {
  return cause instanceof RangeError && /memory|allocation|array (buffer )?length/i.test(cause.message);
}

function outOfMemory(): AppError {
  return new AppError(
    'out-of-memory',
    'The model is too large for the memory of this computer.',
    'Use fewer crossed groupings or fewer random slopes, or leave out rows.',
  );
}
