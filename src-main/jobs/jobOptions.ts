/** What whoever queues a job wants to hear and may do meanwhile. */
export interface JobOptions<Progress> {
  /** Aborting takes the job out of the queue, or ends it; it rejects at once with AppError `cancelled`. */
  readonly signal?: AbortSignal | undefined;
  /** Its turn has come. */
  readonly onStart?: (() => void) | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}
