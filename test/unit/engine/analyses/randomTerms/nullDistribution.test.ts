import { describe, expect, test } from 'vitest';
import {
  mixtureP,
  nullDistribution,
} from '../../../../../src-main/engine/analyses/randomTerms/nullDistribution.ts';

const regular = { df: 1, effects: 1, converged: true, reducedSingular: false };

describe('nullDistribution', () => {
  test('one variance, alone or with its covariances', () => {
    expect(nullDistribution(regular)).toEqual({ kind: 'mixture', df: [0, 1] });
    expect(nullDistribution({ ...regular, df: 3 })).toEqual({ kind: 'mixture', df: [2, 3] });
  });

  test('is unknown where the theory does not hold', () => {
    const reason = (change: Partial<typeof regular>) => nullDistribution({ ...regular, ...change });
    expect(reason({ df: 5, effects: 2 })).toEqual({ kind: 'unknown', reason: 'several-variances' });
    expect(reason({ reducedSingular: true })).toEqual({ kind: 'unknown', reason: 'reduced-singular' });
    // of chi-squared(df) nothing is known then
    expect(reason({ df: 5, effects: 2, reducedSingular: true })).toEqual({
      kind: 'unknown',
      reason: 'reduced-singular',
    });
    expect(reason({ converged: false })).toEqual({ kind: 'unknown', reason: 'not-converged' });
  });
});

describe('mixtureP', () => {
  // R: .5 * pchisq(q, df[1], lower = FALSE) + .5 * pchisq(q, df[2], lower = FALSE)
  test.each([
    [42.8368134364, [1, 2], 2.79252981511226e-10],
    [6.36895531362, [0, 1], 0.00580669721773072],
    [1.2, [2, 3], 0.650907973875242],
    [0, [0, 1], 1],
    [0, [1, 2], 1],
  ] as const)('of %d with df %o', (value, df, p) => {
    const got = mixtureP(value, { kind: 'mixture', df: [df[0], df[1]] });
    expect(Math.abs(got - p)).toBeLessThanOrEqual(1e-12 * p);
  });

  test('is no number where the distribution is unknown', () => {
    expect(mixtureP(3, { kind: 'unknown', reason: 'several-variances' })).toBeNaN();
  });
});
