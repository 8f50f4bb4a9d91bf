import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** Eigenvalues (ascending) and eigenvectors (columns of a column-major matrix) of a symmetric k x k matrix. */
export function symmetricEigen(S: Float64Array, k: number): { values: Float64Array; vectors: Float64Array } {
  if (k === 1) return { values: Float64Array.of(S[0]), vectors: Float64Array.of(1) };
  if (k === 2) return eigenOfTwo(S[0], (S[1] + S[2]) / 2, S[3]);
  const matrix = new Matrix(k, k);
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) matrix.set(i, j, (S[j * k + i] + S[i * k + j]) / 2);
  const decomposition = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const order = decomposition.realEigenvalues.map((_, i) => i);
  order.sort((a, b) => decomposition.realEigenvalues[a] - decomposition.realEigenvalues[b]);
  const values = Float64Array.from(order, (i) => decomposition.realEigenvalues[i]);
  const vectors = new Float64Array(k * k);
  order.forEach((from, to) => {
    for (let i = 0; i < k; i++) vectors[to * k + i] = decomposition.eigenvectorMatrix.get(i, from);
  });
  return { values, vectors };
}

/** [a b; b c]: a rotation by half the angle of (a - c, 2 b). */
function eigenOfTwo(a: number, b: number, c: number): { values: Float64Array; vectors: Float64Array } {
  const mean = (a + c) / 2;
  const radius = Math.hypot((a - c) / 2, b);
  const angle = Math.atan2(2 * b, a - c) / 2;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return {
    values: Float64Array.of(mean - radius, mean + radius),
    vectors: Float64Array.of(-sin, cos, cos, sin),
  };
}
