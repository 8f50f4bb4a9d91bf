import { describe, expect, test } from 'vitest';
import { parseFitFile } from '../../../../src-main/app/fitFile/parseFitFile.ts';

const parse = (value: unknown) => parseFitFile(JSON.stringify(value), 'a.json');
const minimal = { data: 'd.csv', formula: 'y ~ x' };

test('every member has its default', () => {
  expect(parse(minimal)).toEqual({
    ...minimal,
    columns: {},
    levels: {},
    method: 'REML',
    df: 'satterthwaite',
    anova: 3,
    level: 0.95,
    emmeans: [],
    randomTests: false,
    likelihoodRatioTests: false,
    effectSizes: false,
    simplerModels: false,
    structures: false,
    save: [],
    labels: {},
    units: {},
  });
});

test('the object may be the member spec of a larger one', () => {
  expect(parse({ name: 'a case', spec: minimal, expected: {} }).formula).toBe('y ~ x');
});

test('an empty list of R is an empty map, numbers may be levels, a byte order mark is skipped', () => {
  const text = JSON.stringify({ ...minimal, columns: [], levels: { gear: [4, 3] } });
  expect(parseFitFile(`\uFEFF${text}`, 'a.json')).toMatchObject({
    columns: {},
    levels: { gear: ['4', '3'] },
  });
});

describe('what is wrong is named', () => {
  test.each([
    ['not-json', '{"data": ', 'a.json is not JSON'],
    ['not-json', '', 'a.json is not JSON'],
    ['invalid-fit-file', '[]', 'a list'],
    ['invalid-fit-file', 'null', 'null'],
    ['invalid-fit-file', '{"spec":3}', 'object'],
    ['invalid-fit-file', '{"formula":"y ~ x"}', 'member "data" is missing'],
    [
      'invalid-fit-file',
      '{"data":"d.csv","formula":"y ~ x","anova":4}',
      'member "anova": the type of test is 1, 2 or 3',
    ],
    [
      'invalid-fit-file',
      '{"formula":"y ~ 1","spec":{"data":"d.csv","formula":"y ~ x"}}',
      '"formula" beside "spec"',
    ],
    ['invalid-fit-file', '{"data":"d.csv","formula":"y ~ x","metod":"ML"}', 'unknown member "metod"'],
    ['invalid-fit-file', '{"data":"d.csv","formula":"y ~ x","method":"GLS"}', '"method"'],
    ['invalid-fit-file', '{"data":"d.csv","formula":"y ~ x","level":95}', '"level"'],
    ['invalid-fit-file', '{"data":"d.csv","formula":"y ~ x","columns":{"x":"text"}}', '"columns.x"'],
    [
      'invalid-fit-file',
      '{"data":"d.csv","formula":"y ~ x","residual":{"structur":"ar1"}}',
      '"structur" in "residual"',
    ],
  ])('%s: %s', (code, text, part) => {
    expect(() => parseFitFile(text, 'a.json')).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(part) as string }) as Error,
    );
  });
});
