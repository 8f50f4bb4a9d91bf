import { describe, expect, test } from 'vitest';
import { adviseModel } from '../../../../src-shared/draft/advice/adviseModel.ts';
import type { Facts } from '../../../../src-shared/draft/facts.ts';
import { formulaOf } from '../../../../src-shared/draft/formulaOf.ts';
import { emptyDraft } from '../../../../src-shared/model/emptyDraft.ts';
import { categorical, draftFor, facts, grouped, numeric } from '../../../helpers/builderFacts.ts';

const y = numeric('y');
const x = numeric('x');
const subject = categorical('Subject', 18);

/** Advice with its code, as one sentence; the formula its first fix makes. */
function advised(formula: string, known: Facts, code: string) {
  const found = adviseModel(draftFor(formula), known).find((advice) => advice.code === code);
  if (found === undefined) return null;
  const [fix] = found.fixes;
  return {
    severity: found.severity,
    text: found.lead + found.rest,
    fix: fix === undefined ? null : formulaOf(fix.change.draft),
  };
}

test('an ordinary model is only told what is possible', () => {
  const known = facts([y, x, subject], { groupings: [grouped(['Subject'], 18)] });
  const advice = adviseModel(draftFor('y ~ x + (1 | Subject)'), known);
  expect(advice.map(({ code }) => code)).toEqual(['slope-possible']);
  expect(advised('y ~ x + (1 | Subject)', known, 'slope-possible')).toEqual({
    severity: 'hint',
    text: 'x varies within subjects, so each subject can have a slope of its own.',
    fix: 'y ~ x + (x | Subject)',
  });
});

test('an empty draft and unknown facts are no reason for advice', () => {
  expect(adviseModel(emptyDraft, { variables: [], nRows: 0, structure: null })).toEqual([]);
});

test.each([
  [
    'outcome-not-numeric',
    'Subject ~ x',
    'Subject is not a number: it has 18 categories, and a linear model needs a number as its outcome.',
  ],
  ['outcome-constant', 'one ~ x', 'one never changes in the rows used, so there is nothing to explain.'],
  [
    'outcome-two-values',
    'two ~ x',
    'two has only two different values: a linear model describes an amount, not a yes or no.',
  ],
  [
    'outcome-log-not-positive',
    'log(below) ~ x',
    'log(below) needs positive values, but the smallest below is −3; rows at or below 0 are left out.',
  ],
  [
    'unknown-column',
    'y ~ nothing',
    'The data have no variable nothing; check its spelling and capitals in the formula.',
  ],
  [
    'id-as-predictor',
    'y ~ person',
    'person tells units apart and cannot be compared as a predictor; as a grouping it can.',
  ],
  [
    'many-levels',
    'y ~ Subject',
    'Subject has 18 levels, which take 17 coefficients; as a grouping they take one variance.',
  ],
  ['predictor-constant', 'y ~ one', 'one never changes in the rows used, so it cannot explain anything.'],
  ['function-not-numeric', 'y ~ log(Subject)', 'log(Subject) needs numbers, but Subject holds categories.'],
  [
    'margin-missing',
    'y ~ x + x:below',
    'x × below stands without below, so that what it says depends on where the zero of the variables lies.',
  ],
  [
    'margin-missing',
    'y ~ I(x^2)',
    'I(x^2) stands without x, so that what it says depends on where the zero of the variables lies.',
  ],
])('%s: %s', (code, formula, text) => {
  const variables = [
    y,
    x,
    subject,
    numeric('one', { nDistinct: 1 }),
    numeric('two', { nDistinct: 2 }),
    numeric('below', { min: -3 }),
    categorical('person', 18, 'id'),
  ];
  expect(advised(formula, facts(variables), code)?.text).toBe(text);
});

describe('groupings', () => {
  const known = (nLevels: number, change = {}, nRows = 180) =>
    facts([y, x, categorical('g', nLevels)], { groupings: [grouped(['g'], nLevels, change)] }, nRows);

  test('with one level, a row per level, too many effects or few levels', () => {
    expect(advised('y ~ x + (1 | g)', known(1), 'grouping-one-level')?.severity).toBe('impossible');
    expect(advised('y ~ x + (1 | g)', known(180), 'grouping-row-per-level')).toEqual({
      severity: 'impossible',
      text: 'Each of the 180 rows is a level of g, so its effects cannot be told from the residuals.',
      fix: 'y ~ x',
    });
    expect(advised('y ~ x + (x | g)', known(90), 'too-many-random-effects')?.text).toBe(
      '2 effects for each of 90 levels are 180, but there are only 180 rows; let fewer effects differ.',
    );
    expect(advised('y ~ x + (x || g)', known(90), 'too-many-random-effects')).toBeNull();
    expect(advised('y ~ x + (1 | g)', known(4), 'grouping-few-levels')).toMatchObject({
      severity: 'unwise',
      fix: 'y ~ x + g',
    });
    expect(advised('y ~ x + (1 | g)', known(5), 'grouping-few-levels')).toBeNull();
  });

  test('that are predictors as well', () => {
    expect(advised('y ~ g + (1 | g)', known(9), 'grouping-as-predictor')?.fix).toBe('y ~ 1 + (1 | g)');
  });

  test('without anything that differs', () => {
    const draft = { ...draftFor('y ~ x'), groupings: [{ factors: ['g'], blocks: [] }] };
    const [first] = adviseModel(draft, known(9));
    expect(first.code).toBe('grouping-empty');
    expect(formulaOf(first.fixes[0].change.draft)).toBe('y ~ x + (1 | g)');
  });
});

