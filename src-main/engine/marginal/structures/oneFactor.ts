import type { CovarianceStructure } from './covarianceStructure.ts';

/**
 * One common factor: covariance l_a l_b, and a variance of its own for each occasion, l_a^2 + exp(2 psi_a)
 * (factor analytic, SAS TYPE=FA(1)). Parameters: loadings, log SDs of the rest. Needs three occasions.
 */
export function oneFactor(T: number): CovarianceStructure {
  return {
    count: 2 * T,
    at(theta) {
      const load = theta.slice(0, T);
      const rest = Float64Array.from({ length: T }, (_, t) => Math.exp(2 * theta[T + t]));
      return {
        value: (a, b) => load[a] * load[b] + (a === b ? rest[a] : 0),
        first(j, a, b) {
          if (j < T) return (a === j ? load[b] : 0) + (b === j ? load[a] : 0);
          return a === b && a === j - T ? 2 * rest[a] : 0;
        },
        second(i, j, a, b) {
          if (i < T && j < T) return (a === i && b === j ? 1 : 0) + (a === j && b === i ? 1 : 0);
          return i === j && a === b && a === j - T ? 4 * rest[a] : 0;
        },
      };
    },
    start({ variance, correlation, adjacent }) {
      // The sign of each loading from the correlation with the first occasion.
      const r = Math.max(0.2, Math.min(0.8, Math.abs(adjacent.correlation || 0)));
      const loadings = variance.map((v, t) => Math.sqrt(r * v) * (t > 0 && correlation(0, t) < 0 ? -1 : 1));
      return Float64Array.from([...loadings, ...variance.map((v) => Math.log((1 - r) * v) / 2)]);
    },
    shown: (names) => [
      ...names.map((name, j) => ({
        kind: 'own' as const,
        name: `loading ${name}`,
        j,
        value: (x: number) => x,
        derivative: () => 1,
        scale: 'none' as const,
        unit: 1 as const,
      })),
      ...names.map((name, t) => ({
        kind: 'own' as const,
        name: `own variance ${name}`,
        j: T + t,
        value: (x: number) => Math.exp(2 * x),
        derivative: (x: number) => 2 * Math.exp(2 * x),
        scale: 'log' as const,
        unit: 2 as const,
      })),
    ],
  };
}
