import { semidefiniteCholesky } from '../../lmm/smallMatrices.ts';
import { randomNumbers } from '../../numerics/random.ts';
import type { ComparedModel } from './comparedModel.ts';

/**
 * Draws outcomes from a fitted model, up to its fixed part: Z b* + e*, with b* ~ N(0, Psi) and e* ~ N(0, sigma^2 / w). The
 * fixed part is left out because no likelihood-ratio statistic of random terms depends on it.
 *
 * @returns replicate -> n values; they depend on the seed and the replicate only
 */
export function outcomeSimulator(
  { frame, psi, sigma }: ComparedModel,
  seed: number,
): (replicate: number) => Float64Array {
  const { n, random, weights } = frame;
  const numbers = randomNumbers(seed);
  const factors = psi.map((own, t) => semidefiniteCholesky(own, random[t].k, 0));
  const nEffects = random.reduce((sum, { k, levels }) => sum + k * levels.length, 0);
  const normals = new Float64Array(nEffects + n);
  return (replicate) => {
    numbers.fillNormals(normals, replicate);
    const y = new Float64Array(n);
    for (let i = 0; i < n; i++)
      y[i] = sigma * normals[nEffects + i] * (weights ? 1 / Math.sqrt(weights[i]) : 1);
    let start = 0;
    random.forEach(({ k, levels, codes, Z }, t) => {
      const T = factors[t];
      for (let j = 0; j < k; j++) {
        for (let i = j; i < k; i++) {
          const scale = T[j * k + i];
          if (scale === 0) continue;
          for (let row = 0; row < n; row++)
            y[row] += scale * normals[start + codes[row] * k + j] * Z[i * n + row];
        }
      }
      start += k * levels.length;
    });
    return y;
  };
}
