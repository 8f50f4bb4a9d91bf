/**
 * Row-panel packed lower triangle: panels of 4 rows, k-major inside. Panel I holds rows 4I ... 4I + 3 and columns
 * 0 ... 4I + 3 (its diagonal tile is stored whole), each column as 4 consecutive doubles. Half of a square matrix, and
 * both operands of every 4 x 4 tile product are contiguous. The leading panels of a matrix are a packed matrix
 * themselves. The order is a multiple of 4: the caller pads with rows of the unit matrix.
 */

/** Doubles in a packed lower triangle of `panels` panels of 4 rows; also where panel `panels` begins. */
export function packedLength(panels: number): number {
  return 8 * panels * (panels + 1);
}

/** Offset in doubles of element (row, col) of a packed lower triangle, counted from 0; row >= col. */
export function packedIndex(row: number, col: number): number {
  return packedLength(row >> 2) + 4 * col + (row & 3);
}
