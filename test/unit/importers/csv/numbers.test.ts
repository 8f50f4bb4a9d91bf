import { describe, expect, it } from 'vitest';
import { shapeOf } from '../../../../src-main/importers/csv/marks.ts';
import { explainUnreadable, parseNumber } from '../../../../src-main/importers/csv/numbers.ts';

const parse = (text: string, decimal = '.', thousands = '') =>
  parseNumber(text, 0, text.length, {
    decimal: decimal.charCodeAt(0),
    thousands: thousands === '' ? 0 : thousands.charCodeAt(0),
  });

describe('parseNumber', () => {
  it.each([
    ['0', 0],
    ['-0', 0],
    ['+3', 3],
    ['-12.5', -12.5],
    ['\u22121.5', -1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['007', 7],
    ['1e5', 1e5],
    ['2.5E-3', 2.5e-3],
    ['0.1', 0.1],
    ['123456789.123456', 123456789.123456],
    ['0.30000000000000004', 0.30000000000000004],
    ['1.7976931348623157e308', 1.7976931348623157e308],
    ['5e-324', 5e-324],
    ['0e-999', 0],
  ])('reads %s', (text, value) => {
    expect(parse(text)).toBe(value);
  });

  it('rounds as the language does', () => {
    for (let i = 0; i < 2000; i++) {
      const text = ((Math.sin(i) * 10 ** (i % 9)) / 7).toFixed(i % 12);
      expect(parse(text)).toBe(Number(text) + 0); // + 0: no negative zero
    }
  });

  it.each([
    '',
    '-',
    '+',
    '.',
    'e5',
    '1e',
    '1e+',
    '1.2.3',
    '1,5',
    '0x1F',
    'Inf',
    'NaN',
    '1 2',
    '5%',
    '--1',
    '1_000',
  ])('does not read %j', (text) => {
    expect(parse(text)).toBeNaN();
  });

  it('does not turn a number that a double cannot hold into infinity or zero', () => {
    expect(parse('1e999')).toBeNaN();
    expect(parse('1e-999')).toBeNaN();
  });

  it('takes the marks it is given', () => {
    expect(parse('0,435', ',')).toBe(0.435);
    expect(parse('1.234.567,5', ',', '.')).toBe(1234567.5);
    expect(parse('1\u202f234', ',', '\u202f')).toBe(1234);
    expect(parse('12345', '.', ',')).toBe(12345);
  });

  it.each(['0,435', '1,23', '12,34,567', '1234,567', '1,234,56', ',123', '1,,234', '1,234e5', '1,234,'])(
    'takes thousands marks only in groups of three: not %s',
    (text) => {
      expect(parse(text, '.', ',')).toBeNaN();
    },
  );
});

describe('explainUnreadable', () => {
  const format = { decimal: 0x2e, thousands: 0x2c };
  it.each([
    ['5 %', 'it has a percent sign'],
    ['€ 5', 'it has a currency sign'],
    ['1,200.50 USD', 'it has a currency sign'],
    ['-Inf', 'it is not a finite number'],
    ['1e999', 'it is too large to be held'],
    ['1e-999', 'it is too close to zero to be held'],
    ['0x1F', 'it is a hexadecimal number'],
    ['2024-02-01', 'it is a date'],
    ['01.02.2024', 'it is a date'],
    ['12,34', 'its thousands marks (comma) do not stand in groups of three digits'],
    ['1.2.3', 'it has two decimal marks'],
    ["1'234", 'it holds an apostrophe, but the decimal mark of this file is a point'],
    ['abc', 'it is not a number'],
  ])('%s: %s', (text, reason) => {
    expect(explainUnreadable(text, format).reason).toBe(reason);
  });
});

describe('shapeOf', () => {
  it.each([
    ['12', 'integer'],
    ['1e5', 'integer'],
    ['1.5', 'point-decimal'],
    ['0.435', 'point-decimal'],
    ['1234.567', 'point-decimal'],
    ['0,435', 'comma-decimal'],
    ['-1,5', 'comma-decimal'],
    ['1.234', 'point-either'],
    ['-12,345', 'comma-either'],
    ['1,234,567', 'comma-groups'],
    ['1.234.567', 'point-groups'],
    ['1.234,5', 'point-groups-comma-decimal'],
    ['1,234.5', 'comma-groups-point-decimal'],
    ['1 234', 'other-groups'],
    ["1'234.5", 'other-groups-point-decimal'],
    ['1\u00a0234,5', 'other-groups-comma-decimal'],
    ['1.2.3', 'text'],
    ['01.02.2024', 'text'],
    ['12 34', 'text'],
    ['', 'text'],
    ['-', 'text'],
    ['abc', 'text'],
    ['5%', 'text'],
  ])('%j is %s', (text, shape) => {
    expect(shapeOf(text, 0, text.length)).toBe(shape);
  });
});
