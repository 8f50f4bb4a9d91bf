import { expect, test } from 'vitest';
import { erf, erfc, erfcx } from '../../../../../src-main/engine/numerics/special/erf.ts';
import {
  incompleteBeta,
  incompleteBetaUpper,
} from '../../../../../src-main/engine/numerics/special/incompleteBeta.ts';
import {
  incompleteGamma,
  incompleteGammaUpper,
} from '../../../../../src-main/engine/numerics/special/incompleteGamma.ts';
import { inverseIncompleteBeta } from '../../../../../src-main/engine/numerics/special/inverseIncompleteBeta.ts';
import { inverseIncompleteGamma } from '../../../../../src-main/engine/numerics/special/inverseIncompleteGamma.ts';
import { lgamma } from '../../../../../src-main/engine/numerics/special/lgamma.ts';
import { logBeta } from '../../../../../src-main/engine/numerics/special/logBeta.ts';
import { expm1MinusX, log1pMinusX } from '../../../../../src-main/engine/numerics/special/remainders.ts';
import { highPrecisionTable } from '../highPrecision.ts';

const misses = highPrecisionTable(new URL('specialValues.csv', import.meta.url));

test('error function', () => {
  expect(misses('erf', erf, 1e-15)).toEqual([]);
  expect(misses('erfc', erfc, 1e-15)).toEqual([]);
  expect(misses('erfcx', erfcx, 1e-15)).toEqual([]);
  expect([erf(Infinity), erf(-Infinity), erfc(Infinity), erfc(-Infinity), erfcx(Infinity)]).toEqual([
    1, -1, 0, 2, 0,
  ]);
  expect([erf(NaN), erfc(NaN), erfcx(NaN)]).toEqual([NaN, NaN, NaN]);
});

test('gamma and beta function', () => {
  expect(misses('lgamma', lgamma, 1e-15)).toEqual([]);
  expect(misses('logBeta', logBeta, 1e-15)).toEqual([]);
  expect([lgamma(0), lgamma(Infinity), lgamma(-0.5), lgamma(NaN)]).toEqual([Infinity, Infinity, NaN, NaN]);
  expect([logBeta(0, 3), logBeta(-1, 3)]).toEqual([Infinity, NaN]);
});

test('remainders of ln(1 + x) and exp(x)', () => {
  expect(misses('log1pMinusX', log1pMinusX, 1e-15)).toEqual([]);
  expect(misses('expm1MinusX', expm1MinusX, 1e-15)).toEqual([]);
});

test('incomplete beta and gamma functions', () => {
  expect(misses('incompleteBeta', incompleteBeta, 2e-14)).toEqual([]);
  expect(misses('incompleteBetaUpper', incompleteBetaUpper, 2e-14)).toEqual([]);
  expect(misses('incompleteGamma', incompleteGamma, 2e-14)).toEqual([]);
  expect(misses('incompleteGammaUpper', incompleteGammaUpper, 2e-14)).toEqual([]);
  expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3), incompleteBetaUpper(0, 2, 3)]).toEqual([0, 1, 1]);
  expect([incompleteGamma(2, 0), incompleteGamma(2, Infinity), incompleteGammaUpper(2, 0)]).toEqual([
    0, 1, 1,
  ]);
  expect([incompleteBeta(2, 1, 1), incompleteBeta(0.5, 0, 1), incompleteGamma(0, 1)]).toEqual([
    NaN,
    NaN,
    NaN,
  ]);
});

test('the inverses find x again', () => {
  for (const [x, a, b] of [
    [1e-30, 0.5, 0.5],
    [0.3, 0.15, 0.15],
    [0.2, 40, 40],
    [0.9, 7, 0.5],
    [0.6, 3000, 2000],
  ] as const) {
    expect(inverseIncompleteBeta(incompleteBeta(x, a, b), a, b) / x).toBeCloseTo(1, 13);
  }
  for (const [a, x] of [
    [0.05, 1e-30],
    [0.5, 0.2],
    [3, 9],
    [4e4, 3.9e4],
  ] as const) {
    expect(inverseIncompleteGamma(incompleteGamma(a, x), a) / x).toBeCloseTo(1, 12);
  }
  expect([
    inverseIncompleteBeta(0, 1, 2),
    inverseIncompleteBeta(1, 1, 2),
    inverseIncompleteBeta(2, 1, 2),
  ]).toEqual([0, 1, NaN]);
});
