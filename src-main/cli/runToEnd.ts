import type { FitResult, Progress } from '../../src-shared/model/fitResult.ts';

/** Runs a fit to its end, telling its progress on the way. */
export function runToEnd(
  fit: Generator<Progress, FitResult>,
  onProgress?: (progress: Progress) => void,
): FitResult {
  for (;;) {
    const step = fit.next();
    if (step.done) return step.value;
    onProgress?.(step.value);
  }
}
