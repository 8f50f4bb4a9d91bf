import type { CovarianceStructure } from './covarianceStructure.ts';

/**
 * Huynh-Feldt: covariance (s_a^2 + s_b^2) / 2 - lambda, so that all differences of two occasions have the variance
 * 2 lambda (Huynh & Feldt 1970; SAS TYPE=HF). Parameters: log SDs, log lambda.
 */
export function huynhFeldt(T: number): CovarianceStructure {
  return {
    count: T + 1,
    at(theta) {
      const variance = Float64Array.from({ length: T }, (_, t) => Math.exp(2 * theta[t]));
      const lambda = Math.exp(theta[T]);
      /** How much of the variance of occasion t is in the entry (a, b). */
      const share = (t: number, a: number, b: number): number => ((a === t ? 1 : 0) + (b === t ? 1 : 0)) / 2;
      return {
        value: (a, b) => (variance[a] + variance[b]) / 2 - (a === b ? 0 : lambda),
        first: (j, a, b) => (j < T ? 2 * share(j, a, b) * variance[j] : a === b ? 0 : -lambda),
        second(i, j, a, b) {
          if (i !== j) return 0;
          return j < T ? 4 * share(j, a, b) * variance[j] : a === b ? 0 : -lambda;
        },
      };
    },
    start({ variance, adjacent }) {
      const mean = variance.reduce((sum, value) => sum + value, 0) / T;
      const r = Math.max(0, Math.min(0.9, adjacent.correlation || 0));
      return Float64Array.from([...variance.map(() => Math.log(mean) / 2), Math.log(mean * (1 - r))]);
    },
    shown: (names) => [
      ...names.map((name, at) => ({ kind: 'variance' as const, name: `variance ${name}`, at })),
      {
        kind: 'own',
        name: 'half the variance of differences',
        j: T,
        value: Math.exp,
        derivative: Math.exp,
        scale: 'log',
        unit: 2,
      },
    ],
  };
}
