import { expect, test } from 'vitest';
import { isInside, moved, rangeBetween, sizeOf } from '../../../../src-renderer/grid/position.ts';

const extent = { nRows: 1000, nColumns: 8 };
const press = (key: string, ctrl = false) => moved({ row: 500, column: 3 }, { key, ctrl }, extent, 20);

test.each([
  ['ArrowUp', false, 499, 3],
  ['ArrowDown', false, 501, 3],
  ['ArrowLeft', false, 500, 2],
  ['ArrowRight', false, 500, 4],
  ['PageUp', false, 480, 3],
  ['PageDown', false, 520, 3],
  ['Home', false, 500, 0],
  ['End', false, 500, 7],
  ['Home', true, 0, 0],
  ['End', true, 999, 7],
  ['ArrowUp', true, 0, 3],
  ['ArrowDown', true, 999, 3],
  ['ArrowLeft', true, 500, 0],
  ['ArrowRight', true, 500, 7],
])('%s (Ctrl: %s) goes to row %i, column %i', (key, ctrl, row, column) => {
  expect(press(key, ctrl)).toEqual({ row, column });
});

test('no key leaves the data, other keys do not move', () => {
  expect(moved({ row: 0, column: 0 }, { key: 'PageUp', ctrl: false }, extent, 20)).toEqual({
    row: 0,
    column: 0,
  });
  expect(moved({ row: 999, column: 7 }, { key: 'ArrowDown', ctrl: false }, extent, 20)).toEqual({
    row: 999,
    column: 7,
  });
  expect(press('a')).toBeNull();
});

test('a range holds both its ends, whichever came first', () => {
  const range = rangeBetween({ row: 5, column: 4 }, { row: 2, column: 6 });
  expect(range).toEqual({ fromRow: 2, toRow: 5, fromColumn: 4, toColumn: 6 });
  expect(sizeOf(range)).toBe(12);
  expect(isInside({ row: 5, column: 6 }, range)).toBe(true);
  expect(isInside({ row: 6, column: 6 }, range)).toBe(false);
});
