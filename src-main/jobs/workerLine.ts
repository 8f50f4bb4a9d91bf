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
  const lost = exit.then((code): never => {
    throw lostWorker(code);
  });
  lost.catch(() => undefined); // heard by those who wait for an answer

  return {
    get hasAnswered() {
      return hasAnswered;
    },
    get hasEnded() {
      return hasEnded;
    },
    ended: exit.then(() => undefined),
    async call(name, params, onProgress) {
      try {
        const answer = await Promise.race([caller.call(name, params, { onProgress }), lost]);
        hasAnswered = true;
        return answer;
      } catch (error) {
        hasAnswered ||= !hasEnded;
        if (hasEnded || !(error instanceof AppError) || error.code !== 'disconnected') throw error;
        // The line was cut before the process has ended: its end tells why.
        worker.kill();
        return await lost;
      }
    },
    kill: () => {
      worker.kill();
    },
  };
}
