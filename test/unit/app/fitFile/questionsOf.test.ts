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

test('structures are compared by what the file says, for independent residuals with the subjects it names', () => {
  const question = {
    kind: 'structures',
    criterion: 'aic',
    coefficient: null,
    structures: null,
    repeated: null,
  };
  const cs = { structure: 'cs', subject: 'id', time: 't' };
  expect(asked({ residual: cs, structures: true })).toEqual([question]);
  expect(asked({ residual: cs, structures: { criterion: 'bic', structures: ['ar1'] } })).toEqual([
    { ...question, criterion: 'bic', structures: ['ar1'] },
  ]);
  const named = asked({ residual: { subject: 'id', time: 't' }, structures: { coefficient: 'x' } });
  expect(named).toEqual([{ ...question, coefficient: 'x', repeated: { subject: ['id'], time: 't' } }]);
  expect(named.map((one) => questionSchema.parse(one))).toEqual(named);
});
