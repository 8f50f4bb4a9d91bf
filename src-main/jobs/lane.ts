import type { ParamsOf, ProgressOf, ResultOf } from '../../src-shared/contract/definition.ts';
import { cancelled } from '../../src-shared/contract/caller.ts';
import type { WorkerRequests } from '../../src-shared/contract/workerRequests.ts';
import type { JobName, JobOptions } from './jobOptions.ts';
import { startWorkerLine, type WorkerLine } from './workerLine.ts';
import type { WorkerProcess } from './workerProcess.ts';

/** One worker and the jobs that wait for it, first come, first served. */
export interface Lane {
  run<Name extends JobName>(
    name: Name,
    params: ParamsOf<WorkerRequests[Name]>,
    options: JobOptions<ProgressOf<WorkerRequests[Name]>>,
  ): Promise<ResultOf<WorkerRequests[Name]>>;
  close(): void;
}

interface Job {
  /** Settles when the worker is free again; never rejects. */
  readonly work: (line: WorkerLine) => Promise<void>;
  readonly cancel: () => void;
}

/** A cancelled job that ends within this time leaves its worker warm; after that the worker is killed. */
const GRACE_MS = 50;

/** @param startWorker starts a process and returns at once */
export function createLane(startWorker: () => WorkerProcess): Lane {
  const waiting: Job[] = [];
  let running: Job | null = null;
  let closed = false;
  let line = start();

  function start(): WorkerLine {
    const started = startWorkerLine(startWorker());
    void started.ended.then(() => {
      // One that ends before it has done anything would do so again: it is replaced when it is needed.
      if (started === line && running === null && started.hasAnswered && !closed) line = start();
    });
    return started;
  }

  async function next(): Promise<void> {
    if (running !== null || closed) return;
    const job = waiting.shift();
    if (job === undefined) return;
    running = job;
    if (line.hasEnded) line = start();
    await job.work(line);
    running = null;
    if (line.hasEnded && !closed) line = start();
    await next();
  }

  return {
    run: (name, params, { signal, stop, onStart, onProgress }) =>
      new Promise((resolve, reject) => {
        let killing: NodeJS.Timeout | undefined;
        let worker: WorkerLine | null = null;
        let over = false;
        const cancel = () => {
          settled();
          over = true;
          reject(cancelled());
          const place = waiting.indexOf(job);
          if (place >= 0) waiting.splice(place, 1);
          else if (worker !== null) killing = setTimeout(worker.kill, GRACE_MS);
        };
        const settled = () => signal?.removeEventListener('abort', cancel);
        const job: Job = {
          cancel,
          work: async (current) => {
            worker = current;
            onStart?.();
            const answer = current.call(name, params, (progress) => {
              if (!over) onProgress?.(progress);
            });
            const stopNow = () => {
              // Where the worker is gone the job itself hears of it.
              current.call('stop', {}, () => undefined).catch(() => undefined);
            };
            if (stop?.aborted === true) stopNow();
            stop?.addEventListener('abort', stopNow);
            await answer.then(resolve, reject);
            stop?.removeEventListener('abort', stopNow);
            settled();
            clearTimeout(killing);
          },
        };
        if (signal?.aborted === true || closed) {
          reject(cancelled());
          return;
        }
        signal?.addEventListener('abort', cancel, { once: true });
        waiting.push(job);
        void next();
      }),
    close() {
      closed = true;
      for (const job of [...waiting, ...(running === null ? [] : [running])]) job.cancel();
      line.kill();
    },
  };
}
