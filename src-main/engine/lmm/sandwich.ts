import { dot } from '../numerics/vectors.ts';

/**
 * Y -> vcov R' Y R vcov, r x r column-major, of symmetric Y: from the basis Q, X = QR, to the coefficients.
 *
 * @param vcov r x r, symmetric
 * @param R r x r, upper triangular
 */
export function sandwich(vcov: Float64Array, R: Float64Array, r: number): (Y: Float64Array) => Float64Array {
  // Columns of B = R vcov; then B'Y B.
  const B = Array.from({ length: r }, (_, j) => {
    const column = new Float64Array(r);
    for (let i = 0; i < r; i++) {
      for (let d = i; d < r; d++) column[i] += R[d * r + i] * vcov[j * r + d];
    }
    return column;
  });
  const YB = new Float64Array(r);
  return (Y) => {
    const out = new Float64Array(r * r);
    for (let j = 0; j < r; j++) {
      YB.fill(0);
      for (let d = 0; d < r; d++) {
        const factor = B[j][d];
        for (let i = 0; i < r; i++) YB[i] += Y[d * r + i] * factor;
      }
      for (let i = 0; i <= j; i++) out[j * r + i] = out[i * r + j] = dot(B[i], YB);
    }
    return out;
  };
}
