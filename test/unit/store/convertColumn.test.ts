import { describe, expect, it } from 'vitest';
import { convertColumn } from '../../../src-main/store/convertColumn.ts';

describe('convertColumn', () => {
  it('makes levels of numbers: by value, printed so that they read back', () => {
    const values = Float64Array.of(10, 0.1 + 0.2, NaN, -0, 9, 0, 1e21);
    expect(convertColumn({ kind: 'numeric', values }, 'nominal')).toEqual({
      unreadable: null,
      column: {
        kind: 'categorical',
        levels: ['0', '0.30000000000000004', '9', '10', '1e+21'],
        codes: Int32Array.of(3, 1, -1, 0, 2, 0, 4),
      },
    });
  });

  it('reads numbers from texts and lists the cells that it cannot read', () => {
    const levels = ['1,5', 'much', '2,25', '1e999'];
    const codes = Int32Array.of(0, 1, 2, -1, 3, 1);
    expect(convertColumn({ kind: 'categorical', codes, levels }, 'continuous')).toEqual({
      column: { kind: 'numeric', values: Float64Array.of(1.5, NaN, 2.25, NaN, NaN, NaN) },
      unreadable: {
        count: 3,
        first: [
          { row: 1, text: 'much' },
          { row: 4, text: '1e999' },
          { row: 5, text: 'much' },
        ],
      },
    });
  });

  it('lists twenty cells and counts all', () => {
    const column = { kind: 'categorical', codes: new Int32Array(50), levels: ['?'] } as const;
    const { unreadable } = convertColumn(column, 'continuous');
    expect(unreadable?.count).toBe(50);
    expect(unreadable?.first.length).toBe(20);
  });

  it('leaves the values of categorical types among each other alone', () => {
    const column = { kind: 'categorical', codes: Int32Array.of(0), levels: ['a'] } as const;
    expect(convertColumn(column, 'id').column).toBe(column);
  });
});
