import type { LmmFit } from '../../lmm/fitLmm.ts';
import type { RandomNumbers } from '../../numerics/random.ts';
import { populationMeans } from '../../postfit/predictions.ts';

/** Draws of the deviations Z b + e of a fitted model from its fixed part, weighted and scaled as the fit sees the outcome. */
export interface Deviations {
  /** Random numbers that one draw takes. */
  readonly size: number;
  /** n, overwritten by the next draw. */
  draw(random: RandomNumbers, replicate: number): Float64Array;
}

/** @param fit with its optimum; the criterion may be anywhere */
export function deviationsOf({ criterion, settled, problem, sigma }: LmmFit): Deviations {
  const { blocks, n } = criterion.A;
  const T = criterion.matrices(settled.theta);
  const residualSd = sigma / problem.scale;
  const columns = blocks.reduce((sum, { k, nLevels }) => sum + k * nLevels, 0);
  const normals = new Float64Array(columns + n);
  const y = normals.subarray(columns);
  const kMax = blocks.reduce((max, { k }) => Math.max(max, k), 1);
  const b = new Float64Array(kMax);
  const draw = (random: RandomNumbers, replicate: number): Float64Array => {
    random.fillNormals(normals, replicate);
    let start = 0;
    blocks.forEach(({ k, nLevels, Z, codes }, block) => {
      // u <- T u for every level, in place
      for (let level = 0; level < nLevels; level++) {
        const at = start + level * k;
        for (let i = 0; i < k; i++) {
          b[i] = 0;
          for (let j = 0; j <= i; j++) b[i] += T[block][j * k + i] * normals[at + j];
        }
        for (let i = 0; i < k; i++) normals[at + i] = b[i];
      }
      for (let row = 0; row < n; row++) {
        const at = start + codes[row] * k;
        for (let j = 0; j < k; j++) y[row] += Z[row * k + j] * normals[at + j];
      }
      start += k * nLevels;
    });
    for (let row = 0; row < n; row++) y[row] *= residualSd;
    return y;
  };
  return { size: columns + n, draw };
}

/**
 * An outcome drawn from a fitted model, random effects and residuals anew (as lme4's `simulate` with `use.u = FALSE`):
 * X beta + offset + Z b + e with Cov(b) = sigma^2 T T' and Var(e) = sigma^2 / weight.
 *
 * @param random its normals 0, 1, ... of this replicate are used: by block and level the random effects, then the rows
 * @returns n values in the units of the data, in the order of the frame's rows
 */
export function simulateResponse(fit: LmmFit, random: RandomNumbers, replicate: number): Float64Array {
  const { frame, problem, beta } = fit;
  const { rootWeights, scale, kept } = problem;
  const deviations = deviationsOf(fit).draw(random, replicate);
  return populationMeans(frame, kept, beta).map(
    (mean, row) => mean + (scale * deviations[row]) / (rootWeights ? rootWeights[row] : 1),
  );
}
