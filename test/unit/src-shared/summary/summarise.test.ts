import { describe, expect, it } from 'vitest';
import { summarise } from '../../../../src-shared/summary/summarise.ts';

const numbers = (...values: number[]) => summarise({ kind: 'numeric', values: Float64Array.from(values) });

describe('summarise', () => {
  it('describes numbers far from zero without losing their spread', () => {
    const { summary, missing } = numbers(1e9 + 1, NaN, 1e9 + 2, 1e9 + 4, 1e9 + 1);
    expect(missing).toBe(1);
    expect(summary).toMatchObject({ min: 1e9 + 1, max: 1e9 + 4, mean: 1e9 + 2, nDistinct: 3 });
    expect(summary).toMatchObject({ sd: Math.sqrt(2), histogram: [2, 1, 0, 1] });
  });

  it('has a class per whole number where these are few, else twenty equal ones', () => {
    expect(numbers(0, 1, 1, 3).summary).toMatchObject({ histogram: [1, 2, 0, 1] });
    expect(numbers(0, 0.5, 1).summary).toMatchObject({
      histogram: Array.from({ length: 20 }, (_, i) => (i === 0 || i === 10 || i === 19 ? 1 : 0)),
    });
    expect(numbers(7, 7).summary).toMatchObject({ histogram: [2], sd: 0 });
  });

  it('survives nothing, infinite values and the whole range of doubles', () => {
    expect(numbers(NaN, NaN)).toEqual({
      missing: 2,
      summary: { kind: 'numeric', min: NaN, max: NaN, mean: NaN, sd: NaN, nDistinct: 0, histogram: [] },
    });
    expect(numbers(1, Infinity)).toMatchObject({ missing: 0, summary: { max: 1, sd: NaN } });
    const wide = numbers(-1.7e308, 1.7e308).summary;
    expect(wide.kind === 'numeric' && wide.histogram.reduce((sum, count) => sum + count, 0)).toBe(2);
  });

  it('counts levels in order and lists the first 24', () => {
    const levels = Array.from({ length: 30 }, (_, i) => `l${i}`);
    const { summary, missing } = summarise({
      kind: 'categorical',
      codes: Int32Array.of(1, 1, -1, 0),
      levels,
    });
    expect(missing).toBe(1);
    expect(summary).toMatchObject({ nLevels: 30 });
    expect(summary.kind === 'categorical' && summary.levels.length).toBe(24);
    expect(summary.kind === 'categorical' && summary.levels.slice(0, 3)).toEqual([
      { text: 'l0', count: 1 },
      { text: 'l1', count: 2 },
      { text: 'l2', count: 0 },
    ]);
  });
});
