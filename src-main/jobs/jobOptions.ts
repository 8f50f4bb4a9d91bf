import type { WorkerRequests } from '../../src-shared/contract/workerRequests.ts';

/** What can be queued: a stop is for what is being done already. */
export type JobName = Exclude<keyof WorkerRequests, 'stop'>;

/** What whoever queues a job wants to hear and may do meanwhile. */
export interface JobOptions<Progress> {
  /** Aborting takes the job out of the queue, or ends it; it rejects at once with AppError `cancelled`. */
  readonly signal?: AbortSignal | undefined;
  /** Aborting asks for what there is so far, where the work can end with that; else nothing happens. */
  readonly stop?: AbortSignal | undefined;
  /** Its turn has come. */
  readonly onStart?: (() => void) | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}