describe('nesting', () => {
  const variables = [y, categorical('school', 20), categorical('class', 4)];
  const pair = (relation: 'implicit' | 'nested') =>
    facts(variables, {
      groupings: [grouped(['class'], 4), grouped(['school'], 20)],
      pairs: [{ outer: 'school', inner: 'class', relation }],
    });

  test('is proposed where labels repeat, with or without the outer grouping', () => {
    const text =
      'The labels of class repeat across schools: if equal labels in different schools mean different classes, class lies within school.';
    const fix = 'y ~ 1 + (1 | school/class)';
    expect(advised('y ~ 1 + (1 | school) + (1 | class)', pair('implicit'), 'labels-repeat')).toEqual({
      severity: 'unwise',
      text,
      fix,
    });
    expect(advised('y ~ 1 + (1 | class)', pair('implicit'), 'labels-repeat')).toEqual({
      severity: 'hint',
      text,
      fix,
    });
    expect(advised('y ~ 1 + (1 | class)', pair('implicit'), 'grouping-few-levels')).toBeNull();
  });

  test('is shown where each label has one place, and not proposed once it is there', () => {
    const both = 'y ~ 1 + (1 | school) + (1 | class)';
    expect(advised(both, pair('nested'), 'nested')?.fix).toBe('y ~ 1 + (1 | school/class)');
    expect(advised('y ~ 1 + (1 | school/class)', pair('implicit'), 'labels-repeat')).toBeNull();
  });

  test('within a property such as sex is not proposed', () => {
    const known = facts([y, categorical('sex', 2), subject], {
      pairs: [{ outer: 'sex', inner: 'Subject', relation: 'nested' }],
    });
    expect(advised('y ~ 1 + (1 | Subject)', known, 'nested')).toBeNull();
  });
});

describe('slopes', () => {
  const known = facts([y, x, categorical('sex', 2), subject], {
    groupings: [grouped(['Subject'], 18, { constantWithin: ['sex'] })],
  });

  test('of what never changes within a level', () => {
    expect(advised('y ~ sex + (sex | Subject)', known, 'slope-constant')).toEqual({
      severity: 'unwise',
      text: 'sex never changes within one subject, so its effect cannot differ between subjects.',
      fix: 'y ~ sex + (1 | Subject)',
    });
  });

  test('without a fixed effect, without a level', () => {
    expect(advised('y ~ 1 + (x | Subject)', known, 'slope-without-fixed')).toMatchObject({
      severity: 'unwise',
      fix: 'y ~ x + (x | Subject)',
    });
    expect(advised('y ~ x + (0 + x | Subject)', known, 'slope-without-level')?.fix).toBe(
      'y ~ x + (x | Subject)',
    );
  });

  test('a category without a level beside it has a level at each of its categories', () => {
    const crossed = facts([y, categorical('machine', 3), subject], {
      groupings: [grouped(['Subject'], 18)],
    });
    expect(advised('y ~ machine + (0 + machine | Subject)', crossed, 'slope-without-level')).toBeNull();
  });
});

test('collinear predictors are told once for both', () => {
  const collinear = [
    { variable: 'x', by: ['z'], vif: Infinity },
    { variable: 'z', by: ['x'], vif: Infinity },
  ];
  const advice = adviseModel(draftFor('y ~ x + z'), facts([y, x, numeric('z')], { collinear }));
  expect(advice.map(({ lead }) => lead)).toEqual(['x says exactly the same as z']);
});

test('rows left out are counted with their reasons', () => {
  const known = facts([y, numeric('x', { missing: 12 })], { nRows: 168 });
  expect(advised('y ~ x', { ...known, nRows: 180 }, 'missing-rows')).toEqual({
    severity: 'hint',
    text: '12 of 180 rows will be left out because of missing values: x in 12.',
    fix: null,
  });
});

test('where no row is left only that is told', () => {
  const known = facts([y, numeric('x', { missing: 180, nDistinct: 0 })], { nRows: 0, constant: ['y', 'x'] });
  const advice = adviseModel(draftFor('y ~ x'), known);
  expect(advice.map(({ lead, rest }) => lead + rest)).toEqual([
    'All 180 rows will be left out because of missing values: x in 180.',
  ]);
});

test('Kenward-Roger needs REML', () => {
  const known = facts([y, x, subject]);
  const found = (change: object, formula = 'y ~ x + (1 | Subject)') =>
    adviseModel(draftFor(formula, change), known).filter(({ code }) => code === 'kenward-roger-by-ml');
  const [advice] = found({ df: 'kenward-roger', method: 'ML' });
  expect(advice.severity).toBe('impossible');
  expect(advice.fixes.map(({ change }) => [change.draft.method, change.draft.df])).toEqual([
    ['REML', 'kenward-roger'],
    ['ML', 'satterthwaite'],
  ]);
  expect(found({ df: 'kenward-roger', method: 'REML' })).toEqual([]);
  expect(found({ df: 'kenward-roger', method: 'ML' }, 'y ~ x')).toEqual([]);
});

test('weights must be positive numbers, an offset a number', () => {
  const known = facts([y, x, subject, numeric('w', { min: 0 })]);
  const codes = (change: object) => adviseModel(draftFor('y ~ x', change), known).map(({ code }) => code);
  expect(codes({ weights: 'w' })).toEqual(['weights-not-positive']);
  expect(codes({ weights: 'Subject' })).toEqual(['weights-not-numeric']);
  expect(codes({ offset: 'Subject' })).toEqual(['offset-not-numeric']);
});
