import { expect, test } from 'vitest';
import { runToEnd } from '../../../../../src-main/cli/runToEnd.ts';
import { ask } from '../../../../../src-main/engine/ask.ts';
import {
  rearranged,
  type Structures,
  type StructuresQuestion,
} from '../../../../../src-shared/model/analyses/structures.ts';
import type { Dataset } from '../../../../../src-shared/model/dataset.ts';
import { modelSpecSchema, type ModelSpec } from '../../../../../src-shared/model/modelSpec.ts';
import { fit, referenceData, reorderRows } from '../../../../helpers/datasets.ts';

const question: StructuresQuestion = {
  kind: 'structures',
  criterion: 'aic',
  coefficient: null,
  structures: null,
  repeated: null,
};
const orthodont = referenceData('orthodont');
const cs = { structure: 'cs', subject: ['Subject'], time: 'age' } as const;

const stepsOf = (data: Dataset, formula: string, options: Partial<ModelSpec>, changes = {}) =>
  ask(data, modelSpecSchema.parse({ formula, ...options }), { ...question, ...changes });
const compare = (...asked: Parameters<typeof stepsOf>): Structures => runToEnd(stepsOf(...asked));
const names = ({ fitted }: Structures) => fitted.map(({ structure }) => structure);
const obstacles = ({ leftOut }: Structures) =>
  Object.fromEntries(leftOut.map(({ structure, obstacle }) => [structure, obstacle]));

/** The rows of the first subjects, or of some of the four ages. */
function rowsWhere(keep: (row: number) => boolean): Dataset {
  const rows = Array.from({ length: orthodont.nRows }, (_, i) => i).filter(keep);
  return { ...reorderRows(orthodont, rows), nRows: rows.length };
}

test('AICC and BIC by their formulas; criteria of independent residuals as by least squares', () => {
  const answer = compare(orthodont, 'distance ~ age * Sex', { residual: cs });
  expect(answer).toMatchObject({
    method: 'REML',
    nObs: 108,
    nSubjects: 27,
    nFixed: 4,
    own: 0,
    notReached: [],
  });
  const [own, independent] = answer.fitted;
  expect([own.structure, independent.structure]).toEqual(['cs', 'iid']);
  // SAS: -2 log L + 2 d n / (n - d - 1) with d = 2, n = 108 - 4; here 2 more for each of the four coefficients
  expect(own.aicc).toBeCloseTo(own.minus2LogLik + (2 * 2 * 104) / (104 - 2 - 1) + 8, 10);
  expect(own.bic).toBeCloseTo(own.minus2LogLik + Math.log(27) * 6, 10);
  const byMl = compare(orthodont, 'distance ~ age * Sex', { residual: cs, method: 'ML' }).fitted;
  expect(byMl[0].aicc).toBeCloseTo(byMl[0].minus2LogLik + (2 * 6 * 108) / (108 - 6 - 1), 10);
  const linear = fit(orthodont, 'distance ~ age * Sex', { method: 'OLS' });
  expect(byMl[1].minus2LogLik).toBeCloseTo(linear.minus2LogLik, 9);
  expect(byMl[1].aic).toBeCloseTo(linear.aic, 9);
});

test('beside a random intercept: what says the same is left out, and no structure is the mixed model itself', () => {
  const formula = 'follicles ~ s + c + (1 | Mare)';
  const residual = { structure: 'ar1', subject: ['Mare'], time: 'visit' } as const;
  const answer = compare(referenceData('ovary'), formula, { residual });
  expect(obstacles(answer)).toMatchObject({
    cs: { kind: 'competes', group: 'Mare' },
    un: { kind: 'more-parameters-than-subjects', parameters: 496, subjects: 11, level: null },
  });
  const independent = answer.fitted.find(({ structure }) => structure === 'iid')!;
  const mixed = fit(referenceData('ovary'), formula);
  expect(independent).toMatchObject({ method: 'REML', residual: null, minus2LogLik: mixed.minus2LogLik });
  // One unit of time for each visit: both say the same.
  const [ar1, car1] = ['ar1', 'car1'].map((name) =>
    answer.fitted.find(({ structure }) => structure === name)!,
  );
  expect(car1.minus2LogLik).toBeCloseTo(ar1.minus2LogLik, 6);
});

