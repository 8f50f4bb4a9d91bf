/**
 * Values with mean 0 and norm 1; null where they do not vary. Scaled first, so that neither very large nor very
 * small units overflow.
 *
 * @param values finite
 */
export function standardise(values: Float64Array): Float64Array | null {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]));
  if (largest === 0) return null;
  const z = values.map((value) => value / largest);
  centre(z);
  centre(z); // what the first rounding of the mean left
  let squares = 0;
  for (let i = 0; i < z.length; i++) squares += z[i] * z[i];
  const norm = Math.sqrt(squares);
  if (norm <= NO_VARIATION * Math.sqrt(z.length)) return null;
  for (let i = 0; i < z.length; i++) z[i] /= norm;
  return z;
}

/** Spread relative to the largest value that is rounding error. */
const NO_VARIATION = 1e-14;

function centre(z: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < z.length; i++) sum += z[i];
  const mean = sum / z.length;
  for (let i = 0; i < z.length; i++) z[i] -= mean;
}
