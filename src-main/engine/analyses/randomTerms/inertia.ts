/** Below this share of the largest element a diagonal element is too small to divide by (Bunch & Parlett). */
const ALPHA = (1 + Math.sqrt(17)) / 8;

/**
 * How many eigenvalues of a symmetric r x r matrix are negative, counted on its LDL' factorisation with 1 x 1 and 2 x 2
 * pivots (Sylvester's law of inertia). Overwrites S.
 *
 * Source: Bunch & Parlett 1971, SIAM J. Numer. Anal. 8, 639-655.
 */
export function negativeEigenvalues(S: Float64Array, r: number): number {
  if (r === 1) return S[0] < 0 ? 1 : 0;
  const open = Array.from({ length: r }, (_, i) => i);
  let negative = 0;
  while (open.length > 0) {
    let [diagonal, at] = [-1, -1];
    let [largest, row, column] = [-1, -1, -1];
    for (const i of open) {
      const size = Math.abs(S[i * r + i]);
      if (size > diagonal) [diagonal, at] = [size, i];
      for (const j of open) {
        if (j < i && Math.abs(S[j * r + i]) > largest)
          [largest, row, column] = [Math.abs(S[j * r + i]), i, j];
      }
    }
    if (diagonal <= 0 && largest <= 0) return negative;
    if (diagonal >= ALPHA * largest) {
      if (S[at * r + at] < 0) negative++;
      remove(open, at);
      for (const a of open) {
        const factor = S[at * r + a] / S[at * r + at];
        for (const b of open) S[b * r + a] -= factor * S[b * r + at];
      }
    } else {
      // The determinant is negative: one eigenvalue on either side of zero.
      negative++;
      remove(open, row);
      remove(open, column);
      const [p, q, c] = [S[row * r + row], S[column * r + column], S[column * r + row]];
      const determinant = p * q - c * c;
      const [u, v] = [S.slice(row * r, (row + 1) * r), S.slice(column * r, (column + 1) * r)];
      for (const a of open) {
        for (const b of open) {
          S[b * r + a] -= (q * u[a] * u[b] - c * (u[a] * v[b] + v[a] * u[b]) + p * v[a] * v[b]) / determinant;
        }
      }
    }
  }
  return negative;
}

function remove(list: number[], value: number): void {
  list.splice(list.indexOf(value), 1);
}