test('two occasions have one distance and nothing between CS and UN', () => {
  const answer = compare(
    rowsWhere((row) => row % 4 < 2),
    'distance ~ age',
    { residual: cs },
  );
  expect(names(answer)).toEqual(['cs', 'iid', 'diag', 'un']);
  expect(obstacles(answer)).toMatchObject({
    car1: { kind: 'one-distance', distance: 2 },
    fa1: { kind: 'few-occasions', least: 3 },
    ar1: { kind: 'same-as', structure: 'cs' },
    ante1: { kind: 'same-as', structure: 'un' },
  });
});

test('occasions that no subject has both, and times without numbers', () => {
  const apart = compare(
    rowsWhere((row) => (Math.floor(row / 4) % 2 === 0) === row % 4 < 2),
    'distance ~ 1',
    { residual: cs },
    { structures: ['un', 'ante1', 'ar1'] },
  );
  expect(obstacles(apart)).toEqual({
    un: { kind: 'never-together', first: '8', second: '12' },
    ante1: { kind: 'never-together', first: '10', second: '12' },
  });
  expect(names(apart)).toEqual(['cs', 'ar1']);
  const residual = { structure: 'cs', subject: ['subject'], time: 'visit' } as const;
  const trial = compare(referenceData('trial'), 'score ~ day', { residual }, { structures: ['car1'] });
  expect(obstacles(trial)).toEqual({ car1: { kind: 'time-not-numeric' } });
});

test('what one structure is refused does not stop the others', () => {
  const options = { residual: cs, standardErrors: 'empirical' } as const;
  const answer = compare(orthodont, 'distance ~ age', options, { structures: ['iid', 'ar1'] });
  expect(names(answer)).toEqual(['cs', 'ar1']);
  expect(obstacles(answer).iid).toMatchObject({ kind: 'refused' });
});

test('a model without a structure names its subjects in the question; others are refused', () => {
  const repeated = { subject: ['Subject'], time: 'age' };
  const options = { method: 'OLS' } as const;
  const answer = compare(orthodont, 'distance ~ age', options, { repeated, structures: ['cs'] });
  expect(names(answer)).toEqual(['iid', 'cs']);
  expect(answer.fitted[1].residual).toEqual({ ...repeated, structure: 'cs' });
  expect(() => compare(orthodont, 'distance ~ age', options)).toThrow('who was measured repeatedly');
  const residual = { structure: 'diag', subject: [], heterogeneousBy: 'Sex' } as const;
  expect(() => compare(orthodont, 'distance ~ age', { residual })).toThrow('one variance per level of Sex');
  const coefficient = { coefficient: 'height' };
  expect(() => compare(orthodont, 'distance ~ age', { residual: cs }, coefficient)).toThrow('“height”');
});

test('a stop keeps what is fitted and names what is not', () => {
  const steps = stepsOf(orthodont, 'distance ~ age', { residual: cs }, { structures: ['ar1', 'toep', 'un'] });
  let step = steps.next();
  while (step.done !== true) {
    const { work } = step.value;
    expect(work).toMatchObject({ total: 4 });
    step = steps.next(work?.structure === 'toep' ? 'stop' : undefined);
  }
  expect(names(step.value)).toEqual(['cs', 'ar1']);
  expect(step.value.notReached).toEqual(['toep', 'un']);

  const atOnce = stepsOf(orthodont, 'distance ~ age', { residual: cs }, { structures: ['ar1'] });
  atOnce.next();
  let next = atOnce.next('stop');
  while (next.done !== true) next = atOnce.next();
  expect(next.value).toMatchObject({ fitted: [{ structure: 'cs' }], notReached: ['ar1'] });
});

test('another ranking or coefficient needs no fits; other structures do', () => {
  const known = compare(orthodont, 'distance ~ age * Sex', { residual: cs }, { structures: ['ar1'] });
  expect(known.coefficient).toBe('age:SexMale');
  const other = { ...known.question, criterion: 'bic', coefficient: 'age' } as const;
  expect(rearranged(other, known)).toEqual({ ...known, question: other, coefficient: 'age' });
  expect(rearranged({ ...other, structures: null }, known)).toBeNull();
  expect(rearranged({ ...other, coefficient: null }, known)).toBeNull();
  expect(rearranged({ ...other, coefficient: 'gone' }, known)).toBeNull();
});
