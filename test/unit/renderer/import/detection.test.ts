import { expect, test } from 'vitest';
import {
  nothingDetected,
  withOption,
  withReading,
  withType,
} from '../../../../src-renderer/features/import/detection.ts';
import { choicesOf } from '../../../../src-renderer/features/import/choices.ts';
import { currentCodes, withCode } from '../../../../src-renderer/features/import/missingCodes.ts';
import type { CsvOptions, DetectedCsv } from '../../../../src-shared/model/csvReading.ts';
import type { ImportPreview } from '../../../../src-shared/model/importPreview.ts';

const found: DetectedCsv = {
  encoding: 'utf-8',
  delimiter: ';',
  quote: '"',
  decimal: ',',
  thousands: '',
  header: true,
  missingCodes: ['NA'],
  columns: { x: 'continuous', g: 'nominal' },
};

/** What the reader tells: with an option it tells the option back. */
function reading(options: CsvOptions, detected: Partial<DetectedCsv> = {}): ImportPreview {
  const empty = { columns: [], problems: [], nProblems: 0, warnings: [], suggestedMissingCodes: [] };
  return { name: 'a.csv', nRows: 1, options, detected: { ...found, ...detected }, ...empty };
}

test('what was detected stays known while something else is chosen', () => {
  const first = withReading(nothingDetected, reading({}));
  const options = withType({ decimal: '.' }, 'x', 'id');
  const second = withReading(first, reading(options, { decimal: '.', columns: { x: 'id', g: 'ordinal' } }));
  expect(second.file.decimal).toBe(',');
  expect([...second.types]).toEqual([
    ['x', 'continuous'],
    ['g', 'ordinal'],
  ]);
});

test('options that are taken back leave no trace', () => {
  expect(withOption(withOption({}, 'header', false), 'header', undefined)).toEqual({});
  expect(withType(withType({}, 'x', 'id'), 'x', undefined)).toEqual({});
  expect(withType({ columns: { g: 'id' } }, 'x', 'nominal')).toEqual({ columns: { g: 'id', x: 'nominal' } });
});

test('a column called __proto__ can be given a type', () => {
  const { columns } = withType({}, '__proto__', 'id');
  expect(Object.entries(columns ?? {})).toEqual([['__proto__', 'id']]);
});

test('the detected choice comes first and is called so, also where it is in no list', () => {
  expect(choicesOf('delimiter', { delimiter: ';' })[0].label).toBe('Semicolon (detected)');
  expect(choicesOf('delimiter', { delimiter: '~' })[0].label).toBe('~ (detected)');
  expect(choicesOf('header', { header: false })[0].label).toBe('Is a row of data (detected)');
  expect(choicesOf('quote', {})[0].label).toBe('Detect');
  const labels = choicesOf('decimal', { decimal: '.' }).map(({ label }) => label);
  expect(labels).toEqual(['Point 0.5 (detected)', 'Comma 0,5']);
});

test('a code is added to those in force', () => {
  const read = { options: {}, preview: reading({}) };
  expect(currentCodes(read)).toEqual(['NA']);
  expect(withCode(read, ' -99 ')).toEqual({ missingCodes: ['NA', '-99'] });
  expect(withCode({ options: { missingCodes: ['-99'] }, preview: null }, '-99')).toEqual({
    missingCodes: ['-99'],
  });
});
