/** Small dense matrices, k x k and column-major. */

/**
 * M = lower * rotation' with `lower` lower triangular and `rotation` orthogonal (Givens rotations of the columns): the
 * same M M'. Nothing is squared, so that nearly singular matrices keep their digits.
 */
export function lowerByRotation(M: Float64Array, k: number): { lower: Float64Array; rotation: Float64Array } {
  const lower = M.slice();
  const rotation = new Float64Array(k * k);
  for (let i = 0; i < k; i++) rotation[i * k + i] = 1;
  for (let i = 0; i < k; i++) {
    for (let j = i + 1; j < k; j++) {
      const x = lower[i * k + i];
      const y = lower[j * k + i];
      if (y === 0) continue;
      const length = Math.hypot(x, y);
      turnColumns(lower, k, i, j, x / length, y / length);
      turnColumns(rotation, k, i, j, x / length, y / length);
      lower[j * k + i] = 0;
    }
  }
  return { lower, rotation };
}

function turnColumns(M: Float64Array, k: number, i: number, j: number, cos: number, sin: number): void {
  for (let row = 0; row < k; row++) {
    const x = M[i * k + row];
    const y = M[j * k + row];
    M[i * k + row] = cos * x + sin * y;
    M[j * k + row] = cos * y - sin * x;
  }
}

/** Inverse of an upper-triangular matrix. */
export function inverseOfUpper(U: Float64Array, k: number): Float64Array {
  const inverse = new Float64Array(k * k);
  for (let j = 0; j < k; j++) {
    inverse[j * k + j] = 1 / U[j * k + j];
    for (let i = j - 1; i >= 0; i--) {
      let sum = 0;
      for (let d = i + 1; d <= j; d++) sum += U[d * k + i] * inverse[j * k + d];
      inverse[j * k + i] = -sum / U[i * k + i];
    }
  }
  return inverse;
}
