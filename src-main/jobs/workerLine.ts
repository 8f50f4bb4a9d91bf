import { createCaller } from '../../src-shared/contract/caller.ts';
import type { ParamsOf, ProgressOf, ResultOf } from '../../src-shared/contract/definition.ts';
import type { WorkerRequests } from '../../src-shared/contract/workerRequests.ts';
import { AppError } from '../../src-shared/model/appError.ts';
import { lostWorker } from './lostWorker.ts';
import type { WorkerProcess } from './workerProcess.ts';

/** A worker that can be asked, from its start to its end. */
export interface WorkerLine {
  readonly hasAnswered: boolean;
  readonly hasEnded: boolean;
  readonly ended: Promise<void>;
  /** Rejects with AppError `worker-lost` where the worker ends before it has answered. */
  call<Name extends keyof WorkerRequests>(
    name: Name,
    params: ParamsOf<WorkerRequests[Name]>,
    onProgress: (progress: ProgressOf<WorkerRequests[Name]>) => void,
  ): Promise<ResultOf<WorkerRequests[Name]>>;
  readonly kill: () => void;
}

export function startWorkerLine(worker: WorkerProcess): WorkerLine {
  const caller = createCaller<WorkerRequests>(worker.channel);
  let hasAnswered = false;
  let hasEnded = false;
  const exit = new Promise<number | null>((resolve) => {
    worker.onExit((code) => {
      hasEnded = true;
      resolve(code);
    });
  });
  return {
    get hasAnswered() {
      return hasAnswered;
    },
    get hasEnded() {
      return hasEnded;
    },
    ended: exit.then(() => undefined),
    async call(name, params, onProgress) {
      const lost = exit.then((code): never => {
        throw lostWorker(code, name);
      });
      lost.catch(() => undefined); // it ends some day, and nobody may wait for this answer any more
      try {
        const answer = await Promise.race([caller.call(name, params, { onProgress }), lost]);
        hasAnswered = true;
        return answer;
      } catch (error) {
        if (error instanceof AppError && error.code === 'disconnected') {
          // The line was cut, before the process has ended or with it: its end tells why.
          worker.kill();
          return await lost;
        }
        if (!hasEnded) hasAnswered = true;
        throw error;
      }
    },
    kill: () => {
      worker.kill();
    },
  };
}
