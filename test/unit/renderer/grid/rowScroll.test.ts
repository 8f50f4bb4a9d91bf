import { expect, test } from 'vitest';
import { offsetShowing, rowScroll, rowsInView } from '../../../../src-renderer/grid/rowScroll.ts';

test('up to 100,000 rows scroll px by px', () => {
  expect(rowScroll(100_000, 28, 600)).toEqual({ height: 2_800_000, maxOffset: 2_799_400, scale: 1 });
});

test('more rows than an element can hold are reached to the last by a scaled scroll bar', () => {
  const scroll = rowScroll(10_000_000, 28, 600);
  expect(scroll.height).toBeLessThan(16_000_000);
  expect((scroll.height - 600) * scroll.scale).toBeCloseTo(scroll.maxOffset, 3);
  expect(rowsInView(scroll.maxOffset, 28, 600, 10_000_000)[1]).toBe(10_000_000);
});

test('a row is shown whole by the shortest way', () => {
  expect(offsetShowing(1000, 40, 28, 600)).toBe(1000); // 1120 to 1148 lies in 1000 to 1600
  expect(offsetShowing(1000, 10, 28, 600)).toBe(280);
  expect(offsetShowing(1000, 60, 28, 600)).toBe(60 * 28 + 28 - 600);
  expect(offsetShowing(0, 3, 28, 10)).toBe(84);
});

test('rows in view include those cut at either edge', () => {
  expect(rowsInView(14, 28, 56, 100)).toEqual([0, 3]);
  expect(rowsInView(28, 28, 56, 100)).toEqual([1, 3]);
  expect(rowsInView(99 * 28, 28, 56, 100)).toEqual([99, 100]);
  expect(rowsInView(0, 28, 600, 0)).toEqual([0, 0]);
});
