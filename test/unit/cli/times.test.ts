import { expect, test } from 'vitest';
import { times } from '../../../src-main/cli/times.ts';

test('the first run is the cold one and does not count as warm', () => {
  expect(times([90, 3, 1, 2])).toEqual({ coldMs: 90, medianMs: 2, minMs: 1, maxMs: 3 });
  expect(times([90, 1, 2])).toMatchObject({ medianMs: 1.5 });
});

test('a single run is all there is', () => {
  expect(times([7])).toEqual({ coldMs: 7, medianMs: 7, minMs: 7, maxMs: 7 });
});
