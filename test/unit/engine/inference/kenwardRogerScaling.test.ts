import { describe, expect, test } from 'vitest';
import { denseCovariance } from '../../../../src-main/engine/inference/denseCovariance.ts';
import { kenwardRogerScaling } from '../../../../src-main/engine/inference/kenwardRogerScaling.ts';

const of = (...values: number[]): Float64Array => Float64Array.from(values);
const identity = (p: number): Float64Array =>
  Float64Array.from({ length: p * p }, (_, at) => (at % (p + 1) === 0 ? 1 : 0));
const unitRows = (p: number): Float64Array[] =>
  Array.from({ length: p }, (_, i) => Float64Array.from({ length: p }, (__, j) => (i === j ? 1 : 0)));

describe('the test is exact where an F distribution is', () => {
  // One mean square with m df scales all of Phi: F(q, m) without any scaling. Two df are the limit of 0 / 0.
  test.each([
    [1, 0.5],
    [1, 7],
    [2, 1],
    [2, 2],
    [2, 5],
    [3, 2],
    [4, 3],
    [6, 45],
  ])('%d combinations, mean square with %d df', (q, m) => {
    const { denDf, scale } = kenwardRogerScaling(unitRows(q), {
      count: 1,
      dVcov: [identity(q)],
      covariance: denseCovariance(of(2 / m)),
    });
    expect(denDf).toBeCloseTo(m, 9);
    expect(scale).toBeCloseTo(1, 9);
  });

  // Hotelling's T2 of q variables with a Wishart matrix of m df: T2 (m - q + 1) / (m q) has F(q, m - q + 1). Its
  // parameters are the entries of the covariance matrix; with Sigma = I: W = 2 / m (variances), 1 / m (covariances).
  test("Hotelling's T2", () => {
    const [q, m] = [3, 12];
    const dVcov: Float64Array[] = [];
    const variances: number[] = [];
    for (let i = 0; i < q; i++) {
      for (let j = 0; j <= i; j++) {
        const D = new Float64Array(q * q);
        D[j * q + i] = 1;
        D[i * q + j] = 1;
        dVcov.push(D);
        variances.push((i === j ? 2 : 1) / m);
      }
    }
    const covariance = new Float64Array(variances.length ** 2);
    variances.forEach((value, i) => (covariance[i * (variances.length + 1)] = value));
    const { denDf, scale } = kenwardRogerScaling(unitRows(q), {
      count: dVcov.length,
      dVcov,
      covariance: denseCovariance(covariance),
    });
    expect(denDf).toBeCloseTo(m - q + 1, 9);
    expect(scale).toBeCloseTo((m - q + 1) / m, 9);
  });
});

test('no F distribution has the moments: NaN, not a negative df', () => {
  const scaling = kenwardRogerScaling(unitRows(2), {
    count: 1,
    dVcov: [of(1, 0, 0, -1)],
    covariance: denseCovariance(of(1)),
  });
  expect(scaling).toEqual({ denDf: NaN, scale: NaN });
});
