import { describe, expect, it } from 'vitest';
import { denseCovariance } from '../../../../src-main/engine/inference/denseCovariance.ts';
import { combineDf, contrastDf } from '../../../../src-main/engine/inference/denominatorDf.ts';
import type { Estimates } from '../../../../src-main/engine/inference/estimates.ts';
import { testContrast, testHypothesis } from '../../../../src-main/engine/inference/tests.ts';

const of = (...values: number[]): Float64Array => Float64Array.from(values);

describe('combineDf', () => {
  // Expected: lmerTest:::get_Fstat_ddf of lmerTest 3.1-3.
  it.each([
    [[5, 10, 20], 7.83783783783784],
    [[4.2, 17.3], 5.84685714285714],
    [[5, 5, 5], 5],
    [[1.5, 30], 2],
    [[1.5, 1.5], 1.5],
    [[7], 7],
  ])('combines %j to %d', (nu, expected) => {
    expect(combineDf(of(...nu))).toBeCloseTo(expected, 12);
  });

  it('keeps infinite df', () => {
    expect(combineDf(of(Infinity, Infinity))).toBe(Infinity);
  });
});

/** Two coefficients with variances phi1 and phi2, estimated as chi-squared variables with 6 and 15 df. */
const estimates: Estimates = {
  beta: of(1, -3),
  vcov: of(0.5, 0, 0, 2),
  derivatives: {
    count: 2,
    dVcov: [of(1, 0, 0, 0), of(0, 0, 0, 1)],
    covariance: denseCovariance(of((2 * 0.5 ** 2) / 6, 0, 0, (2 * 2 ** 2) / 15)),
  },
  dfResidual: 40,
  dfMethod: 'satterthwaite',
};

describe('contrastDf', () => {
  it("is Satterthwaite's formula", () => {
    expect(contrastDf(estimates, of(1, 0))).toBeCloseTo(6, 12);
    expect(contrastDf(estimates, of(0, 2))).toBeCloseTo(15, 12);
    // Welch: (v1 + v2)^2 / (v1^2 / 6 + v2^2 / 15)
    expect(contrastDf(estimates, of(1, 1))).toBeCloseTo(2.5 ** 2 / (0.5 ** 2 / 6 + 2 ** 2 / 15), 12);
  });

  it('is the residual df or infinite on request, and the residual df for least squares', () => {
    expect(contrastDf({ ...estimates, dfMethod: 'residual' }, of(1, 0))).toBe(40);
    expect(contrastDf({ ...estimates, dfMethod: 'asymptotic' }, of(1, 0))).toBe(Infinity);
    expect(contrastDf({ ...estimates, derivatives: null }, of(1, 0))).toBe(40);
  });
});

describe('testContrast', () => {
  it('uses the normal distribution for infinite df', () => {
    const test = testContrast({ ...estimates, dfMethod: 'asymptotic' }, of(0, 1), 0.95);
    expect(test.t).toBeCloseTo(-3 / Math.SQRT2, 14);
    expect(test.p).toBeCloseTo(0.0338948535246893, 14);
    expect(test.upper).toBeCloseTo(-3 + 1.959963984540054 * Math.SQRT2, 12);
  });
});

describe("Kenward-Roger's adjustment", () => {
  it('that leaves a negative variance gives no test, rather than a standard error of zero', () => {
    const adjusted: Estimates = {
      ...estimates,
      dfMethod: 'kenward-roger',
      modelBased: estimates.vcov,
      vcov: of(-0.1, 0, 0, 2),
    };
    const { estimate, se, t, p, lower } = testContrast(adjusted, of(1, 0), 0.95);
    expect({ estimate, se, t, p, lower }).toEqual({ estimate: 1, se: NaN, t: NaN, p: NaN, lower: NaN });
    expect(testContrast(adjusted, of(0, 1), 0.95).se).toBeCloseTo(Math.SQRT2, 12);
    const both = testHypothesis(adjusted, [of(1, 0), of(0, 1)]);
    expect(both).toEqual({ numDf: 2, denDf: NaN, F: NaN, p: NaN });
  });
});

describe('testHypothesis', () => {
  it('splits several rows into independent parts', () => {
    const test = testHypothesis(estimates, [of(1, 0), of(0, 1)]);
    expect(test.numDf).toBe(2);
    expect(test.F).toBeCloseTo((1 / 0.5 + 9 / 2) / 2, 12);
    const E = 6 / 4 + 15 / 13;
    expect(test.denDf).toBeCloseTo((2 * E) / (E - 2), 10);
  });

  it('counts a repeated row once', () => {
    const test = testHypothesis(estimates, [of(1, 1), of(2, 2)]);
    expect(test.numDf).toBe(1);
    expect(test.F).toBeCloseTo(4 / 2.5, 12);
  });

  it('loses no row to the units of another', () => {
    const small = testHypothesis(estimates, [of(1e-6, 0), of(0, 1e6)]);
    expect(small.numDf).toBe(2);
    expect(small.F).toBeCloseTo((1 / 0.5 + 9 / 2) / 2, 10);
  });

  it('has nothing to say about no rows', () => {
    expect(testHypothesis(estimates, [])).toEqual({ numDf: 0, denDf: NaN, F: NaN, p: NaN });
  });
});
