import type { ModelFrame } from './modelFrame.ts';

/** A constant taken out of the outcome before fitting and given back to the coefficients afterwards. */
export interface Anchor {
  readonly constant: number;
  /** Columns of X whose sum is 1 in every row: their coefficients carry the constant. Empty = no anchor. */
  readonly columns: readonly number[];
}

/**
 * The mean of the outcome, where the model contains a constant: as the intercept, or as the indicators of all levels
 * of a factor. Without it an outcome like 1e9 + 0.3 would lose the digits that matter to rounding errors of size
 * 1e9; taken out, an outcome shifted by a constant gives the same fit in all but the constant.
 */
export function anchorOf(frame: ModelFrame): Anchor {
  const columns = constantColumns(frame);
  if (columns.length === 0) return { constant: 0, columns };
  const { n, y, offset } = frame;
  let constant = 0;
  for (let i = 0; i < n; i++) constant += (y[i] - (offset?.[i] ?? 0) - constant) / (i + 1);
  return { constant, columns };
}

function constantColumns({ fixed, n }: ModelFrame): readonly number[] {
  if (fixed.intercept) return [0];
  const term = fixed.terms.find(({ factors, covariates }) => factors.length === 1 && covariates.length === 0);
  if (term === undefined) return [];
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (const column of term.columns) sum += fixed.X[column * n + i];
    if (sum !== 1) return [];
  }
  return term.columns;
}
