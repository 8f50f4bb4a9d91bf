import type { ModelFrame, RandomDesign } from '../frame/modelFrame.ts';

/** Mean over the observations of z_a z_b for each pair of columns of a random term: k x k, column-major. */
export function meanProducts({ Z, k }: RandomDesign, n: number): Float64Array {
  const means = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += Z[a * n + i] * Z[b * n + i];
      means[a * k + b] = sum / n;
      means[b * k + a] = sum / n;
    }
  }
  return means;
}

/**
 * Mean over the observations of the variance that the random terms give to an observation, sum of mean(z'Psi z)
 * (Johnson 2014, equation 11).
 *
 * @param psi k x k covariance per random term, column-major, in the order of `frame.random`.
 */
export function meanRandomVariance(frame: ModelFrame, psi: readonly Float64Array[]): number {
  return frame.random.reduce((total, design, t) => {
    const means = meanProducts(design, frame.n);
    return means.reduce((sum, mean, index) => sum + mean * psi[t][index], total);
  }, 0);
}

/** Mean over the observations of the residual variance sigma^2 / w_i. */
export function meanResidualVariance({ weights, n }: ModelFrame, sigma2: number): number {
  if (weights === null) return sigma2;
  return sigma2 * (weights.reduce((sum, weight) => sum + 1 / weight, 0) / n);
}

/** Variance (n - 1 in the denominator) of the fixed part X beta over the observations; the offset is no part of it. */
export function fixedVariance({ fixed, n }: ModelFrame, kept: ArrayLike<number>, beta: Float64Array): number {
  const linear = new Float64Array(n);
  for (let j = 0; j < beta.length; j++) {
    // A constant column moves the mean only; left out, it cannot cost digits.
    if (fixed.assign[kept[j]] === 0) continue;
    for (let i = 0; i < n; i++) linear[i] += fixed.X[kept[j] * n + i] * beta[j];
  }
  const mean = linear.reduce((sum, value) => sum + value, 0) / n;
  return linear.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
}
