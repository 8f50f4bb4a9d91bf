import type { ResidualStructure } from './residualStructures.ts';

/** Structures in which the numeric distance of two occasions counts. */
export const inDistance: ReadonlySet<ResidualStructure> = new Set<ResidualStructure>([
  'car1',
  'sp_exp',
  'sp_gau',
]);

/** Structures with a covariance that all occasions of a subject share, which is what a random intercept adds. */
export const withCommonPart: ReadonlySet<ResidualStructure> = new Set<ResidualStructure>([
  'cs',
  'csh',
  'toep',
  'toeph',
  'hf',
  'fa1',
  'un',
]);

/** Rows that belong together up to which their covariance matrix is handled as a whole. */
export const LARGEST_CLUSTER = 2000;

/** Random effects of rows that hang together, beside a residual structure: a fit takes a minute or two. */
export const MOST_RANDOM_EFFECTS = 2000;

/** Covariance parameters that can be handled all together, each with every other. */
export const MOST_PARAMETERS = 1500;

/** Numbers in the derivatives of a subject's covariance matrix by all parameters, where they are needed: under a gigabyte. */
export const MOST_DERIVATIVES = 1e8;

/** Beyond those: numbers in the derivatives of X'V^-1 X by all covariance parameters, which take some minutes. */
export const MOST_FIXED_DERIVATIVES = 1.5e7;

/** Beyond those as well: occasions that neighbouring rows of a subject may lie apart, whose parameters then hang together. */
export const LONGEST_GAP = 100;

/**
 * Numbers that Kenward and Roger's adjustment takes for one subject.
 *
 * @param parameters of the structure
 * @param rows of the subject with the most of them
 * @param longSeries whether a residual depends on the earlier ones through the last of them only
 */
export function adjustmentSize(parameters: number, rows: number, longSeries: boolean): number {
  return parameters * (longSeries ? Math.max(parameters, PER_ROW * rows) : rows * rows);
}

/** Products of a row with the derivatives by a parameter that are kept. */
const PER_ROW = 10;
