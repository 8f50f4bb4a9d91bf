import { describe, expect, test } from 'vitest';
import {
  exactNull,
  type SingleVariance,
} from '../../../../../src-main/engine/analyses/randomTerms/exactNull.ts';
import { fSf } from '../../../../../src-main/engine/numerics/distributions/fDistribution.ts';
import { randomNumbers } from '../../../../../src-main/engine/numerics/random.ts';
import { drain } from '../../../../helpers/drain.ts';

/** K groups of m rows and an intercept: K - 1 equal eigenvalues. */
function balanced(K: number, m: number): SingleVariance {
  const one = (multiplicity: number) => ({
    values: Float64Array.of(1),
    multiplicity: Int32Array.of(multiplicity),
  });
  return { reml: true, n: K * m, r: 1, restricted: one(K - 1), unrestricted: one(K) };
}

/** The restricted statistic of a balanced one-way layout as a function of the F statistic, F > 1. */
function statisticOf(F: number, between: number, within: number): number {
  const total = between + within;
  // Residual variances: pooled under the null hypothesis, else each from its own sum of squares.
  return total * Math.log((between * F + within) / total) - between * Math.log(F);
}

describe('exactNull', () => {
  test('balanced groups: the test is the F test', () => {
    const [K, m, draws] = [6, 5, 20_000];
    const [between, within] = [K - 1, K * (m - 1)];
    const sample = drain(exactNull(balanced(K, m), draws, 3));
    for (const F of [1.2, 1.8, 2.6, 3.9]) {
      const p = fSf(F, between, within);
      const share = sample.filter((value) => value >= statisticOf(F, between, within)).length / draws;
      expect(Math.abs(share - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / draws));
    }
    // no variance is estimated where the groups differ less than chance lets them
    const zero = sample.filter((value) => value === 0).length / draws;
    expect(Math.abs(zero - (1 - fSf(1, between, within)))).toBeLessThan(0.015);
  });

  test('each draw is the maximum, to many digits', () => {
    const [between, within] = [3, 8];
    const random = randomNumbers(1);
    drain(exactNull(balanced(4, 3), 300, 1)).forEach((value, draw) => {
      const F = random.chiSquared(draw, 0, between) / between / (random.chiSquared(draw, 1, within) / within);
      const closedForm = F > 1 ? statisticOf(F, between, within) : 0;
      // below 1e-4 the maximum lies left of the grid
      expect(Math.abs(value - closedForm)).toBeLessThan(closedForm < 1e-4 ? 1e-4 : 1e-9);
    });
  });

  test('a smaller number of draws is the beginning of a larger one', () => {
    const sample = drain(exactNull(balanced(4, 3), 300, 1));
    expect([...drain(exactNull(balanced(4, 3), 100, 1))]).toEqual([...sample.subarray(0, 100)]);
  });

  test('stops where it is told to', () => {
    const steps = exactNull(balanced(4, 3), 5000, 1);
    const first = steps.next();
    const last = steps.next('stop');
    expect(first.done).toBe(false);
    expect(last.done && last.value).toHaveLength(500);
  });
});
