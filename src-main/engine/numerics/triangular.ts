/** Solves R x = b in place for an upper triangular p x p matrix R (column-major, non-zero diagonal). */
export function solveUpper(R: Float64Array, p: number, b: Float64Array): void {
  for (let j = p - 1; j >= 0; j--) {
    const x = b[j] / R[j * p + j];
    b[j] = x;
    for (let i = 0; i < j; i++) b[i] -= R[j * p + i] * x;
  }
}

/** Solves R'x = b in place for an upper triangular p x p matrix R (column-major, non-zero diagonal). */
export function solveUpperTransposed(R: Float64Array, p: number, b: Float64Array): void {
  for (let j = 0; j < p; j++) {
    let sum = b[j];
    for (let i = 0; i < j; i++) sum -= R[j * p + i] * b[i];
    b[j] = sum / R[j * p + j];
  }
}

/** (R'R)^-1 of an upper triangular p x p matrix R (column-major): p x p, column-major, exactly symmetric. */
export function inverseOfCrossProduct(R: Float64Array, p: number): Float64Array {
  // Row i of inverse[i..p) holds row i of R^-1.
  const rows: Float64Array[] = [];
  for (let i = 0; i < p; i++) {
    const row = new Float64Array(p);
    row[i] = 1;
    solveUpperTransposed(R, p, row);
    rows.push(row);
  }
  // Column j of R^-T, solved above from e_j, is row j of R^-1.
  const inverse = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    for (let j = i; j < p; j++) {
      let sum = 0;
      for (let k = j; k < p; k++) sum += rows[i][k] * rows[j][k];
      inverse[i * p + j] = sum;
      inverse[j * p + i] = sum;
    }
  }
  return inverse;
}
