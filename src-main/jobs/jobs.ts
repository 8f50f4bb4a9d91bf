import type { ParamsOf, ProgressOf, ResultOf } from '../../src-shared/contract/definition.ts';
import type { WorkerRequests } from '../../src-shared/contract/workerRequests.ts';
import type { JobName, JobOptions } from './jobOptions.ts';
import { createLane } from './lane.ts';
import type { WorkerProcess } from './workerProcess.ts';

/** What is computed outside the main process. */
export interface Jobs {
  /**
   * Queues a request to a worker. Rejects with AppError for mistakes of the user or a file, `cancelled` after an
   * abort or when the program ends, `worker-lost` where the worker ended before it had answered.
   */
  run<Name extends JobName>(
    name: Name,
    params: ParamsOf<WorkerRequests[Name]>,
    options?: JobOptions<ProgressOf<WorkerRequests[Name]>>,
  ): Promise<ResultOf<WorkerRequests[Name]>>;
  /** Ends the workers; whatever waits or runs is cancelled. */
  close(): void;
}

/** Fits and what is asked on top of them may take hours; imports and questions about the data must not wait for them. */
const laneOf = { fit: 'long', ask: 'long', readCsv: 'short', structure: 'short' } as const satisfies Record<
  JobName,
  'long' | 'short'
>;

/**
 * Makes two workers, each with a queue of its own, and starts them ahead of the first job.
 *
 * @param startWorker starts a process and returns at once
 */
export function createJobs(startWorker: () => WorkerProcess): Jobs {
  const lanes = { long: createLane(startWorker), short: createLane(startWorker) };
  return {
    run: (name, params, options = {}) => lanes[laneOf[name]].run(name, params, options),
    close: () => {
      lanes.long.close();
      lanes.short.close();
    },
  };
}
