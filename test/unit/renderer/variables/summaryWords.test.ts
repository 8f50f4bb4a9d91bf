import { expect, test } from 'vitest';
import { missingWords, summaryBrief, summaryWords } from '../../../../src-renderer/variables/summaryWords.ts';

const numeric = (min: number, max: number, mean: number, sd: number) => ({
  kind: 'numeric' as const,
  min,
  max,
  mean,
  sd,
  nDistinct: 2,
  histogram: [],
});
const levels = (texts: readonly string[], nLevels = texts.length) => ({
  kind: 'categorical' as const,
  nLevels,
  levels: texts.map((text) => ({ text, count: 1200 })),
});

test('numbers are told by their mean, spread and range', () => {
  expect(summaryWords(numeric(-3, 12.34567, 4.5, 2))).toBe('Mean 4.500, SD 2, from −3 to 12.35.');
  expect(summaryWords(numeric(7, 7, 7, NaN))).toBe('Mean 7, from 7 to 7.');
  expect(summaryWords(numeric(NaN, NaN, NaN, NaN))).toBe('No values.');
  expect(summaryBrief(numeric(0, 99.9, 1, 1))).toBe('0 to 99.90');
});

test('categories are told by their first levels', () => {
  expect(summaryWords(levels(['a', 'b']))).toBe('2 levels: a 1,200, b 1,200.');
  expect(summaryWords(levels(['a'], 30))).toBe('30 levels: a 1,200 and 29 more.');
  expect(summaryWords(levels([`x\n${'y'.repeat(100)}`])).length).toBeLessThan(60);
  expect(summaryBrief(levels(['a']))).toBe('1 level');
});

test('missing values are counted', () => {
  expect([0, 1, 1204].map(missingWords)).toEqual(['none missing', '1 missing', '1,204 missing']);
});
