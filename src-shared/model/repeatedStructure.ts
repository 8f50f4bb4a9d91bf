/** Who may have been measured repeatedly, and when: names of columns. */
export interface RepeatedQuestion {
  /** Columns whose combinations are the subjects, the outermost first. */
  readonly subject: readonly string[];
  readonly time: string;
  /** A column that may have a residual matrix for each of its levels. */
  readonly group: string | null;
}

/** A subject with more than one row at an occasion. */
export interface DuplicateOccasion {
  readonly subject: string;
  readonly occasion: string;
  readonly nRows: number;
}

/** Two occasions and how many subjects have both. */
export interface OccasionPair {
  readonly first: string;
  readonly second: string;
  readonly nSubjects: number;
}

/** How the rows of subjects lie over occasions: what decides which residual covariance they can tell. */
export interface RepeatedStructure {
  /** Columns whose combinations are the subjects, and the column that holds the occasion. */
  readonly subject: readonly string[];
  readonly time: string;
  readonly nRows: number;
  readonly nSubjects: number;
  /** Subjects with a single row. */
  readonly nSingle: number;
  readonly maxRows: number;
  readonly nOccasions: number;
  /** Most occasions from one row of a subject to its next; 0 where none has two. */
  readonly longestGap: number;
  /** The first occasions in their order, at most 12. */
  readonly occasions: readonly string[];
  /** Fewest and most subjects at an occasion. */
  readonly minPerOccasion: number;
  readonly maxPerOccasion: number;
  /** Pairs of a subject and an occasion with several rows; null = none. */
  readonly duplicates: { readonly count: number; readonly example: DuplicateOccasion } | null;
  /** Of all pairs of occasions (null beyond 60), and of neighbours, one that the fewest subjects have; null below 2 occasions. */
  readonly rarestPair: OccasionPair | null;
  readonly rarestNeighbours: OccasionPair | null;
  /** Of a numeric time; null where it holds categories. */
  readonly distances: {
    /** Different distances of two rows of one subject: 0, 1, or 2 for more. */
    readonly nDistinct: 0 | 1 | 2;
    /** The distance where there is one only, else one of them; 0 without any. */
    readonly only: number;
    /** Whether neighbouring occasions are equally far apart (to a millionth). */
    readonly even: boolean;
    /** Shortest and longest distance of neighbouring occasions. */
    readonly shortest: number;
    readonly longest: number;
  } | null;
  /** Over the levels of the column asked about as `group`; null = none asked. */
  readonly group: {
    readonly column: string;
    /** The level with the fewest subjects. */
    readonly smallest: { readonly level: string; readonly nSubjects: number };
    /** A subject whose rows are in two groups; null = none. */
    readonly split: { readonly subject: string; readonly levels: readonly [string, string] } | null;
  } | null;
}
