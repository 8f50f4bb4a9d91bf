/** Progress is told at most this often: no eye follows more than twenty changes a second. */
export const PROGRESS_INTERVAL_MS = 50;
