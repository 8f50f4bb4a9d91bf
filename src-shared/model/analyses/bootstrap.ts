import type { IntervalParameter } from './intervals.ts';

/** How sure is each number, without large-sample theory? Outcomes drawn from the fitted model, to which it is fitted again. */
export interface BootstrapQuestion {
  readonly kind: 'bootstrap';
  /** Outcomes to draw, at least 1. */
  readonly replicates: number;
  /** An integer from 0 to 2^53 - 1. */
  readonly seed: number;
}

/** Replicates that an interval needs: its ends then are the first and the last of them; 39 at 95 %. */
export function fewestReplicates(level: number): number {
  return Math.ceil(2 / (1 - level) - 1 - 1e-9);
}

export interface BootstrapEnds {
  /** NaN where there are fewer than `fewestReplicates`. */
  readonly lower: number;
  readonly upper: number;
}

/** One parameter over the replicates, in the units of the data. */
export interface BootstrapInterval {
  readonly parameter: IntervalParameter;
  /** Of the fit. */
  readonly estimate: number;
  /** Replicates with a value: all that could be fitted; of a correlation those whose two SDs are above zero. */
  readonly values: number;
  /** Mean of the replicates minus the estimate. */
  readonly bias: number;
  /** SD of the replicates. */
  readonly se: number;
  /** Quantiles of the replicates. */
  readonly percentile: BootstrapEnds;
  /** The same distances turned round: twice the estimate minus the opposite quantile. May leave the possible range. */
  readonly basic: BootstrapEnds;
}

/** Answer to `BootstrapQuestion`; parameters in the order of `Intervals`. */
export interface Bootstrap {
  readonly kind: 'bootstrap';
  readonly method: 'REML' | 'ML';
  readonly level: number;
  readonly seed: number;
  /** Replicates asked for. */
  readonly requested: number;
  /** Replicates done: fewer than asked for where the run was stopped. They are the first ones in any case. */
  readonly completed: number;
  /** Of those, fits with a variance component at its limit; they count as any other. */
  readonly singular: number;
  /** Of those, fits that reached no optimum; they are left out of everything else. */
  readonly failed: number;
  readonly intervals: readonly BootstrapInterval[];
}
