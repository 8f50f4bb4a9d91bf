import type { BaseStructure, Moments } from './covarianceStructure.ts';

/**
 * One correlation for all pairs of occasions: `cs`, and with a SD per occasion `csh`. It lies between -1 / (T - 1), below which
 * no covariance matrix exists, and 1: -1 / (T - 1) + T / (T - 1) / (1 + exp(-x)), the scale of mmrm.
 */
export function compoundSymmetry(T: number): BaseStructure {
  const smallest = -1 / (T - 1);
  const range = 1 - smallest;
  const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
  return {
    count: 1,
    at([x]) {
      const share = logistic(x);
      const slope = range * share * (1 - share);
      const curvature = slope * (1 - 2 * share);
      return {
        value: (a, b) => (a === b ? 1 : smallest + range * share),
        first: (_j, a, b) => (a === b ? 0 : slope),
        second: (_i, _j, a, b) => (a === b ? 0 : curvature),
      };
    },
    start(moments) {
      const share = (meanCorrelation(moments, T) - smallest) / range;
      const bounded = Math.max(0.05, Math.min(0.95, Number.isFinite(share) ? share : 0.5));
      return Float64Array.of(Math.log(bounded / (1 - bounded)));
    },
    shown: () => [{ kind: 'correlation', name: 'correlation', a: 0, b: 1 }],
  };
}

/** Over all pairs of occasions that some subject has. */
function meanCorrelation({ correlation, adjacent }: Moments, T: number): number {
  let sum = 0;
  let count = 0;
  for (let b = 1; b < T; b++) {
    for (let a = 0; a < b; a++) {
      const r = correlation(a, b);
      if (Number.isNaN(r)) continue;
      sum += r;
      count++;
    }
  }
  return count > 0 ? sum / count : adjacent.correlation;
}
