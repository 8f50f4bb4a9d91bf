import { symmetricEigen } from './symmetricEigen.ts';

/** Eigenvalues of the scaled matrix below this count as flat directions. */
const FLAT = 1e-8;

/**
 * Inverse of a symmetric positive semidefinite size x size matrix (column-major) after scaling its diagonal to 1, so that
 * it does not depend on the parameters' units. Flat directions are left out (pseudo-inverse of the scaled matrix).
 */
export function scaledInverse(H: Float64Array, size: number): Float64Array {
  const scale = new Float64Array(size);
  for (let i = 0; i < size; i++) scale[i] = 1 / Math.sqrt(Math.max(Math.abs(H[i * size + i]), 1e-12));
  const scaled = H.map((value, at) => value * scale[at % size] * scale[Math.floor(at / size)]);
  const { values, vectors } = symmetricEigen(scaled, size);
  const out = new Float64Array(size * size);
  for (let e = 0; e < size; e++) {
    if (!(values[e] > FLAT)) continue;
    for (let j = 0; j < size; j++) {
      for (let i = 0; i < size; i++) {
        out[j * size + i] +=
          (vectors[e * size + i] * vectors[e * size + j] * scale[i] * scale[j]) / values[e];
      }
    }
  }
  return out;
}
