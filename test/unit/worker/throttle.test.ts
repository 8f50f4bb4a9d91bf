import { expect, it } from 'vitest';
import { throttle } from '../../../src-main/worker/throttle.ts';

it('passes on the first call at once, later ones at most every interval', () => {
  const told: number[] = [];
  let time = 1000;
  const tell = throttle<number>(
    (value) => told.push(value),
    50,
    () => time,
  );
  const passed = [0, 10, 49, 50, 60, 99, 100, 1000].map((after) => {
    time = 1000 + after;
    return tell(after);
  });
  expect(told).toEqual([0, 50, 100, 1000]);
  expect(passed).toEqual([true, false, false, true, false, false, true, true]);
});
