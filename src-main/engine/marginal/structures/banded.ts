import {
  correlationCurvature,
  correlationOf,
  correlationSlope,
  fromCorrelation,
} from './correlationScale.ts';
import type { BaseStructure } from './covarianceStructure.ts';
import { correlationsOf } from './unitCholesky.ts';

/**
 * A correlation of its own for each pair of occasions less than `bands` apart, zero for all others: `un_banded`, SAS's
 * UN(q). Not every set of values is positive definite; the search stays where it is.
 */
export function banded(T: number, bands: number): BaseStructure {
  const pairs: (readonly [number, number])[] = [];
  const position = new Int32Array(T * T).fill(-1);
  for (let a = 0; a < T; a++) {
    for (let b = a + 1; b < Math.min(T, a + bands); b++) {
      position[a * T + b] = position[b * T + a] = pairs.length;
      pairs.push([a, b]);
    }
  }
  return {
    count: pairs.length,
    at: (x) => ({
      value(a, b) {
        if (a === b) return 1;
        const j = position[a * T + b];
        return j < 0 ? 0 : correlationOf(x[j]);
      },
      first: (j, a, b) => (position[a * T + b] === j ? correlationSlope(x[j]) : 0),
      second: (i, j, a, b) => (i === j && position[a * T + b] === j ? correlationCurvature(x[j]) : 0),
    }),
    // Half the correlations: cut off at the band they may not fit together as they are.
    start: ({ correlation }) => Float64Array.from(pairs, ([a, b]) => fromCorrelation(correlation(a, b) / 2)),
    shown: (names) => correlationsOf(names, T, bands),
  };
}
