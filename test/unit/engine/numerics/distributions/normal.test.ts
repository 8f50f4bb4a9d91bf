import { expect, test } from 'vitest';
import {
  normalCdf,
  normalIsf,
  normalQuantile,
  normalSf,
} from '../../../../../src-main/engine/numerics/distributions/normal.ts';
import { highPrecisionTable } from '../highPrecision.ts';

const misses = highPrecisionTable(new URL('highPrecision.csv', import.meta.url));

test('agrees with high-precision values in both tails', () => {
  expect(misses('normalSf', normalSf, 1e-14)).toEqual([]);
  expect(misses('normalSf', (z) => normalCdf(-z), 1e-14)).toEqual([]);
  expect(misses('normalQuantile', normalQuantile, 1e-14)).toEqual([]);
  expect(misses('normalQuantile', (p) => -normalIsf(p), 1e-14)).toEqual([]);
});

test('quantile and distribution function undo one another', () => {
  for (const p of [1e-308, 1e-30, 0.02, 0.24999, 0.25, 0.4999, 0.5, 0.51, 0.75, 0.7501, 1 - 2 ** -53]) {
    const z = normalQuantile(p);
    if (p < 0.5) expect(normalCdf(z) / p).toBeCloseTo(1, 12);
    else expect(normalSf(z) / (1 - p)).toBeCloseTo(1, 12);
  }
});

test('limits and impossible arguments', () => {
  expect([normalCdf(-Infinity), normalCdf(Infinity), normalSf(1e300)]).toEqual([0, 1, 0]);
  expect([normalQuantile(0), normalQuantile(1), normalQuantile(0.5)]).toEqual([-Infinity, Infinity, 0]);
  expect([normalIsf(0), normalIsf(1)]).toEqual([Infinity, -Infinity]);
  expect([
    normalCdf(NaN),
    normalSf(NaN),
    normalQuantile(-0.1),
    normalQuantile(1.1),
    normalQuantile(NaN),
  ]).toEqual(Array(5).fill(NaN));
});
