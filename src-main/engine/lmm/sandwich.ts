import { dot } from '../numerics/vectors.ts';

/** vcov R' Y R vcov, r x r column-major: a symmetric matrix of the basis Q, X = QR, carried to the coefficients. */
export function sandwich(vcov: Float64Array, R: Float64Array, Y: Float64Array, r: number): Float64Array {
  // B = R vcov (r x r), then B'Y B
  const B = new Float64Array(r * r);
  for (let j = 0; j < r; j++) {
    for (let i = 0; i < r; i++) {
      let sum = 0;
      for (let d = i; d < r; d++) sum += R[d * r + i] * vcov[j * r + d];
      B[j * r + i] = sum;
    }
  }
  const out = new Float64Array(r * r);
  const YB = new Float64Array(r);
  for (let j = 0; j < r; j++) {
    for (let i = 0; i < r; i++) {
      let sum = 0;
      for (let d = 0; d < r; d++) sum += Y[d * r + i] * B[j * r + d];
      YB[i] = sum;
    }
    for (let i = 0; i < r; i++) out[j * r + i] = dot(B.subarray(i * r, (i + 1) * r), YB);
  }
  return out;
}
