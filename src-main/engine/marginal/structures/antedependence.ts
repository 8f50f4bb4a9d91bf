import {
  correlationCurvature,
  correlationOf,
  correlationSlope,
  fromCorrelation,
} from './correlationScale.ts';
import type { BaseStructure } from './covarianceStructure.ts';

/** First-order antedependence: the product of the correlations of all neighbours between; `ante1` with a SD per occasion. */
export function antedependence(T: number): BaseStructure {
  return {
    count: T - 1,
    at(x) {
      const rho = Float64Array.from(x.subarray(0, T - 1), correlationOf);
      /** Product over the steps between a and b, those at i and j replaced. */
      const product = (a: number, b: number, i = -1, atI = 1, j = -1, atJ = 1): number => {
        let value = 1;
        for (let t = Math.min(a, b); t < Math.max(a, b); t++) value *= t === i ? atI : t === j ? atJ : rho[t];
        return value;
      };
      const between = (j: number, a: number, b: number): boolean => j >= Math.min(a, b) && j < Math.max(a, b);
      return {
        value: product,
        first: (j, a, b) => (between(j, a, b) ? product(a, b, j, correlationSlope(x[j])) : 0),
        second(i, j, a, b) {
          if (!between(i, a, b) || !between(j, a, b)) return 0;
          return i === j
            ? product(a, b, j, correlationCurvature(x[j]))
            : product(a, b, i, correlationSlope(x[i]), j, correlationSlope(x[j]));
        },
      };
    },
    parametersOf(occasions) {
      const from = occasions[0];
      return Array.from({ length: occasions[occasions.length - 1] - from }, (_, t) => from + t);
    },
    start: ({ correlation }) =>
      Float64Array.from({ length: T - 1 }, (_, t) => fromCorrelation(correlation(t, t + 1))),
    shown: (names) =>
      Array.from({ length: T - 1 }, (_, t) => ({
        kind: 'correlation',
        name: `correlation ${names[t]}, ${names[t + 1]}`,
        a: t,
        b: t + 1,
      })),
  };
}
