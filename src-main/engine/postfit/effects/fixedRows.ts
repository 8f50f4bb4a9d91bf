import type { ModelFrame } from '../../frame/modelFrame.ts';
import type { DroppedColumn } from '../../inference/droppedColumns.ts';
import { averagedRows, type ReferencePoint } from './referencePoint.ts';
import { termVariables } from './termVariables.ts';

/** Which columns of X the coefficients belong to, and what the left-out columns are made of. */
export interface ColumnUse {
  /** Columns of X in the order of the coefficients. */
  readonly kept: ArrayLike<number>;
  readonly dropped: readonly DroppedColumn[];
}

/** Relative size of a disagreement between a dropped column and its combination that is not rounding. */
const estimableTolerance = 1e-6;

/**
 * The linear combinations of the coefficients that the model implies at some points: rows of X, averaged over levels
 * where a point asks for it, restricted to the kept columns. Null where the data do not determine the value (a
 * combination of levels that was never observed).
 *
 * A column of X depends only on the factors of its own term, so each term is averaged over its own factors alone.
 */
export function fixedRows(
  frame: ModelFrame,
  use: ColumnUse,
  points: readonly ReferencePoint[],
): (Float64Array | null)[] {
  const { fixed, columns } = frame;
  const rows = points.map(() => new Float64Array(fixed.p));
  if (fixed.intercept) for (const row of rows) row[0] = 1;
  for (const term of fixed.terms) {
    const variables = termVariables(term);
    const keys = points.map(({ numbers, levels }) =>
      [
        ...variables.covariates.map((name) => numbers.get(name)),
        ...variables.factors.map((name) => levels.get(name)!.join(',')),
      ].join(';'),
    );
    const distinct = new Map(keys.map((key, i) => [key, points[i]]));
    const values = averagedRows(fixed, fixed.p, columns, [...distinct.values()], term.factors);
    const byKey = new Map([...distinct.keys()].map((key, index) => [key, values[index]]));
    keys.forEach((key, i) => {
      for (const column of term.columns) rows[i][column] = byKey.get(key)![column];
    });
  }
  return rows.map((row) =>
    isEstimable(row, use) ? Float64Array.from(use.kept, (column) => row[column]) : null,
  );
}

/** Whether left-out columns have the value in this row that they have in the data: that of their combination. */
function isEstimable(row: Float64Array, { kept, dropped }: ColumnUse): boolean {
  return dropped.every(({ column, coefficients }) => {
    let difference = row[column];
    let size = Math.abs(row[column]);
    coefficients.forEach((coefficient, j) => {
      difference -= coefficient * row[kept[j]];
      size += Math.abs(coefficient * row[kept[j]]);
    });
    return Math.abs(difference) <= estimableTolerance * size;
  });
}
