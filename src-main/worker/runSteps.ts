import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../src-shared/model/appError.ts';
import type { Progress } from '../../src-shared/model/fitResult.ts';
import { PROGRESS_INTERVAL_MS } from './progressInterval.ts';
import { throttle } from './throttle.ts';

/**
 * Runs a fit or an analysis to its end, telling its progress. Between two steps messages are let in, so that a lost
 * parent is noticed.
 *
 * @param isStopped whether to end with what there is so far, where the steps can do that
 */
export async function runSteps<Result>(
  start: () => Generator<Progress, Result>,
  onProgress: (progress: Progress) => void,
  isStopped: () => boolean = () => false,
): Promise<Result> {
  const tell = throttle(onProgress, PROGRESS_INTERVAL_MS);
  try {
    const steps = start();
    for (;;) {
      const step = steps.next(isStopped() ? 'stop' : undefined);
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
