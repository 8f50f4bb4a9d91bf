import type { Progress } from '../../../../src-shared/model/fitResult.ts';

/** How a watched run ended: `result` null where it was left off. */
interface Ended<Result> {
  readonly result: Result | null;
  /** Whether there is to be nothing after it. */
  readonly stopped: boolean;
}

/**
 * Tells the progress of one of several runs as a part of their work; a stop leaves it off at once, except where its
 * result is needed.
 */
export function* watched<Result>(
  steps: Generator<Progress, Result>,
  work: NonNullable<Progress['work']>,
  needed: boolean,
): Generator<Progress, Ended<Result>, 'stop' | undefined> {
  let stopped = false;
  try {
    for (;;) {
      const step = steps.next();
      if (step.done === true) return { result: step.value, stopped };
      const told = yield { ...step.value, stage: 'inference', work };
      stopped ||= told === 'stop';
      if (stopped && !needed) return { result: null, stopped };
    }
  } finally {
    // Lets the run give back what it holds.
    steps.return(undefined as never);
  }
}
