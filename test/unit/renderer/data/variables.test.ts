import { expect, test } from 'vitest';
import { columnWidth } from '../../../../src-renderer/features/data/columnWidth.ts';
import { levelOrders, withMoved } from '../../../../src-renderer/features/data/variables/levelOrder.ts';
import { unreadableWords } from '../../../../src-renderer/features/data/variables/unreadableWords.ts';

test('an entry is moved up and down', () => {
  expect(withMoved(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
  expect(withMoved(['a', 'b', 'c', 'd'], 3, 0)).toEqual(['d', 'a', 'b', 'c']);
});

test('levels are sorted as people count', () => {
  const levels = ['b', 'level 10', 'level 2', 'a'].map((text, i) => ({ text, count: [1, 9, 9, 4][i] }));
  const sorted = levelOrders.map((order) => order.sorted(levels).map(({ text }) => text));
  expect(sorted).toEqual([
    ['a', 'b', 'level 2', 'level 10'],
    ['level 10', 'level 2', 'a', 'b'],
    ['a', 'level 2', 'level 10', 'b'],
  ]);
});

test('cells lost to a change of type are counted and named', () => {
  const cells = (count: number) => ({
    count,
    first: Array.from({ length: Math.min(20, count) }, (_, i) => ({ row: i + 999, text: `t${i}` })),
  });
  expect(unreadableWords('x', 'continuous', cells(1))).toBe(
    '1 cell of x held no number and is missing now: row 1,000 “t0”.',
  );
  expect(unreadableWords('x', 'continuous', cells(1500))).toMatch(
    /^1,500 cells of x held no number and are missing now: row 1,000 “t0”, .* row 1,004 “t4”, and 1,495 more\.$/,
  );
});

test('a column is wide enough for its name and its values, within bounds', () => {
  const levels = (text: string) => ({
    kind: 'categorical' as const,
    nLevels: 1,
    levels: [{ text, count: 1 }],
  });
  expect(columnWidth('x', levels('a'))).toBe(84);
  expect(columnWidth('x', levels('a level of some length'))).toBeGreaterThan(160);
  expect(columnWidth('x', levels('y'.repeat(10_000)))).toBe(260);
});
