/** Runs a generator to its end. */
export function drain<Result>(steps: { next(): IteratorResult<unknown, Result> }): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
