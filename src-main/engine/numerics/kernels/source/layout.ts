// Row-panel packed storage, in bytes. Panels of 4 rows, k-major inside: a column of a panel is 4 doubles = 32 bytes,
// a 4 x 4 tile 128 bytes. See ../layout.ts for the same in doubles.

// @ts-ignore: decorator
@inline
export const COLUMN: usize = 32;
// @ts-ignore: decorator
@inline
export const TILE: usize = 128;
/** Panels in one block of columns: their chunks (192 KB) stay in the second-level cache. */
// @ts-ignore: decorator
@inline
export const BLOCK: i32 = 12;
/** Columns multiplied at a time: a chunk of a panel (16 KB) stays in the first-level cache. */
// @ts-ignore: decorator
@inline
export const CHUNK: i32 = 512;

/** Address of a matrix at an offset in doubles. */
// @ts-ignore: decorator
@inline
export function address(doubles: u32): usize {
  return usize(doubles) << 3;
}

/** Start of panel I of a packed lower triangle: panel I has 4I + 4 columns. */
// @ts-ignore: decorator
@inline
export function lowerPanel(panel: i32): usize {
  return (usize(panel) * usize(panel + 1)) << 6;
}

/** Where column 0 of panel I of a packed upper triangle would be: panel I stores columns 4I ... 4 panels - 1. */
// @ts-ignore: decorator
@inline
export function upperPanel(panel: i32, panels: i32): usize {
  return (usize(panel) * usize(panels) - ((usize(panel) * usize(panel + 1)) >> 1)) * TILE;
}
