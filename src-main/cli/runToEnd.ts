import type { Progress } from '../../src-shared/model/fitResult.ts';

/** Runs a fit, or an analysis on top of one, to its end, telling its progress on the way. */
export function runToEnd<Result>(
  steps: Generator<Progress, Result>,
  onProgress?: (progress: Progress) => void,
): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    onProgress?.(step.value);
  }
}
