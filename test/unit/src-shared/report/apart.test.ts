import { expect, it } from 'vitest';
import { apart } from '../../../../src-shared/report/plots/draw/apart.ts';

it('leaves labels where they are if none collide', () => {
  expect(apart([100, 40, 70], 15, 0, 200)).toEqual([100, 40, 70]);
});

it('moves colliding labels as little as possible, in their order', () => {
  expect(apart([50, 50, 120], 15, 0, 200)).toEqual([42.5, 57.5, 120]);
});

it('keeps many labels apart and inside', () => {
  const y = apart(
    Array.from({ length: 12 }, (_, i) => 190 + (i % 3)),
    15,
    28,
    200,
  );
  const sorted = [...y].sort((a, b) => a - b);
  expect(sorted[0]).toBeGreaterThanOrEqual(28);
  expect(sorted[11]).toBeLessThanOrEqual(200);
  for (let i = 1; i < 12; i++) expect(sorted[i] - sorted[i - 1]).toBeGreaterThanOrEqual(15 - 1e-9);
});
