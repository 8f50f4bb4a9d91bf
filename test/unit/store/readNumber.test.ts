import { describe, expect, it } from 'vitest';
import { commaMeaning, readNumber } from '../../../src-main/store/readNumber.ts';

describe('readNumber', () => {
  it.each([
    ['12', 12],
    [' -3.5 ', -3.5],
    ['\u22123', -3],
    ['.5', 0.5],
    ['5.', 5],
    ['1e-3', 0.001],
    ['0,435', 0.435],
    ['3,5', 3.5],
    ['1234,567', 1234.567],
  ])('reads %j', (text, number) => {
    expect(readNumber(text, 'unclear')).toBe(number);
  });

  it.each(['', '1,234', '-12,345', '1.234,5', '1 000', 'Infinity', '1e999', '0x10', '12 mg', '1,2,3', 'e5'])(
    'refuses %j on its own',
    (text) => {
      expect(readNumber(text, 'unclear')).toBeNull();
    },
  );

  it('takes every comma for a decimal mark where another text of the column shows it', () => {
    expect(commaMeaning(['1,234', '0,5', 'much'])).toBe('decimal');
    expect(readNumber('1,234', 'decimal')).toBe(1.234);
    expect(commaMeaning(['1,234', '2,500'])).toBe('unclear');
    expect(commaMeaning(['1,234', '0,5', '2.5'])).toBe('unclear');
  });
});
