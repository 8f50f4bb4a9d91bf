import {
  correlationCurvature,
  correlationOf,
  correlationSlope,
  fromCorrelation,
} from './correlationScale.ts';
import type { BaseStructure, Moments } from './covarianceStructure.ts';

/** One correlation for each lag: `toep`, and with a SD per occasion `toeph`. */
export function toeplitz(T: number): BaseStructure {
  const own = (j: number, a: number, b: number): boolean => Math.abs(a - b) === j + 1;
  return {
    count: T - 1,
    at: (x) => ({
      value: (a, b) => (a === b ? 1 : correlationOf(x[Math.abs(a - b) - 1])),
      first: (j, a, b) => (own(j, a, b) ? correlationSlope(x[j]) : 0),
      second: (i, j, a, b) => (i === j && own(j, a, b) ? correlationCurvature(x[j]) : 0),
    }),
    start: (moments) =>
      Float64Array.from({ length: T - 1 }, (_, j) => fromCorrelation(meanAtLag(moments, T, j + 1))),
    shown: () =>
      Array.from({ length: T - 1 }, (_, j) => ({
        kind: 'correlation',
        name: `correlation at lag ${j + 1}`,
        a: 0,
        b: j + 1,
      })),
  };
}

/** Mean correlation of the occasions so many apart; NaN where no two of them are seen together. */
export function meanAtLag({ correlation }: Moments, T: number, lag: number): number {
  let sum = 0;
  let count = 0;
  for (let a = 0; a + lag < T; a++) {
    const r = correlation(a, a + lag);
    if (Number.isNaN(r)) continue;
    sum += r;
    count++;
  }
  return sum / count;
}
