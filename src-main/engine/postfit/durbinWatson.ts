/**
 * Durbin-Watson statistic of residuals in the order of the data: the sum of squared successive differences
 * over the sum of squares. Between 0 and 4; about 2 without autocorrelation of order 1.
 *
 * @param residuals without missing values
 * @returns NaN for fewer than 2 residuals or residuals that are all zero
 *
 * Source: Durbin & Watson 1950, Biometrika 37, 409-428.
 */
export function durbinWatson(residuals: Float64Array): number {
  const n = residuals.length;
  if (n < 2) return NaN;
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(residuals[i]));
  // Relative to the largest, so that no square leaves the range of a double.
  let differences = 0;
  let squares = 0;
  let previous = residuals[0] / largest;
  for (let i = 0; i < n; i++) {
    const residual = residuals[i] / largest;
    differences += (residual - previous) ** 2;
    squares += residual * residual;
    previous = residual;
  }
  return differences / squares;
}
