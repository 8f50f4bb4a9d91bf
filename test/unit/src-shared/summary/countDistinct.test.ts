import { expect, it } from 'vitest';
import { countDistinct } from '../../../../src-shared/summary/countDistinct.ts';

it('counts what a set counts, whatever the numbers and however many', () => {
  const values = Float64Array.from({ length: 50_000 }, (_, i) => {
    if (i % 7 === 0) return NaN;
    if (i % 11 === 0) return i % 2 === 0 ? -0 : 0;
    return i % 3 === 0 ? i : (i % 1000) * 1e-300 - (i % 13) * 2 ** 40;
  });
  const expected = new Set(values.filter((value) => !Number.isNaN(value))).size;
  expect(countDistinct(values)).toBe(expected);
});

it('leaves out what is no finite number', () => {
  expect(countDistinct(Float64Array.of(NaN, Infinity, -Infinity))).toBe(0);
  expect(countDistinct(Float64Array.of(0, -0, Number.MAX_VALUE, Number.MIN_VALUE))).toBe(3);
});
