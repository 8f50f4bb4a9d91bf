import type { ParameterCovariance } from '../../inference/vcovDerivatives.ts';

/** A symmetric matrix of second derivatives by what is asked of it, however it is stored. */
export interface SymmetricMatrix {
  readonly size: number;
  /** M_ii */
  diagonal(): Float64Array;
  /** Adds to M_ij and M_ji; once where i = j. */
  add(i: number, j: number, value: number): void;
  /** Subtracts u_i'u_j from every M_ij. Asked at most once. @param rows u of each parameter, all of one length */
  subtractProducts(rows: readonly Float64Array[]): void;
  /** A copy with every diagonal element at least as large as its floor. */
  floored(floor: Float64Array): SymmetricMatrix;
  /**
   * Solves M x = g with the diagonal scaled to 1 and `ridge` added to it.
   * @returns null where the scaled matrix is not positive definite
   */
  solve(g: Float64Array, ridge: number): Float64Array | null;
  /** Of the matrix with its diagonal scaled to 1; 0 where an element of it is 0. */
  smallestEigenvalue(): number;
  /** factor M^-1; what becomes of flat directions is up to the matrix. */
  inverse(factor: number): ParameterCovariance;
  /** All entries, column-major: for few parameters. */
  dense(): Float64Array;
}
