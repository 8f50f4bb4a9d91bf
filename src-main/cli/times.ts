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
  const warm = runs.length > 1 ? runs.slice(1) : runs;
  return {
    coldMs: runs[0],
    medianMs: median(warm),
    minMs: Math.min(...warm),
    maxMs: Math.max(...warm),
  };
}

/** The middle value, or the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
