import { chiSquaredSf } from '../numerics/distributions/chiSquared.ts';
import { limitedPivotQr } from '../numerics/qr.ts';

/** Outcome of the Breusch-Pagan test; all but df NaN where there is nothing to test. */
export interface BreuschPagan {
  readonly statistic: number;
  /** Columns of X less the intercept. */
  readonly df: number;
  readonly p: number;
}

/**
 * Breusch-Pagan test of constant residual variance in Koenker's studentised form, as `lmtest::bptest` by
 * default: n R-squared of the regression of the squared residuals on X, against chi-squared.
 *
 * @param X n x p, column-major, full column rank, the intercept among its columns; no missing values
 * @param n observations
 * @param p columns of X
 * @param residuals n, of the regression on X
 * @returns statistic and p NaN for an intercept alone, for n <= p and for squared residuals that do not vary
 *
 * Source: Koenker 1981, Journal of Econometrics 17, 107-112.
 */
export function breuschPagan(X: Float64Array, n: number, p: number, residuals: Float64Array): BreuschPagan {
  const df = p - 1;
  const nothing = { statistic: NaN, df, p: NaN };
  if (df < 1 || n <= p) return nothing;

  const deviations = squaredDeviations(residuals);
  const total = sumOfSquares(deviations);
  if (!(total > 0)) return nothing;

  // Explained sum of squares: the squared projections on the orthonormal columns of Q.
  const { Q, rank } = limitedPivotQr(X, n, p);
  let explained = 0;
  for (let column = 0; column < rank; column++) {
    let projection = 0;
    for (let i = 0; i < n; i++) projection += Q[column * n + i] * deviations[i];
    explained += projection * projection;
  }
  const statistic = (n * explained) / total;
  return { statistic, df, p: chiSquaredSf(statistic, df) };
}

/** Squared residuals less their mean, relative to the largest square. */
function squaredDeviations(residuals: Float64Array): Float64Array {
  let largest = 0;
  for (let i = 0; i < residuals.length; i++) largest = Math.max(largest, Math.abs(residuals[i]));
  const squares = residuals.map((residual) => (residual / largest) ** 2);
  const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length;
  return squares.map((square) => square - mean);
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * values[i];
  return sum;
}
