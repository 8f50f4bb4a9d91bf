import { describe, expect, it } from 'vitest';
import {
  columnFormat,
  formatCount,
  formatDf,
  formatDuration,
  formatFixed,
  formatInterval,
  formatP,
  formatPInText,
  formatRoundShare,
  formatScientific,
  formatShare,
  formatSignificant,
  formatStatistic,
  formatThreshold,
  formatTick,
  formatTo,
  withoutNoise,
} from '../../../../src-shared/report/numbers.ts';

describe('single numbers', () => {
  it.each([
    [formatFixed(-3.14159, 2), '−3.14'],
    [formatFixed(-0.001, 2), '0.00'],
    [formatFixed(-0, 1), '0.0'],
    [formatFixed(1743.628, 1), '1743.6'],
    [formatFixed(-12345.67, 1), '−12,345.7'],
    [formatFixed(3e15, 1), '3.00 × 10¹⁵'],
    [formatCount(73421), '73,421'],
    [formatCount(999), '999'],
    [formatScientific(-3.2e-7, 2), '−3.2 × 10⁻⁷'],
    [formatScientific(6.02e23, 3), '6.02 × 10²³'],
    [formatSignificant(0.000_012_3, 3), '1.23 × 10⁻⁵'],
    [formatSignificant(9.996, 3), '10.0'],
    [formatStatistic(36.838), '36.84'],
    [formatStatistic(2.5e9), '2.50 × 10⁹'],
    [formatTick(0.1 + 0.2), '0.3'],
    [formatTick(-20), '−20'],
    [formatTick(0.000_01), '1 × 10⁻⁵'],
  ])('%s', (shown, expected) => {
    expect(shown.replaceAll('\u00a0', ' ')).toBe(expected);
  });

  it('never shows NaN, Infinity or minus zero', () => {
    const formats = [
      formatCount,
      formatP,
      formatShare,
      formatRoundShare,
      formatStatistic,
      formatDuration,
      formatTick,
    ];
    for (const format of formats) expect(format(-0)).not.toContain('−0');
    for (const value of [NaN, Infinity, -Infinity]) {
      for (const format of [
        formatCount,
        formatP,
        formatShare,
        formatRoundShare,
        formatStatistic,
        formatDuration,
      ]) {
        expect(format(value)).toBe('–');
      }
      expect([
        formatFixed(value, 2),
        formatTo(value, 1, 2),
        formatSignificant(value, 3),
        formatDf(value, [1]),
      ]).toEqual(['–', '–', '–', '–']);
    }
    expect(formatInterval('–', '–')).toBe('–');
  });
});

describe('p values', () => {
  it.each([
    [3.3e-300, '< .001'],
    [0.000_99, '< .001'],
    [0.001, '.001'],
    [0.034, '.034'],
    [0.5, '.500'],
    [0.9995, '> .999'],
    [1, '> .999'],
  ])('%d', (p, expected) => {
    expect(formatP(p)).toBe(expected);
  });

  it('reads in running text', () => {
    expect([formatPInText(0.034), formatPInText(1e-9)]).toEqual(['p\u00a0=\u00a0.034', 'p\u00a0<\u00a0.001']);
    expect(formatThreshold(1 - 0.95)).toBe('p\u00a0<\u00a0.05');
  });
});

it('a zero with rounding is a zero; a small number in small units is not', () => {
  expect([withoutNoise(8.33e-8, 3), withoutNoise(-1e-17, 9), withoutNoise(8.33e-8, 2e-7)]).toEqual([
    0, 0, 8.33e-8,
  ]);
});

describe('columns', () => {
  it('has common decimals, enough for three digits of the smallest standard error', () => {
    const format = columnFormat([6.8246, 1.5458], 3);
    expect([format(251.405, 6.8246), format(10.467, 1.5458)]).toEqual(['251.41', '10.47']);
  });

  it('has decimals of their own where scales lie far apart', () => {
    const format = columnFormat([3.0002, 0.0138], 3);
    expect([format(29.3977, 3.0002), format(-0.032_07, 0.0138)]).toEqual(['29.40', '−0.0321']);
  });

  it('shows tiny estimates in scientific notation to the same place as their standard error', () => {
    const format = columnFormat([1.2e-8], 3);
    expect(
      [format(3.2123e-7, 1.2e-8), format(1.2e-8, 1.2e-8)].map((text) => text.replaceAll('\u00a0', ' ')),
    ).toEqual(['3.212 × 10⁻⁷', '1.20 × 10⁻⁸']);
  });

  it('keeps the digits that matter of a number with a large constant part', () => {
    expect(formatTo(1_000_000_251.41, 6.8, 3)).toBe('1,000,000,251.41');
    expect(formatTo(2, 6.56e-17, 2)).toBe('2.0000000');
  });

  it('shows a value without uncertainty to four digits', () => {
    expect(columnFormat([NaN, 0], 3)(1234.56, NaN)).toBe('1235');
  });

  it('gives whole degrees of freedom no decimals, fractional ones one', () => {
    expect([formatDf(25, [25, 2]), formatDf(17, [17, 16.99])]).toEqual(['25', '17.0']);
  });
});

describe('shares and durations', () => {
  it.each([
    [formatShare(0.4249), '42.5 %'],
    [formatShare(-0.013), '−1.3 %'],
    [formatRoundShare(0.001), 'less than 1 %'],
    [formatRoundShare(0.999), 'more than 99 %'],
    [formatRoundShare(1), '100 %'],
    [formatDuration(0.02), '0.10 ms'],
    [formatDuration(1.23), '1.2 ms'],
    [formatDuration(450), '0.45 s'],
    [formatDuration(123_456), '123 s'],
  ])('%s', (shown, expected) => {
    expect(shown.replaceAll('\u00a0', ' ')).toBe(expected);
  });
});
