import type { WorkerRequests } from '../../src-shared/contract/workerRequests.ts';
import { AppError } from '../../src-shared/model/appError.ts';

const ABORTED = 134; // 128 + SIGABRT: how V8 ends when its memory is used up, on Windows too
const KILLED = 137; // 128 + SIGKILL
const TERMINATED = 143; // 128 + SIGTERM

/** What was being done, and what would need less memory. */
const tasks: Readonly<Record<keyof WorkerRequests, { readonly what: string; readonly smaller: string }>> = {
  fit: { what: 'The computation', smaller: 'use fewer random effects or fewer rows' },
  ask: { what: 'The computation', smaller: 'use fewer random effects or fewer rows' },
  stop: { what: 'The computation', smaller: 'use fewer random effects or fewer rows' },
  readCsv: { what: 'Reading the file', smaller: 'save only the columns you need in it, or split it' },
  structure: { what: 'Looking at the data', smaller: 'use fewer rows' },
};

/**
 * Why a worker ended before it had answered, in words.
 *
 * @param code exit code, 128 + signal where a signal ended it, null where the system tells none
 */
export function lostWorker(code: number | null, request: keyof WorkerRequests): AppError {
  const { what, smaller } = tasks[request];
  const hint = `Nothing that was saved is lost. Try again; if it stops again, close other programs, or ${smaller}.`;
  return new AppError('worker-lost', `${what} ${reason(code)}.`, hint);
}

function reason(code: number | null): string {
  if (code === ABORTED) return 'ran out of memory and was stopped';
  if (code === KILLED || code === TERMINATED) {
    return 'was ended from outside, by another program or by the system, which does that when memory runs out';
  }
  return `stopped unexpectedly${code === null ? '' : ` (code ${code})`}`;
}
