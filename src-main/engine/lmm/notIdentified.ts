import type { Certificate } from '../../../src-shared/model/fitResult.ts';

/** Curvature below this share of what it is with sigma held fixed: the criterion is flat in that direction. */
const FLAT_CRITERION = 1e-3;

/** Whether other variance components fit equally well, so that the data cannot tell them apart. */
export function notIdentified({ smallestEigenvalue }: Certificate): boolean {
  return smallestEigenvalue < FLAT_CRITERION;
}
