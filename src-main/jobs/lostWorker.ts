import { AppError } from '../../src-shared/model/appError.ts';

const ABORTED = 134; // 128 + SIGABRT: how V8 ends when its memory is used up, on Windows too
const KILLED = 137; // 128 + SIGKILL
const TERMINATED = 143; // 128 + SIGTERM

/**
 * Why a worker ended before it had answered, in words.
 *
 * @param code exit code, 128 + signal where a signal ended it, null where the system tells none
 */
export function lostWorker(code: number | null): AppError {
  if (code === ABORTED) {
    return lost(
      'The computation ran out of memory and was stopped.',
      'Use fewer random effects or fewer rows, or close other programs, and run it again.',
    );
  }
  if (code === KILLED || code === TERMINATED) {
    return lost(
      'The computation was ended from outside, by the system or by another program.',
      'Systems do that when memory runs out: close other programs, or use a smaller model, and run it again.',
    );
  }
  return lost(
    `The computation stopped unexpectedly${code === null ? '' : ` (code ${code})`}.`,
    'Run it again. If it stops again, use a smaller model.',
  );
}

function lost(what: string, wayOut: string): AppError {
  return new AppError('worker-lost', what, `Nothing that was saved is lost. ${wayOut}`);
}
