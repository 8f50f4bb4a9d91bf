import type { BaseStructure, ShownParameter } from './covarianceStructure.ts';

/**
 * Correlation rho^d, 0 < rho < 1, d the distance in time: continuous-time autoregression (`car1`, shown by rho) and the
 * spatial exponential exp(-d / range) (`sp_exp`, shown by its range) are the same curve. Parameter: logit of rho.
 */
export function exponentialDistance(times: Float64Array, by: 'correlation' | 'range'): BaseStructure {
  const distance = (a: number, b: number): number => Math.abs(times[a] - times[b]);
  const shown: ShownParameter =
    by === 'correlation'
      ? {
          kind: 'own',
          name: 'correlation at distance 1',
          j: 0,
          value: (x) => Math.exp(logRho(x)),
          derivative: (x) => Math.exp(logRho(x)) * logRhoSlope(x),
          scale: 'logit',
          unit: 0,
        }
      : {
          kind: 'own',
          name: 'range',
          j: 0,
          value: (x) => -1 / logRho(x),
          derivative: (x) => logRhoSlope(x) / logRho(x) ** 2,
          scale: 'log',
          unit: 0,
        };
  return {
    count: 1,
    at([x]) {
      const f = logRho(x);
      const slope = logRhoSlope(x);
      const curvature = -slope * (1 - slope);
      return {
        value: (a, b) => Math.exp(distance(a, b) * f),
        first(_j, a, b) {
          const d = distance(a, b);
          return d * slope * Math.exp(d * f);
        },
        second(_i, _j, a, b) {
          const d = distance(a, b);
          return (d * curvature + (d * slope) ** 2) * Math.exp(d * f);
        },
      };
    },
    start({ adjacent }) {
      const r = Math.max(0.05, Math.min(0.95, adjacent.correlation || 0));
      const log = Math.log(r) / adjacent.distance;
      // logit(rho) = log rho - log(1 - rho)
      return Float64Array.of(log - Math.log(-Math.expm1(log)));
    },
    shown: () => [shown],
  };
}

/** log of the logistic function. */
function logRho(x: number): number {
  return x > 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x));
}

/** d log rho / dx = 1 - rho. */
function logRhoSlope(x: number): number {
  return 1 / (1 + Math.exp(x));
}

/** Correlation exp(-d^2 / range^2): `sp_gau`. Parameter: log range. */
export function gaussianDistance(times: Float64Array): BaseStructure {
  /** (d / range)^2 */
  const ratio = (x: number, a: number, b: number): number => ((times[a] - times[b]) * Math.exp(-x)) ** 2;
  return {
    count: 1,
    at: ([x]) => ({
      value: (a, b) => Math.exp(-ratio(x, a, b)),
      first(_j, a, b) {
        const u = ratio(x, a, b);
        return 2 * u * Math.exp(-u);
      },
      second(_i, _j, a, b) {
        const u = ratio(x, a, b);
        return (4 * u * u - 4 * u) * Math.exp(-u);
      },
    }),
    start({ adjacent }) {
      const r = Math.max(0.05, Math.min(0.95, adjacent.correlation || 0));
      return Float64Array.of(Math.log(adjacent.distance) - Math.log(-Math.log(r)) / 2);
    },
    shown: () => [
      { kind: 'own', name: 'range', j: 0, value: Math.exp, derivative: Math.exp, scale: 'log', unit: 0 },
    ],
  };
}
