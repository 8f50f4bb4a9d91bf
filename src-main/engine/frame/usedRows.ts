import { numberText } from '../../../src-shared/formula/numberText.ts';
import type { Column } from '../../../src-shared/model/dataset.ts';
import type { DroppedRows } from '../../../src-shared/model/fitResult.ts';
import type { Notice } from '../../../src-shared/model/notice.ts';
import type { ModelVariables, Quantity } from './modelVariables.ts';

/** Which rows a model can use, and why the others are left out. */
export interface UsedRows {
  /** 0-based rows of the dataset, ascending. */
  readonly rows: Int32Array;
  readonly droppedRows: DroppedRows;
  readonly notices: readonly Notice[];
}

/**
 * Finds the rows in which every variable of the model is known and every quantity finite. A row is dropped
 * where a column used is missing, or where a transformation of known values is not a finite number
 * (log(0), log(-1)).
 */
export function findUsedRows(variables: ModelVariables, nRows: number): UsedRows {
  const { mask: excluded, counts } = variables.excluded;
  const dropped = excluded.slice();
  const byVariable: { variable: string; count: number }[] = [];
  const notices: Notice[] = [...variables.excluded.notices];

  for (const column of variables.columns.values()) {
    const count = markMissing(column, excluded, dropped);
    if (count > 0) byVariable.push({ variable: column.name, count });
  }
  const { response, covariates, weights, offset } = variables;
  for (const quantity of [response, ...covariates.values(), weights, offset]) {
    if (!quantity) continue;
    const { count, first } = markInfinite(quantity, excluded, dropped);
    if (count === 0) continue;
    byVariable.push({ variable: quantity.name, count });
    notices.push(infiniteValues(quantity, count, first));
  }

  let total = 0;
  if (byVariable.length > 0 || counts.length > 0) for (let i = 0; i < nRows; i++) total += dropped[i];
  const rows = new Int32Array(nRows - total);
  for (let i = 0, used = 0; i < nRows; i++) if (dropped[i] === 0) rows[used++] = i;
  const droppedRows = { total, byVariable, ...(counts.length > 0 && { excluded: counts }) };
  if (total > 0) notices.unshift(rowsLeftOut(droppedRows, nRows));
  return { rows, droppedRows, notices };
}

/** Marks the rows in which a column is missing and counts those that are not left out by choice. */
function markMissing(column: Column, excluded: Uint8Array, dropped: Uint8Array): number {
  let count = 0;
  if (column.kind === 'numeric') {
    const { values } = column;
    for (let i = 0; i < values.length; i++) {
      if (Number.isNaN(values[i]) && excluded[i] === 0) {
        dropped[i] = 1;
        count++;
      }
    }
  } else {
    const { codes } = column;
    for (let i = 0; i < codes.length; i++) {
      if (codes[i] < 0 && excluded[i] === 0) {
        dropped[i] = 1;
        count++;
      }
    }
  }
  return count;
}

/** Marks the rows in which a quantity of known values is infinite or not a number. */
function markInfinite(
  { values, sources }: Quantity,
  excluded: Uint8Array,
  dropped: Uint8Array,
): { count: number; first: number } {
  let count = 0;
  let first = -1;
  for (let i = 0; i < values.length; i++) {
    if (
      excluded[i] === 1 ||
      Number.isFinite(values[i]) ||
      sources.some((source) => Number.isNaN(source.values[i]))
    )
      continue;
    dropped[i] = 1;
    if (count++ === 0) first = i;
  }
  return { count, first };
}

function infiniteValues({ name, values, sources }: Quantity, count: number, first: number): Notice {
  const inputs = sources
    .filter((source) => source.name !== name)
    .map((source) => `${source.name} = ${numberText(source.values[first])}`);
  const where = inputs.length > 0 ? ` (${inputs.join(', ')})` : '';
  return {
    code: 'infinite-values',
    severity: 'caution',
    message:
      `${name} is not a finite number in ${rowCount(count)}; the first is row ${first + 1}, ` +
      `where it is ${numberText(values[first])}${where}. These rows are left out.`,
  };
}

function rowsLeftOut({ total, byVariable, excluded = [] }: DroppedRows, nRows: number): Notice {
  const reasons = byVariable.map(({ variable, count }) => `${variable} in ${count}`);
  const chosen = excluded.map(({ text, count }) => `${text} in ${count}`);
  const causes = [
    ...(chosen.length > 0 ? [`by choice: ${chosen.join('; ')}`] : []),
    ...(reasons.length > 0 ? [`because a value is missing or not finite: ${reasons.join(', ')}`] : []),
  ];
  return {
    code: 'dropped-rows',
    severity: 'info',
    message: `${total} of ${rowCount(nRows)} left out ${causes.join('; ')}.`,
  };
}

function rowCount(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}
