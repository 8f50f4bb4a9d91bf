import { normalQuantile, normalSf } from '../numerics/distributions/normal.ts';

/** Outcome of the Shapiro-Wilk test. */
export interface ShapiroWilk {
  readonly W: number;
  readonly p: number;
}

/** Sizes for which Royston's approximation was made. */
const SMALLEST_N = 3;
const LARGEST_N = 5000;

/** Polynomials of Royston 1992 and 1995, constant term first; in 1/sqrt(n), n or ln n. */
const LAST_WEIGHT = [0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056];
const LAST_BUT_ONE_WEIGHT = [0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633];
const SMALL_GAMMA = [-2.273, 0.459];
const SMALL_MEAN = [0.544, -0.39978, 0.025054, -6.714e-4];
const SMALL_LOG_SD = [1.3822, -0.77857, 0.062767, -0.0020322];
const LARGE_MEAN = [-1.5861, -0.31082, -0.083751, 0.0038915];
const LARGE_LOG_SD = [-0.4803, -0.082676, 0.0030302];

/** p where W is below the range of the approximation for small n, as in R. */
const VANISHING_P = 1e-99;

/**
 * Shapiro-Wilk test of normality, as R's `shapiro.test`.
 *
 * @param x values in any order, without missing values
 * @returns W and p; both NaN outside 3 to 5000 values, for values that are all equal, and if one is not finite
 *
 * Source: Royston 1995, Algorithm AS R94, Applied Statistics 44, 547-551.
 */
export function shapiroWilk(x: Float64Array): ShapiroWilk {
  const n = x.length;
  const sorted = Float64Array.from(x).sort();
  const range = sorted[n - 1] - sorted[0];
  if (n < SMALLEST_N || n > LARGEST_N || !(range > 0 && range < Infinity)) return { W: NaN, p: NaN };
  const oneMinusW = lackOfCorrelation(sorted, range, halfWeights(n));
  return { W: 1 - oneMinusW, p: pValue(oneMinusW, n) };
}

/** Weights of the upper half of the ordered values, largest value first; the lower half has the negatives. */
function halfWeights(n: number): Float64Array {
  const half = Math.floor(n / 2);
  const weights = new Float64Array(half);
  if (n === 3) return weights.fill(Math.SQRT1_2);

  const scores = weights.map((_, i) => -normalQuantile((i + 1 - 0.375) / (n + 0.25)));
  const sumSquares = 2 * scores.reduce((sum, score) => sum + score * score, 0);
  const norm = Math.sqrt(sumSquares);
  const u = 1 / Math.sqrt(n);

  // One or two extreme weights by polynomial, the others proportional to the scores.
  const extremes = [polynomial(LAST_WEIGHT, u) + scores[0] / norm];
  if (n > 5) extremes.push(polynomial(LAST_BUT_ONE_WEIGHT, u) + scores[1] / norm);
  let restOfScores = sumSquares;
  let restOfWeights = 1;
  extremes.forEach((weight, i) => {
    restOfScores -= 2 * scores[i] * scores[i];
    restOfWeights -= 2 * weight * weight;
  });
  const factor = Math.sqrt(restOfScores / restOfWeights);
  return weights.map((_, i) => extremes[i] ?? scores[i] / factor);
}

/** 1 - W, W = squared correlation of ordered values and weights, without the cancellation of 1 - W near W = 1. */
function lackOfCorrelation(sorted: Float64Array, range: number, weights: Float64Array): number {
  const n = sorted.length;
  const half = weights.length;
  // Relative to the middle and the range, so that a large constant part costs no digits.
  const middle = sorted[Math.floor(n / 2)];
  let mean = 0;
  for (let i = 0; i < n; i++) mean += (sorted[i] - middle) / range / n;

  let weightSquares = 0;
  let valueSquares = 0;
  let products = 0;
  for (let i = 0; i < n; i++) {
    const value = (sorted[i] - middle) / range - mean;
    const fromEnd = n - 1 - i;
    const weight = i < half ? -weights[i] : fromEnd < half ? weights[fromEnd] : 0;
    weightSquares += weight * weight;
    valueSquares += value * value;
    products += weight * value;
  }
  const norm = Math.sqrt(weightSquares * valueSquares);
  return ((norm - products) * (norm + products)) / (norm * norm);
}

function pValue(oneMinusW: number, n: number): number {
  // The exact distribution: p = (6/pi)(asin(sqrt W) - asin(sqrt(3/4)))
  if (n === 3) return Math.max(0, (6 / Math.PI) * (Math.asin(Math.sqrt(1 - oneMinusW)) - Math.PI / 3));
  const y = Math.log(oneMinusW);
  if (n > 11) {
    const logN = Math.log(n);
    return normalSf((y - polynomial(LARGE_MEAN, logN)) / Math.exp(polynomial(LARGE_LOG_SD, logN)));
  }
  const gamma = polynomial(SMALL_GAMMA, n);
  if (y >= gamma) return VANISHING_P;
  const z = (-Math.log(gamma - y) - polynomial(SMALL_MEAN, n)) / Math.exp(polynomial(SMALL_LOG_SD, n));
  return normalSf(z);
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((value, coefficient) => value * x + coefficient, 0);
}
