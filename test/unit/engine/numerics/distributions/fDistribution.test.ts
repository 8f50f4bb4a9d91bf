import { expect, test } from 'vitest';
import {
  chiSquaredCdf,
  chiSquaredQuantile,
  chiSquaredSf,
} from '../../../../../src-main/engine/numerics/distributions/chiSquared.ts';
import { fCdf, fQuantile, fSf } from '../../../../../src-main/engine/numerics/distributions/fDistribution.ts';
import { highPrecisionTable } from '../highPrecision.ts';

const misses = highPrecisionTable(new URL('highPrecision.csv', import.meta.url));

test('agrees with high-precision values in both tails', () => {
  expect(misses('fCdf', fCdf, 1e-13)).toEqual([]);
  expect(misses('fSf', fSf, 1e-13)).toEqual([]);
  expect(misses('fQuantile', fQuantile, 1e-13)).toEqual([]);
  expect(fSf(80, 3, 120) / 1.70089819e-28).toBeCloseTo(1, 8);
});

test('quantile and distribution function undo one another', () => {
  const failures: string[] = [];
  for (const [d1, d2] of [
    [0.3, 0.3],
    [1, 1e8],
    [5, 252],
    [1e8, 3],
    [1e5, 2e5],
  ] as const) {
    for (const p of [1e-16, 0.02, 0.5, 0.9, 1 - 2 ** -52]) {
      const f = fQuantile(p, d1, d2);
      const ratio = p <= 0.5 ? fCdf(f, d1, d2) / p : fSf(f, d1, d2) / (1 - p);
      if (!(Math.abs(ratio - 1) < 1e-12)) failures.push(`${p} ${d1} ${d2}: ${f}, ${ratio}`);
    }
  }
  expect(failures).toEqual([]);
});

test('infinite denominator df is chi-squared over its df', () => {
  expect(fCdf(2, 3, Infinity)).toBe(chiSquaredCdf(6, 3));
  expect(fSf(2, 3, Infinity)).toBe(chiSquaredSf(6, 3));
  expect(fQuantile(0.9, 3, Infinity)).toBe(chiSquaredQuantile(0.9, 3) / 3);
});

test('limits and impossible arguments', () => {
  expect([fCdf(0, 3, 4), fSf(0, 3, 4), fSf(-1, 3, 4), fCdf(Infinity, 3, 4), fSf(Infinity, 3, 4)]).toEqual([
    0, 1, 1, 1, 0,
  ]);
  expect([fQuantile(0, 3, 4), fQuantile(1, 3, 4)]).toEqual([0, Infinity]);
  expect([fSf(1, 0, 3), fSf(1, 3, 0), fSf(1, Infinity, 3), fSf(NaN, 3, 3), fQuantile(-1, 3, 3)]).toEqual(
    Array(5).fill(NaN),
  );
});
