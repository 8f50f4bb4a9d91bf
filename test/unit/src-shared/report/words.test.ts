import { describe, expect, it } from 'vitest';
import { makeGroupNames } from '../../../../src-shared/report/words/groups.ts';
import { coefficientParts } from '../../../../src-shared/report/words/coefficient.ts';
import { severalOf } from '../../../../src-shared/report/words/modelClauses.ts';
import { plural } from '../../../../src-shared/report/words/plural.ts';
import { displayWidth, joinWords, shorten } from '../../../../src-shared/report/words/lists.ts';
import { makeNames, splitTerm, unquote } from '../../../../src-shared/report/words/names.ts';
import { sleepstudyResult } from '../../../helpers/reportSleepstudy.ts';
import { categorical, numeric, variant } from '../../../helpers/reportVariants.ts';

const columns = [
  numeric('wt', [1, 2]),
  categorical('gear', ['3', '4', '4:wt'], [0, 1]),
  categorical('my factor', ['a', 'b:c'], [0, 1]),
];

describe('coefficientParts', () => {
  it('reads covariates, levels and their products', () => {
    expect(coefficientParts('wt:gear4', columns)).toEqual([
      { kind: 'covariate', expression: 'wt' },
      { kind: 'level', variable: 'gear', level: '4' },
    ]);
    expect(coefficientParts('(Intercept)', columns)).toEqual([]);
    expect(coefficientParts('log(wt)', columns)).toEqual([{ kind: 'covariate', expression: 'log(wt)' }]);
    expect(coefficientParts('I((wt + 1)^2):gear4', columns)?.length).toBe(2);
  });

  it('reads quoted names and levels that hold a colon', () => {
    expect(coefficientParts('`my factor`b:c:wt', columns)).toEqual([
      { kind: 'level', variable: 'my factor', level: 'b:c' },
      { kind: 'covariate', expression: 'wt' },
    ]);
  });

  it('gives up on a name that none of the columns explains', () => {
    expect(coefficientParts('nothing', columns)).toBeNull();
  });
});

describe('names', () => {
  it('takes terms apart at colons outside quotes, brackets and known names', () => {
    expect(splitTerm('a:`b:c`:log(d)', new Set())).toEqual(['a', 'b:c', 'log(d)']);
    expect(splitTerm('a:b', new Set(['a:b']))).toEqual(['a:b']);
    expect(splitTerm('d:(c:(b:a))', new Set())).toEqual(['d', 'c', 'b', 'a']);
    expect(splitTerm('(b):a', new Set(['(b)']))).toEqual(['(b)', 'a']);
    expect(unquote('`a\\`b\\\\c`')).toBe('a`b\\c');
  });

  it('says one step of a predictor as a person would', () => {
    const step = (label: string | undefined, unit: string | undefined) =>
      makeNames(sleepstudyResult(), {
        dataName: 'd',
        ...(label === undefined ? {} : { labels: { Days: label } }),
        ...(unit === undefined ? {} : { units: { Days: unit } }),
      }).step('Days');
    expect(step(undefined, 'day')).toBe('day');
    expect(step('Days without sleep', 'day')).toBe('day without sleep');
    expect(step('Weight', 'kg')).toBe('kg of Weight');
    expect(step(undefined, undefined)).toBe('unit of Days');
  });
});

describe('words', () => {
  it('makes plurals of plain words only', () => {
    expect(['Subject', 'batch', 'Variety', 'class', 'day'].map(plural)).toEqual([
      'subjects',
      'batches',
      'varieties',
      'classes',
      'days',
    ]);
    expect(['s', 'childid', 'Days', 'Group_2', 'Проба'].map(plural)).toEqual([null, null, null, null, null]);
  });

  it('joins and shortens', () => {
    expect([joinWords([]), joinWords(['a']), joinWords(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
    expect(displayWidth('变量é👩‍🔬')).toBe(7);
    expect(shorten('a very long name 12', 10)).toBe('a very… 12');
  });
});

it('names the levels of a grouping within another as far as their names are words', () => {
  expect(severalOf(['cask', 'batch'], true)).toBe('casks within batches');
  expect(severalOf(['cask', 'Batch no'], true)).toBe('casks within Batch no');
  expect(severalOf(['a:b', 'batch'], true)).toBe('values of a:b within batch');
});

it('calls a grouping of three levels by what lies in what', () => {
  const result = variant({ nGroups: { 'pupil:(class:school)': 90, 'class:school': 30, school: 10 } });
  const groups = makeGroupNames(result, makeNames(result, { dataName: 'd' }));
  expect(groups.title('pupil:(class:school)')).toBe('pupil within class within school');
  expect(groups.several('pupil:(class:school)')).toBe('pupils within classes within schools');
});
