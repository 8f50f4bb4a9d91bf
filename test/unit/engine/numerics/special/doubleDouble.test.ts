import { expect, test } from 'vitest';
import {
  add,
  divide,
  exact,
  log,
  multiply,
  twoProduct,
  twoSum,
} from '../../../../../src-main/engine/numerics/special/doubleDouble.ts';

test('sum and product of doubles without error', () => {
  expect(twoSum(1, 2 ** -80)).toEqual({ hi: 1, lo: 2 ** -80 });
  expect(twoSum(2 ** -80, 1)).toEqual({ hi: 1, lo: 2 ** -80 });
  // (1 + 2^-30)^2 = 1 + 2^-29 + 2^-60
  expect(twoProduct(1 + 2 ** -30, 1 + 2 ** -30)).toEqual({ hi: 1 + 2 ** -29, lo: 2 ** -60 });
});

test('arithmetic keeps about 32 digits', () => {
  const third = divide(exact(1), exact(3));
  const rest = add(multiply(third, exact(3)), exact(-1));
  expect(Math.abs(rest.hi + rest.lo)).toBeLessThan(1e-31);
});

test('logarithm beyond a double', () => {
  // ln 3 = 1.0986122886681098 - 9.0712972...e-17 and ln 10 = 2.302585092994046 - 2.1707562...e-16
  expect(log(exact(3)).hi).toBe(1.0986122886681098);
  expect(log(exact(3)).lo).toBeCloseTo(-9.0712972e-17, 18);
  expect(log(exact(10)).lo).toBeCloseTo(-2.1707562e-16, 18);
  // ln(1 + 2^-60) = 2^-60 - 2^-121
  expect(log(twoSum(1, 2 ** -60)).hi).toBe(2 ** -60);
  expect(log(exact(5e-324)).hi).toBeCloseTo(-1074 * Math.LN2, 12);
});
