import type { DataUnits } from '../lmm/dataUnits.ts';
import { solveUpper } from '../numerics/triangular.ts';

/** scale^2 R^-1 M R^-T: a covariance of the coefficients of Q as one of the coefficients of X = Q R. */
export function fixedInData(M: Float64Array, { qr, scale }: Pick<DataUnits, 'qr' | 'scale'>): Float64Array {
  const r = qr.rank;
  const half = M.slice();
  for (let j = 0; j < r; j++) solveUpper(qr.R, r, half.subarray(j * r, (j + 1) * r));
  const out = new Float64Array(r * r);
  const row = new Float64Array(r);
  for (let i = 0; i < r; i++) {
    for (let j = 0; j < r; j++) row[j] = half[j * r + i];
    solveUpper(qr.R, r, row);
    for (let j = 0; j < r; j++) out[j * r + i] = row[j] * scale * scale;
  }
  // Rounding may leave the two triangles different in the last digit.
  for (let j = 0; j < r; j++) {
    for (let i = 0; i < j; i++) {
      const mean = (out[j * r + i] + out[i * r + j]) / 2;
      out[j * r + i] = mean;
      out[i * r + j] = mean;
    }
  }
  return out;
}
