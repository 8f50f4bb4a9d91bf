import type { ResidualStructure } from '../model/residualStructures.ts';

/** Standard deviations of five occasions where each has its own, at most 1. */
const sd = [0.62, 0.88, 0.7, 1, 0.78];
/** Their times, unevenly spaced, for structures in distance. */
const times = [0, 0.6, 2.2, 2.8, 4.8];
/** Correlations of neighbours for antedependence, by number of steps for Toeplitz, loadings for one factor. */
const neighbours = [0.85, 0.5, 0.8, 0.6];
const bySteps = [1, 0.6, 0.68, 0.3, 0.42];
const loadings = [0.5, 0.95, 0.65, 0.9, 0.55];
/** Correlations of an unstructured matrix, below the diagonal, row by row. */
const free = [[], [0.55], [0.3, 0.65], [0.45, 0.4, 0.6], [0.2, 0.5, 0.3, 0.6]];
/** Those beside the diagonal of a banded one. */
const banded = [0.5, 0.38, 0.48, 0.3];

const rho = 0.66;

/** Correlation of occasions s > t, and whether variances differ. */
type Shape = readonly [correlation: (s: number, t: number) => number, heterogeneous: boolean];

const shapes: Readonly<Record<ResidualStructure, Shape>> = {
  iid: [() => 0, false],
  diag: [() => 0, true],
  cs: [() => 0.5, false],
  csh: [() => 0.5, true],
  ar1: [(s, t) => rho ** (s - t), false],
  arh1: [(s, t) => rho ** (s - t), true],
  car1: [(s, t) => rho ** (times[s] - times[t]), false],
  sp_exp: [(s, t) => Math.exp(-(times[s] - times[t]) / 2), false],
  sp_gau: [(s, t) => Math.exp(-(((times[s] - times[t]) / 2.4) ** 2)), false],
  arma11: [(s, t) => 0.5 * 0.85 ** (s - t - 1), false],
  toep: [(s, t) => bySteps[s - t], false],
  toeph: [(s, t) => bySteps[s - t], true],
  ante1: [(s, t) => neighbours.slice(t, s).reduce((product, value) => product * value, 1), true],
  hf: [(s, t) => ((sd[s] ** 2 + sd[t] ** 2) / 2 - 0.24) / (sd[s] * sd[t]), true],
  fa1: [(s, t) => loadings[s] * loadings[t], true],
  un_banded: [(s, t) => (s - t === 1 ? banded[t] : 0), true],
  un: [(s, t) => free[s][t], true],
};

/**
 * What a structure looks like, by a simple case of five occasions: variances on the diagonal, the largest 1, and
 * correlations beside it; equal where the structure says equal. Symmetric; the correlations are valid ones.
 */
export function structurePicture(structure: ResidualStructure): readonly (readonly number[])[] {
  const [correlation, heterogeneous] = shapes[structure];
  return sd.map((_, s) =>
    sd.map((__, t) => {
      if (s === t) return heterogeneous ? sd[s] ** 2 : 1;
      return correlation(Math.max(s, t), Math.min(s, t));
    }),
  );
}
