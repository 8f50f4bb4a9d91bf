import { Matrix, QrDecomposition } from 'ml-matrix';
import { chiSquaredSf } from '../numerics/distributions/chiSquared.ts';

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

  const response = Matrix.columnVector(deviations);
  // X is stored by columns, so that its rows as ml-matrix sees them are X'.
  const design = Matrix.from1DArray(p, n, X).transpose();
  const fitted = design.mmul(new QrDecomposition(design).solve(response)).to1DArray();
  const statistic = (n * sumOfSquares(fitted)) / total;
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

function sumOfSquares(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * values[i];
  return sum;
}
