import { describe, expect, it } from 'vitest';
import { rangeOf } from '../../../../src-shared/report/plots/axes.ts';

describe('rangeOf', () => {
  it('passes over what cannot be drawn', () => {
    expect(rangeOf([NaN, 1, Infinity, -1e200], [3, -Infinity])).toEqual({ low: 1, high: 3 });
    expect(rangeOf([NaN])).toEqual({ low: 0, high: 1 });
  });

  it('has a width around a single value of any size', () => {
    for (const value of [0, 1e20, -1e149]) {
      const { low, high } = rangeOf([value]);
      expect(high).toBeGreaterThan(low);
    }
  });
});
