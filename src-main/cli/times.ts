/** Times of repeated runs in milliseconds. */
export interface Times {
  /** The first run of the process, before anything is compiled. */
  readonly coldMs: number;
  /** Of the runs after the first; of the first where it is the only one. */
  readonly medianMs: number;
  readonly minMs: number;
  readonly maxMs: number;
}

/** Sums up the times of one or more runs, in the order in which they ran. */
export function times(runs: readonly number[]): Times {
  const warm = (runs.length > 1 ? runs.slice(1) : runs).toSorted((a, b) => a - b);
  const middle = warm.length >> 1;
  return {
    coldMs: runs[0],
    medianMs: warm.length % 2 === 1 ? warm[middle] : (warm[middle - 1] + warm[middle]) / 2,
    minMs: warm[0],
    maxMs: warm[warm.length - 1],
  };
}
