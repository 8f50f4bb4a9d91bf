/**
 * Replaces a symmetric positive definite m x m matrix (column-major, both triangles) by its inverse.
 * @returns log of its determinant; NaN where it is not positive definite (the matrix is then spoilt)
 */
export function invertDefinite(V: Float64Array, m: number): number {
  let logDet = 0;
  // Cholesky V = L L' in the lower triangle.
  for (let j = 0; j < m; j++) {
    let pivot = V[j * m + j];
    const size = pivot;
    for (let c = 0; c < j; c++) pivot -= V[c * m + j] * V[c * m + j];
    if (!(pivot > SMALLEST_PIVOT * size)) return Number.NaN;
    const root = Math.sqrt(pivot);
    logDet += 2 * Math.log(root);
    V[j * m + j] = root;
    for (let c = 0; c < j; c++) {
      const factor = V[c * m + j];
      if (factor === 0) continue;
      for (let i = j + 1; i < m; i++) V[j * m + i] -= V[c * m + i] * factor;
    }
    for (let i = j + 1; i < m; i++) V[j * m + i] /= root;
  }
  // L^-1 in place, column by column: forward substitution with what is left of L.
  for (let j = 0; j < m; j++) {
    const pivot = 1 / V[j * m + j];
    V[j * m + j] = pivot;
    for (let i = j + 1; i < m; i++) V[j * m + i] *= -pivot;
    for (let c = j + 1; c < m; c++) {
      const value = V[j * m + c] / V[c * m + c];
      V[j * m + c] = value;
      for (let i = c + 1; i < m; i++) V[j * m + i] -= V[c * m + i] * value;
    }
  }
  // L^-T L^-1.
  for (let j = 0; j < m; j++) {
    for (let i = j; i < m; i++) {
      let sum = 0;
      for (let c = i; c < m; c++) sum += V[i * m + c] * V[j * m + c];
      V[j * m + i] = sum;
    }
  }
  for (let j = 0; j < m; j++) for (let i = 0; i < j; i++) V[j * m + i] = V[i * m + j];
  return logDet;
}

/** Share of a variance that must be left given the others; less is rounding of a singular matrix. */
export const SMALLEST_PIVOT = 1e-13;

/** Adds A B to C; all m x m, column-major. */
export function addProduct(A: Float64Array, B: Float64Array, C: Float64Array, m: number): void {
  for (let j = 0; j < m; j++) {
    for (let c = 0; c < m; c++) {
      const factor = B[j * m + c];
      if (factor === 0) continue;
      for (let i = 0; i < m; i++) C[j * m + i] += A[c * m + i] * factor;
    }
  }
}
