import { expect, test } from 'vitest';
import {
  chiSquaredCdf,
  chiSquaredQuantile,
  chiSquaredSf,
} from '../../../../../src-main/engine/numerics/distributions/chiSquared.ts';
import { highPrecisionTable } from '../highPrecision.ts';

const misses = highPrecisionTable(new URL('highPrecision.csv', import.meta.url));

test('agrees with high-precision values in both tails', () => {
  expect(misses('chiSquaredCdf', chiSquaredCdf, 1e-13)).toEqual([]);
  expect(misses('chiSquaredSf', chiSquaredSf, 1e-13)).toEqual([]);
  expect(misses('chiSquaredQuantile', chiSquaredQuantile, 1e-13)).toEqual([]);
});

test('limits and impossible arguments', () => {
  expect([
    chiSquaredCdf(-1, 2),
    chiSquaredSf(0, 2),
    chiSquaredCdf(Infinity, 2),
    chiSquaredSf(Infinity, 2),
  ]).toEqual([0, 1, 1, 0]);
  expect([chiSquaredQuantile(0, 2), chiSquaredQuantile(1, 2)]).toEqual([0, Infinity]);
  expect([
    chiSquaredSf(1, 0),
    chiSquaredSf(1, Infinity),
    chiSquaredSf(NaN, 1),
    chiSquaredQuantile(2, 1),
  ]).toEqual(Array(4).fill(NaN));
});
