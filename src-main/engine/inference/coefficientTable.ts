import type { FixedDesign } from '../frame/modelFrame.ts';
import type { CoefficientRow } from '../../../src-shared/model/fitResult.ts';
import type { Estimates } from './estimates.ts';
import { coordinateRow } from './keptColumns.ts';
import { testContrast } from './tests.ts';

/**
 * The coefficient table: one t test and Wald interval per kept column of X.
 *
 * @param columns columns of X that were kept, in the order of `estimates.beta`.
 * @param level confidence level, e.g. 0.95.
 */
export function coefficientTable(
  design: FixedDesign,
  columns: ArrayLike<number>,
  estimates: Estimates,
  level: number,
): CoefficientRow[] {
  const p = estimates.beta.length;
  return Array.from({ length: p }, (_, j) => ({
    term: design.names[columns[j]],
    label: design.labels[columns[j]],
    ...testContrast(estimates, coordinateRow(p, j), level),
  }));
}
