/**
 * Dense linear algebra on row-panel packed matrices (see layout.ts) inside the memory of a workspace. All matrices and
 * vectors are given as offsets in doubles, all orders as numbers of panels of 4 rows. Both implementations perform the
 * same operations in the same order without fused multiply-add: their results agree in every bit, on every machine.
 *
 * The part of a diagonal tile above the diagonal is never read. Missing values are not handled: a NaN spreads, and a
 * factorisation that meets one fails.
 */
export interface Kernels {
  readonly name: 'wasm-simd' | 'plain';

  /**
   * A = L L' in place, for a symmetric matrix given by its packed lower triangle (left-looking blocked Cholesky). The
   * diagonal tiles of L are 0 above the diagonal.
   * @returns 0, or 1 + the first row (counted from 0) whose pivot is not a positive finite number; A is then partly
   * overwritten.
   */
  cholesky(a: number, panels: number): number;

  /**
   * S = (L L')^-1 as a packed lower triangle, by U = L^-T and S = U U'. The diagonal tiles of S are filled on both
   * sides. Only the leading `panels` panels of L are read, so a leading block may be inverted alone.
   * @param u room for packedLength(panels) doubles; holds U (packed upper) afterwards
   * @param s packedLength(panels) doubles; may be the same as `l`, which is then overwritten
   */
  inverse(l: number, u: number, s: number, panels: number): void;

  /** x <- L^-1 x for one vector of 4 panels doubles. */
  forwardSolve(l: number, panels: number, x: number): void;

  /** x <- L^-T x for one vector of 4 panels doubles. */
  backSolve(l: number, panels: number, x: number): void;

  /**
   * C -= A A' for the packed lower triangle C; the diagonal tiles are updated whole.
   * @param a `panels` panels of 4 rows and `columns` columns, one after the other, k-major inside
   */
  rankUpdate(c: number, a: number, panels: number, columns: number): void;
}
