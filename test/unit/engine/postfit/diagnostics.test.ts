import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { breuschPagan } from '../../../../src-main/engine/postfit/breuschPagan.ts';
import { durbinWatson } from '../../../../src-main/engine/postfit/durbinWatson.ts';
import { normalScores } from '../../../../src-main/engine/postfit/normalScores.ts';
import { shapiroWilk } from '../../../../src-main/engine/postfit/shapiroWilk.ts';

/** R's values, made by diagnostics.R. */
interface Reference {
  shapiroWilk: { name: string; x: number[]; W: number; p: number }[];
  large: { W: number; p: number };
  regressions: {
    name: string;
    p: number;
    X: number[];
    residuals: number[];
    durbinWatson: number;
    breuschPagan: { statistic: number; df: number; p: number };
  }[];
  scores: { n: number; scores: number | number[] }[];
}

const reference = JSON.parse(readFileSync(new URL('diagnostics.json', import.meta.url), 'utf8')) as Reference;

function expectRelative(got: number, expected: number, tolerance: number): void {
  expect(Math.abs(got - expected), `${got} instead of ${expected}`).toBeLessThanOrEqual(
    tolerance * Math.abs(expected),
  );
}

describe('shapiroWilk', () => {
  test.each(reference.shapiroWilk)('$name', ({ x, W, p }) => {
    const values = Float64Array.from(x);
    const got = shapiroWilk(values);
    expectRelative(got.W, W, 1e-9);
    if (p === 0) expect(got.p).toBeLessThan(1e-7);
    else expectRelative(got.p, p, 1e-7);
    expect(Array.from(values)).toEqual(x);
  });

  test('5000 logistic quantiles', () => {
    const n = 5000;
    const got = shapiroWilk(Float64Array.from({ length: n }, (_, i) => Math.log((i + 0.5) / (n - i - 0.5))));
    expectRelative(got.W, reference.large.W, 1e-9);
    expectRelative(got.p, reference.large.p, 1e-7);
  });

  test('depends neither on unit nor on origin', () => {
    const x = Float64Array.of(3, 1, 4, 1.5, 9, 2.5, 6);
    const { W } = shapiroWilk(x);
    expectRelative(shapiroWilk(x.map((value) => value * 1e200)).W, W, 1e-12);
    expectRelative(shapiroWilk(x.map((value) => 1e9 + value)).W, W, 1e-12);
  });

  test.each([
    ['two values', Float64Array.of(1, 2)],
    ['no value', new Float64Array(0)],
    ['more than 5000 values', Float64Array.from({ length: 5001 }, (_, i) => i)],
    ['equal values', Float64Array.of(2, 2, 2, 2)],
    ['a missing value', Float64Array.of(1, 2, NaN, 4)],
  ])('NaN for %s', (_, x) => {
    expect(shapiroWilk(x)).toEqual({ W: NaN, p: NaN });
  });
});

describe('Durbin-Watson and Breusch-Pagan', () => {
  test.each(reference.regressions)('$name', (given) => {
    const residuals = Float64Array.from(given.residuals);
    const n = residuals.length;
    expectRelative(durbinWatson(residuals), given.durbinWatson, 1e-12);
    const got = breuschPagan(Float64Array.from(given.X), n, given.p, residuals);
    expectRelative(got.statistic, given.breuschPagan.statistic, 1e-9);
    expectRelative(got.p, given.breuschPagan.p, 1e-9);
    expect(got.df).toBe(given.breuschPagan.df);
  });

  test('depend on no unit', () => {
    const { X, p, residuals, ...expected } = reference.regressions[0];
    for (const unit of [1e-200, 1e200]) {
      const scaled = Float64Array.from(residuals, (residual) => residual * unit);
      expectRelative(durbinWatson(scaled), expected.durbinWatson, 1e-12);
      const got = breuschPagan(Float64Array.from(X), scaled.length, p, scaled);
      expectRelative(got.statistic, expected.breuschPagan.statistic, 1e-9);
    }
  });

  test('NaN where there is nothing to test', () => {
    expect(durbinWatson(Float64Array.of(1))).toBeNaN();
    expect(durbinWatson(new Float64Array(4))).toBeNaN();
    const intercept = Float64Array.of(1, 1, 1, 1);
    const withX = Float64Array.of(1, 1, 1, 1, 1, 2, 3, 4);
    expect(breuschPagan(intercept, 4, 1, Float64Array.of(1, -1, 2, -2))).toEqual({
      statistic: NaN,
      df: 0,
      p: NaN,
    });
    for (const residuals of [new Float64Array(4), Float64Array.of(1, -1, -1, 1)]) {
      expect(breuschPagan(withX, 4, 2, residuals)).toEqual({ statistic: NaN, df: 1, p: NaN });
    }
  });
});

test.each(reference.scores)('normal scores of $n values', ({ n, scores }) => {
  const expected = [scores].flat();
  const got = normalScores(n);
  expect(got.length).toBe(n);
  expected.forEach((score, i) => {
    expect(got[i]).toBeCloseTo(score, 13);
  });
});
