import {
  correlationCurvature,
  correlationOf,
  correlationSlope,
  fromCorrelation,
  powerOf,
} from './correlationScale.ts';
import type { BaseStructure } from './covarianceStructure.ts';

/**
 * ARMA(1, 1) in the order of the occasions: correlation gamma phi^(lag - 1) with
 * gamma = (1 + phi theta)(phi + theta) / (1 + 2 phi theta + theta^2) (Box & Jenkins; nlme's corARMA(p = 1, q = 1)).
 */
export const arma: BaseStructure = {
  count: 2,
  at([x, y]) {
    const phi = correlationOf(x);
    const theta = correlationOf(y);
    const slope = [correlationSlope(x), correlationSlope(y)];
    const curvature = [correlationCurvature(x), correlationCurvature(y)];
    const { value: gamma, first: g, second: h } = lagOne(phi, theta);
    const power = powerOf(x);
    /** gamma by the parameters x and y */
    const gammaFirst = (j: number): number => g[j] * slope[j];
    const gammaSecond = (i: number, j: number): number =>
      h[i + j] * slope[i] * slope[j] + (i === j ? g[j] * curvature[j] : 0);
    return {
      value: (a, b) => (a === b ? 1 : gamma * power.value(Math.abs(a - b) - 1)),
      first(j, a, b) {
        if (a === b) return 0;
        const lag = Math.abs(a - b) - 1;
        return gammaFirst(j) * power.value(lag) + (j === 0 ? gamma * power.first(lag) : 0);
      },
      second(i, j, a, b) {
        if (a === b) return 0;
        const lag = Math.abs(a - b) - 1;
        return (
          gammaSecond(i, j) * power.value(lag) +
          (i === 0 ? gammaFirst(j) * power.first(lag) : 0) +
          (j === 0 ? gammaFirst(i) * power.first(lag) : 0) +
          (i === 0 && j === 0 ? gamma * power.second(lag) : 0)
        );
      },
    };
  },
  start: ({ adjacent }) => Float64Array.of(fromCorrelation(adjacent.correlation), 0),
  shown: () =>
    ['autoregressive parameter', 'moving-average parameter'].map((name, j) => ({
      kind: 'own',
      name,
      j,
      value: correlationOf,
      derivative: correlationSlope,
      scale: 'z',
      unit: 0,
    })),
};

/** gamma, its gradient by (phi, theta) and its second derivatives (phi phi, phi theta, theta theta). */
function lagOne(phi: number, theta: number): { value: number; first: number[]; second: number[] } {
  const D = 1 + 2 * phi * theta + theta * theta;
  const value = ((1 + phi * theta) * (phi + theta)) / D;
  // Numerator N: N_phi = D.
  const N = [D, 1 + phi * phi + 2 * phi * theta];
  const dD = [2 * theta, 2 * (phi + theta)];
  const first = N.map((slope, j) => (slope - value * dD[j]) / D);
  const d2N = [2 * theta, 2 * (phi + theta), 2 * phi];
  const d2D = [0, 2, 2];
  const pairs = [
    [0, 0],
    [0, 1],
    [1, 1],
  ] as const;
  const second = pairs.map(
    ([i, j], at) => (d2N[at] - value * d2D[at] - first[i] * dD[j] - first[j] * dD[i]) / D,
  );
  return { value, first, second };
}
