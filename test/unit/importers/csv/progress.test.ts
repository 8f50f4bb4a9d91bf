import { expect, it } from 'vitest';
import { readCsv } from '../../../../src-main/importers/csv/readCsv.ts';

it('reading a file tells how far it is, always forward, and reads the same', () => {
  const rows = Array.from({ length: 40_000 }, (_, i) => `${i},${i % 7},level ${i % 3}`);
  const bytes = new TextEncoder().encode(`a,b,c\n${rows.join('\n')}\n`);
  const told: { fraction: number; doing: string }[] = [];
  const reading = readCsv(bytes, 'a.csv', {}, (fraction, doing) => told.push({ fraction, doing }));
  expect(reading).toEqual(readCsv(bytes, 'a.csv'));
  const fractions = told.map(({ fraction }) => fraction);
  expect(fractions).toEqual([...fractions].sort((x, y) => x - y));
  expect(fractions[0]).toBe(0);
  expect(fractions.at(-1)).toBeLessThan(1);
  expect([...new Set(told.map(({ doing }) => doing))]).toEqual([
    'Decoding the text',
    'Finding the cells',
    'Looking at the numbers',
    'Reading the columns',
  ]);
});
