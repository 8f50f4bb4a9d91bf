import type { ModelFrame } from '../frame/modelFrame.ts';

/** X beta + offset for every observation (the intercept added last, so that a large constant costs no digit). */
export function populationMeans(
  { fixed: { X, assign }, offset, n }: ModelFrame,
  kept: ArrayLike<number>,
  beta: Float64Array,
): Float64Array {
  const mean = new Float64Array(n);
  let constant = 0;
  for (let j = 0; j < beta.length; j++) {
    const slope = beta[j];
    if (assign[kept[j]] === 0) {
      constant = slope;
      continue;
    }
    const start = kept[j] * n;
    for (let i = 0; i < n; i++) mean[i] += X[start + i] * slope;
  }
  for (let i = 0; i < n; i++) mean[i] += constant + (offset ? offset[i] : 0);
  return mean;
}

/**
 * Z b for every observation.
 * @param modes levels x k, column-major, per random term in the order of `frame.random`
 */
export function randomParts({ random, n }: ModelFrame, modes: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(n);
  random.forEach(({ codes, k, Z, levels }, t) => {
    for (let j = 0; j < k; j++) {
      const start = j * n;
      const mode = modes[t].subarray(j * levels.length, (j + 1) * levels.length);
      for (let i = 0; i < n; i++) sum[i] += Z[start + i] * mode[codes[i]];
    }
  });
  return sum;
}
