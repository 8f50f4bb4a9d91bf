import type { RepeatedStructure } from './repeatedStructure.ts';

/** How the rows lie in the levels of a grouping. */
export interface GroupingStructure {
  /** Its columns, the outermost first. */
  readonly factors: readonly string[];
  readonly nLevels: number;
  readonly minRows: number;
  readonly medianRows: number;
  readonly maxRows: number;
  /** Numeric or categorical variables whose value never changes within a level. */
  readonly constantWithin: readonly string[];
}

/**
 * Facts about the data that decide what a model may do, over the rows without missing values in the variables
 * asked about.
 */
export interface DataStructure {
  readonly nRows: number;
  readonly groupings: readonly GroupingStructure[];
  /**
   * Pairs of single columns: `nested` = each label of `inner` occurs within one label of `outer` only;
   * `implicit` = labels of `inner` repeat across `outer` although each pair of them looks like a unit of its
   * own (class 1 of every school): probably nested with repeated labels; `crossed` = most combinations occur;
   * `partial` = anything between.
   */
  readonly pairs: readonly {
    readonly outer: string;
    readonly inner: string;
    readonly relation: 'nested' | 'implicit' | 'crossed' | 'partial';
  }[];
  /** Numeric predictors that others determine (exactly, or nearly: variance inflation above 30). */
  readonly collinear: readonly {
    readonly variable: string;
    /** Which others explain it. */
    readonly by: readonly string[];
    /** Infinity where the relation is exact. */
    readonly vif: number;
  }[];
  /** Variables with a single value. */
  readonly constant: readonly string[];
  /** What was asked about subjects and their occasions; null where nothing was, or no row is left. */
  readonly repeated: RepeatedStructure | null;
}
