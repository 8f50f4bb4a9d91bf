import { expect, test } from 'vitest';
import { normalQuantile, normalSf } from '../../../../../src-main/engine/numerics/distributions/normal.ts';
import {
  tCdf,
  tQuantile,
  tSf,
  tTwoSided,
} from '../../../../../src-main/engine/numerics/distributions/studentT.ts';
import { highPrecisionTable } from '../highPrecision.ts';

const misses = highPrecisionTable(new URL('highPrecision.csv', import.meta.url));

test('agrees with high-precision values to 1e-300', () => {
  expect(misses('tTwoSided', tTwoSided, 1e-13)).toEqual([]);
  expect(misses('tTwoSided', (t, df) => 2 * tSf(t, df), 1e-13)).toEqual([]);
  expect(misses('tTwoSided', (t, df) => 2 * tCdf(-t, df), 1e-13)).toEqual([]);
  expect(misses('tQuantile', tQuantile, 1e-13)).toEqual([]);
  expect(2 * tSf(8, 25.5)).toBeCloseTo(2.0360271058911e-8, 20);
});

test('quantile and distribution function undo one another from 1e-300 to 1 - 1e-16, df 0.1 to 1e10', () => {
  const failures: string[] = [];
  for (const df of [0.1, 0.3, 1, 2.5, 17, 25.5, 252, 1e4, 1e8, 1e10]) {
    for (const p of [1e-300, 1e-100, 1e-16, 0.001, 0.2, 0.26, 0.4999, 0.500001, 0.9, 1 - 2 ** -53]) {
      const t = tQuantile(p, df);
      // For small df the quantile of 1e-300 is beyond the largest double.
      if (t === -Infinity && df < 1) continue;
      const ratio = p < 0.5 ? tCdf(t, df) / p : tSf(t, df) / (1 - p);
      if (!(Math.abs(ratio - 1) < 1e-12)) failures.push(`${p} ${df}: ${t}, ${ratio}`);
    }
  }
  expect(failures).toEqual([]);
});

test('next to the median the quantile keeps its relative precision', () => {
  // Density of the Cauchy distribution at 0: 1 / pi.
  expect(tQuantile(0.5 + 2 ** -50, 1) / (Math.PI * 2 ** -50)).toBeCloseTo(1, 13);
});

test('infinite df is the normal distribution', () => {
  expect(tSf(3, Infinity)).toBe(normalSf(3));
  expect(tTwoSided(-3, Infinity)).toBe(2 * normalSf(3));
  expect(tQuantile(0.975, Infinity)).toBe(normalQuantile(0.975));
});

test('limits and impossible arguments', () => {
  expect([tCdf(-Infinity, 3), tCdf(Infinity, 3), tTwoSided(-Infinity, 3)]).toEqual([0, 1, 0]);
  expect([tCdf(0, 3), tSf(0, 3), tTwoSided(0, 3), tTwoSided(1e-200, 3)]).toEqual([0.5, 0.5, 1, 1]);
  expect([tQuantile(0, 3), tQuantile(0.5, 3), tQuantile(1, 3)]).toEqual([-Infinity, 0, Infinity]);
  expect([tSf(1, 0), tSf(1, -1), tSf(1, NaN), tSf(NaN, 1), tQuantile(2, 1), tQuantile(0.5, 0)]).toEqual(
    Array(6).fill(NaN),
  );
});
