import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../../src-main/importers/csv/readCsv.ts';
import type { CsvOptions } from '../../../../src-shared/model/csvReading.ts';
import type { VariableType } from '../../../../src-shared/model/variable.ts';
import { levelsOf } from './read.ts';

const cases = new URL('../../../reference/cases/', import.meta.url);
const data = new URL('../../../../src-main/examples/data/', import.meta.url);
const load = (file: string, options?: CsvOptions) =>
  readCsv(readFileSync(new URL(file, data)), file, options);

/** file -> rows, missing cells, and the types that the quotation marks of R's write.csv imply (q = quoted). */
const expected: Record<string, [rows: number, missing: number, kinds: string]> = {
  'bodyweight.csv': [176, 0, 'nnqq'],
  'cake.csv': [270, 0, 'qqqnn'],
  'dyestuff.csv': [30, 0, 'qn'],
  'dyestuff2.csv': [30, 0, 'qn'],
  'egsingle.csv': [7230, 0, 'qqnnnqqqqnnn'],
  'insteval.csv': [73421, 0, 'qqqqqqn'],
  'machines.csv': [54, 0, 'qqn'],
  'mtcars.csv': [32, 0, 'nnnnnnnnnqn'],
  'oats.csv': [72, 0, 'qqqn'],
  'orthodont.csv': [108, 0, 'nnqq'],
  'orthodont-unbalanced.csv': [96, 0, 'nnqq'],
  'ovary.csv': [308, 0, 'qnnnnn'],
  'pastes.csv': [60, 0, 'nqqq'],
  'penicillin.csv': [144, 0, 'nqq'],
  'sleepstudy.csv': [180, 0, 'nnq'],
  'sleepstudy-weights.csv': [180, 0, 'nnqnn'],
  'trial.csv': [800, 184, 'qqnqqqnn'],
};

describe('the reference data', () => {
  it('is all there', () => {
    expect(readdirSync(data).sort()).toEqual(Object.keys(expected).sort());
  });

  it.each(Object.entries(expected))('%s', (file, [rows, missing, kinds]) => {
    const { dataset, detected, problems, warnings } = load(file);
    expect(detected).toMatchObject({
      encoding: 'utf-8',
      delimiter: ',',
      decimal: '.',
      thousands: '',
      header: true,
    });
    expect([problems, warnings]).toEqual([[], []]);
    expect(dataset.nRows).toBe(rows);
    expect(dataset.columns.map((column) => (column.kind === 'numeric' ? 'n' : 'q')).join('')).toBe(kinds);
    const lacking = dataset.columns.map((column) =>
      column.kind === 'numeric'
        ? column.values.reduce((n, x) => n + (Number.isNaN(x) ? 1 : 0), 0)
        : column.codes.reduce((n, code) => n + (code < 0 ? 1 : 0), 0),
    );
    expect(lacking.reduce((a, b) => a + b)).toBe(missing);
  });

  it('has the levels of the cases, in their order', () => {
    interface Case {
      spec: { data: string; columns: Record<string, VariableType>; levels: Record<string, string[]> };
    }
    for (const file of readdirSync(cases)) {
      const { spec } = JSON.parse(readFileSync(new URL(file, cases), 'utf8')) as Case;
      if (Array.isArray(spec.levels) || spec.data.includes('insteval')) continue;
      const name = basename(spec.data);
      const declared = load(name, { columns: spec.columns, levels: spec.levels });
      expect(declared.problems).toEqual([]);
      const found = load(name);
      for (const [column, levels] of Object.entries(spec.levels)) {
        expect(levelsOf(declared, column)).toEqual(levels);
        expect(new Set(levelsOf(found, column))).toEqual(new Set(levels));
      }
    }
  });

  it('sorts the 2972 students of InstEval by number', () => {
    const levels = levelsOf(load('insteval.csv'), 's');
    expect(levels).toEqual(Array.from({ length: 2972 }, (_, i) => String(i + 1)));
  });
});
