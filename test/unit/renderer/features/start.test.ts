import { describe, expect, it } from 'vitest';
import { formatBytes } from '../../../../src-renderer/features/files/formatBytes.ts';
import { whenOpened } from '../../../../src-renderer/features/start/whenOpened.ts';

describe('lists of files', () => {
  it('says when a project was opened, by the days of the calendar', () => {
    const now = new Date(2026, 5, 15, 0, 30);
    const before = (...date: [number, number, number, number]) =>
      whenOpened(new Date(...date).toISOString(), now);
    expect(before(2026, 5, 15, 0)).toBe('today');
    expect(before(2026, 5, 14, 23)).toBe('yesterday');
    expect(before(2026, 5, 10, 12)).toBe('5 days ago');
    expect(before(2026, 4, 1, 12)).toBe('1 May 2026');
  });

  it('shortens sizes', () => {
    expect([0, 812, 4096, 99_999, 12_345_678].map(formatBytes)).toEqual([
      '0 B',
      '812 B',
      '4.1 kB',
      '100 kB',
      '12 MB',
    ]);
  });
});
