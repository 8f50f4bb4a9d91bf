/**
 * The 4 x 4 tile (k-major: column j at 4j) of the plain kernels. Every element sees the same operations in the same
 * order as in source/tile.ts, so that the results agree bit by bit.
 */

/** C -= A B' for a tile and two panels of `columns` columns. */
export function subtractProduct(f: Float64Array, c: number, a: number, b: number, columns: number): void {
  for (let j = 0; j < 4; j++, c += 4) {
    let c0 = f[c];
    let c1 = f[c + 1];
    let c2 = f[c + 2];
    let c3 = f[c + 3];
    const end = a + 4 * columns;
    for (let ak = a, bk = b + j; ak < end; ak += 4, bk += 4) {
      const s = f[bk];
      c0 -= f[ak] * s;
      c1 -= f[ak + 1] * s;
      c2 -= f[ak + 2] * s;
      c3 -= f[ak + 3] * s;
    }
    f[c] = c0;
    f[c + 1] = c1;
    f[c + 2] = c2;
    f[c + 3] = c3;
  }
}

/** C += A B'. */
export function addProduct(f: Float64Array, c: number, a: number, b: number, columns: number): void {
  for (let j = 0; j < 4; j++, c += 4) {
    let c0 = f[c];
    let c1 = f[c + 1];
    let c2 = f[c + 2];
    let c3 = f[c + 3];
    const end = a + 4 * columns;
    for (let ak = a, bk = b + j; ak < end; ak += 4, bk += 4) {
      const s = f[bk];
      c0 += f[ak] * s;
      c1 += f[ak + 1] * s;
      c2 += f[ak + 2] * s;
      c3 += f[ak + 3] * s;
    }
    f[c] = c0;
    f[c + 1] = c1;
    f[c + 2] = c2;
    f[c + 3] = c3;
  }
}

/** Cholesky of a tile in place, its upper part set to 0. Returns 0, or 1 + the row that is not positive. */
export function factorTile(f: Float64Array, c: number): number {
  for (let j = 0; j < 4; j++) {
    const cj = c + 4 * j;
    let d = f[cj + j];
    for (let k = 0; k < j; k++) {
      const x = f[c + 4 * k + j];
      d -= x * x;
      f[cj + k] = 0;
    }
    if (!(d > 0 && d < Infinity)) return j + 1;
    d = Math.sqrt(d);
    f[cj + j] = d;
    const inverse = 1 / d;
    for (let i = j + 1; i < 4; i++) {
      let s = f[cj + i];
      for (let k = 0; k < j; k++) s -= f[c + 4 * k + i] * f[c + 4 * k + j];
      f[cj + i] = s * inverse;
    }
  }
  return 0;
}

/** C <- C L^-T for a tile and a lower triangular tile. */
export function solveTile(f: Float64Array, c: number, l: number): void {
  for (let j = 0; j < 4; j++) {
    const inverse = 1 / f[l + 5 * j];
    for (let i = 0; i < 4; i++) {
      let s = f[c + 4 * j + i];
      for (let k = 0; k < j; k++) s -= f[c + 4 * k + i] * f[l + 4 * k + j];
      f[c + 4 * j + i] = s * inverse;
    }
  }
}
