import type { Column } from '../../../src-shared/model/dataset.ts';

/** The values of a column as numbers that differ where the values differ. */
export function comparable(column: Column): Float64Array | Int32Array {
  return column.kind === 'numeric' ? column.values : column.codes;
}

/**
 * Whether values never change within a level.
 *
 * @param codes level of each row, 0 to nLevels - 1
 */
export function isConstantWithin(
  values: Float64Array | Int32Array,
  codes: Int32Array,
  nLevels: number,
): boolean {
  const first = new Float64Array(nLevels).fill(Number.NaN);
  for (let i = 0; i < codes.length; i++) {
    const level = codes[i];
    if (Number.isNaN(first[level])) first[level] = values[i];
    else if (first[level] !== values[i]) return false;
  }
  return true;
}

/** Whether all values are the same; no values are. */
export function isConstant(values: Float64Array | Int32Array): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
}
