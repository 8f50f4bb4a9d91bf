import type { CategoricalColumn, Column } from '../../../src-shared/model/dataset.ts';

/** The values of some rows; the same array if these are all rows. */
export function restrictValues<T extends Float64Array | Int32Array>(values: T, rows: Int32Array): T {
  if (rows.length === values.length) return values;
  const restricted = values.slice(0, rows.length) as T;
  for (let i = 0; i < rows.length; i++) restricted[i] = values[rows[i]];
  return restricted;
}

/**
 * A column restricted to some rows (ascending), without levels that do not occur in them. Nothing is
 * copied where nothing changes.
 */
export function restrictColumn(column: Column, rows: Int32Array): Column {
  if (column.kind === 'numeric') {
    const values = restrictValues(column.values, rows);
    return values === column.values ? column : { ...column, values };
  }
  const codes = restrictValues(column.codes, rows);
  const restricted = codes === column.codes ? column : { ...column, codes };
  return dropUnusedLevels(restricted);
}

function dropUnusedLevels(column: CategoricalColumn): CategoricalColumn {
  const { codes, levels } = column;
  const newCode = new Int32Array(levels.length).fill(-1);
  for (let i = 0; i < codes.length; i++) newCode[codes[i]] = 0;
  if (!newCode.includes(-1)) return column;
  let used = 0;
  for (let level = 0; level < newCode.length; level++) if (newCode[level] === 0) newCode[level] = used++;
  return {
    ...column,
    codes: codes.map((code) => newCode[code]),
    levels: levels.filter((_, level) => newCode[level] >= 0),
  };
}
