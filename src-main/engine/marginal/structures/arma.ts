import {
  correlationCurvature,
  correlationOf,
  correlationSlope,
  fromCorrelation,
  powerOf,
} from './correlationScale.ts';
import type { BaseStructure, Moments } from './covarianceStructure.ts';
import { meanAtLag } from './toeplitz.ts';

/**
 * ARMA(1, 1) in the order of the occasions: correlation gamma phi^(lag - 1) with
 * gamma = (1 + phi theta)(phi + theta) / (1 + 2 phi theta + theta^2) (Box & Jenkins; nlme's corARMA(p = 1, q = 1)).
 *
 * The parameters are those of phi and of s with gamma = (phi + s) / 2: all that gamma can be given phi while |theta| < 1. The
 * entries are smooth at every limit, among them phi = 1, compound symmetry. From the identity
 * atanh s = atanh phi + 2 atanh theta comes theta; atanh of x / sqrt(1 + x^2) is asinh x.
 */
export function arma(T: number): BaseStructure {
  return {
    count: 2,
    at([x, y]) {
      const gamma = (correlationOf(x) + correlationOf(y)) / 2;
      const slope = [correlationSlope(x) / 2, correlationSlope(y) / 2];
      const curvature = [correlationCurvature(x) / 2, correlationCurvature(y) / 2];
      const power = powerOf(x);
      return {
        value: (a, b) => (a === b ? 1 : gamma * power.value(Math.abs(a - b) - 1)),
        first(j, a, b) {
          if (a === b) return 0;
          const lag = Math.abs(a - b) - 1;
          return slope[j] * power.value(lag) + (j === 0 ? gamma * power.first(lag) : 0);
        },
        second(i, j, a, b) {
          if (a === b) return 0;
          const lag = Math.abs(a - b) - 1;
          return (
            (i === j ? curvature[j] * power.value(lag) : 0) +
            (i === 0 ? slope[j] * power.first(lag) : 0) +
            (j === 0 ? slope[i] * power.first(lag) : 0) +
            (i === 0 && j === 0 ? gamma * power.second(lag) : 0)
          );
        },
      };
    },
    start(moments) {
      const { phi, gamma } = nearest(moments, T);
      return Float64Array.of(fromCorrelation(phi), fromCorrelation(2 * gamma - phi));
    },
    shown: () => [
      {
        kind: 'own',
        name: 'autoregressive parameter',
        j: 0,
        value: correlationOf,
        derivative: correlationSlope,
        scale: 'z',
        unit: 0,
      },
      {
        kind: 'z',
        name: 'moving-average parameter',
        of: ([x, y]) => ({
          value: (Math.asinh(y) - Math.asinh(x)) / 2,
          first: (j) => (j === 0 ? -1 / Math.hypot(1, x) : 1 / Math.hypot(1, y)) / 2,
          second: (i, j) =>
            (i !== j ? 0 : j === 0 ? x / Math.hypot(1, x) ** 3 : -y / Math.hypot(1, y) ** 3) / 2,
        }),
      },
    ],
  };
}

const GRID = 0.05;
const LARGEST = 0.95;
/** Lags whose correlations decide on the start. */
const MOST_LAGS = 12;

/** phi on a grid, and gamma, that come nearest to the mean correlations at the first lags. */
function nearest(moments: Moments, T: number): { phi: number; gamma: number } {
  const means = Array.from({ length: Math.min(MOST_LAGS, T - 1) }, (_, d) => meanAtLag(moments, T, d + 1));
  const adjacent = moments.adjacent.correlation || 0;
  // One lag says nothing about how correlation falls.
  if (means.filter((r) => !Number.isNaN(r)).length < 2) return { phi: adjacent, gamma: adjacent };
  let best = { phi: adjacent, gamma: adjacent, distance: Infinity };
  for (let phi = -LARGEST; phi <= LARGEST; phi += GRID) {
    let cross = 0;
    let square = 0;
    means.forEach((r, d) => {
      // There are T - 1 - d pairs of occasions at lag d + 1.
      if (Number.isNaN(r)) return;
      cross += (T - 1 - d) * r * phi ** d;
      square += (T - 1 - d) * phi ** (2 * d);
    });
    const gamma = Math.max((phi - LARGEST) / 2, Math.min((phi + LARGEST) / 2, cross / square));
    let distance = 0;
    means.forEach((r, d) => {
      if (!Number.isNaN(r)) distance += (T - 1 - d) * (r - gamma * phi ** d) ** 2;
    });
    if (distance < best.distance) best = { phi, gamma, distance };
  }
  return best;
}
