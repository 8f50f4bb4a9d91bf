import { expect, test } from 'vitest';
import { parseFitFile } from '../../../../src-main/app/fitFile/parseFitFile.ts';
import { questionsOf } from '../../../../src-main/app/fitFile/questionsOf.ts';
import { questionSchema } from '../../../../src-shared/model/analyses/questionSchema.ts';

const asked = (members: object) =>
  questionsOf(
    parseFitFile(JSON.stringify({ data: 'd.csv', formula: 'y ~ x + (1 | g)', ...members }), 'a.json'),
  );

test('a file that asks for nothing on top of the fit has no questions', () => {
  expect(asked({ randomTests: false })).toEqual([]);
});

test('each member is a question as windows may ask it', () => {
  const questions = asked({
    randomTests: true,
    likelihoodRatioTests: true,
    effectSizes: true,
    simplerModels: true,
    intervals: { bootstrap: 200, seed: 7 },
    influence: 'g',
  });
  expect(questions).toEqual([
    { kind: 'randomTests', draws: 10_000, bootstrap: 0, seed: 1 },
    { kind: 'likelihoodRatioTests' },
    { kind: 'effectSizes' },
    { kind: 'simplerModels' },
    { kind: 'bootstrap', replicates: 200, seed: 7 },
    { kind: 'influence', group: 'g' },
  ]);
  expect(questions.map((question) => questionSchema.parse(question))).toEqual(questions);
});

test('intervals by profile or Wald are asked for by name; the table has those of a linear model', () => {
  expect(asked({ intervals: 'profile' })).toEqual([{ kind: 'intervals', method: 'profile' }]);
  expect(asked({ intervals: 'wald' })).toEqual([{ kind: 'intervals', method: 'wald' }]);
  expect(asked({ intervals: 'wald', method: 'OLS' })).toEqual([]);
});

test('random tests can be asked for with draws of their own', () => {
  expect(asked({ randomTests: { bootstrap: 500, seed: 3, draws: 0 } })).toEqual([
    { kind: 'randomTests', draws: 0, bootstrap: 500, seed: 3 },
  ]);
});

test('influence can be asked of each row', () => {
  expect(asked({ influence: { rows: true } })).toEqual([{ kind: 'influence', group: null }]);
});

test.each([
  [{ randomTests: { draws: -1 } }, 'randomTests'],
  [{ intervals: { bootstrap: 0 } }, 'intervals'],
  [{ influence: '' }, 'influence'],
])('%j is refused by name', (members, part) => {
  expect(() => asked(members)).toThrow(part);
});
