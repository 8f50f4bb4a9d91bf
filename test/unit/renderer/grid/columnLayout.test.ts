import { expect, test } from 'vitest';
import { columnAt, columnsInView, layOut, widthOf } from '../../../../src-renderer/grid/columnLayout.ts';

const layout = layOut([100, 50, 200, 80]);

test('a place belongs to the column that begins at or before it', () => {
  expect([0, 99, 100, 149, 150, 349, 350, 429].map((x) => columnAt(layout, x))).toEqual([
    0, 0, 1, 1, 2, 2, 3, 3,
  ]);
  expect(columnAt(layout, -5)).toBe(0);
  expect(columnAt(layout, 9000)).toBe(3);
  expect(widthOf(layout)).toBe(430);
});

test('columns in view are those that show at least one px', () => {
  expect(columnsInView(layout, 0, 100)).toEqual([0, 1]);
  expect(columnsInView(layout, 0, 101)).toEqual([0, 2]);
  expect(columnsInView(layout, 149, 300)).toEqual([1, 4]);
  expect(columnsInView(layOut([]), 0, 300)).toEqual([0, 0]);
});
