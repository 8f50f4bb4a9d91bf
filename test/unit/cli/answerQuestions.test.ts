import { expect, test } from 'vitest';
import { answerQuestions } from '../../../src-main/cli/answerQuestions.ts';
import { resultJson } from '../../../src-main/cli/resultJson.ts';
import type { FitResult } from '../../../src-shared/model/fitResult.ts';
import { modelSpecSchema } from '../../../src-shared/model/modelSpec.ts';
import { ovaryResult } from '../../helpers/reportOvary.ts';
import { trialResult } from '../../helpers/reportTrial.ts';
import { referenceData } from '../../helpers/datasets.ts';

const dataset = referenceData('sleepstudy');
const spec = modelSpecSchema.parse({ formula: 'Reaction ~ Days + (Days | Subject)' });

test('answers are printed with the result, as the documentation names them', () => {
  const answered = answerQuestions({
    dataset,
    spec,
    questions: [
      { kind: 'randomTests', draws: 0, bootstrap: 0, seed: 1 },
      { kind: 'likelihoodRatioTests' },
      { kind: 'bootstrap', replicates: 40, seed: 1 },
      { kind: 'influence', group: 'Subject' },
    ],
  });
  const printed = resultJson(answered, [], 0) as Record<string, unknown>;
  // lmerTest::ranova and drop1 of the fit by ML
  expect(printed['randomTests']).toEqual([
    {
      dropped: 'Days in (Days | Subject)',
      df: 2,
      LRT: expect.closeTo(42.8368, 3) as number,
      pChisq: expect.closeTo(4.99e-10, 12) as number,
      pMixture: expect.any(Number) as number,
    },
  ]);
  expect(printed['likelihoodRatioTests']).toMatchObject([
    { term: 'Days', df: 1, LRT: expect.closeTo(23.5365, 3) as number },
  ]);
  const intervals = printed['intervals'] as { parameter: string; lower: number; upper: number }[];
  expect(intervals.map(({ parameter }) => parameter)).toEqual([
    'sd_(Intercept)|Subject',
    'cor_Days.(Intercept)|Subject',
    'sd_Days|Subject',
    'sigma',
    '(Intercept)',
    'Days',
  ]);
  for (const { lower, upper } of intervals) expect(lower).toBeLessThan(upper);
  const influence = printed['influence'] as Record<string, unknown[]>;
  expect(influence).toMatchObject({ group: 'Subject', terms: ['(Intercept)', 'Days'], notEstimable: [] });
  for (const member of [
    'levels',
    'fixedWithout',
    'pWithout',
    'varianceWithout',
    'cooksDistance',
    'dfbetas',
  ]) {
    expect(influence[member], member).toHaveLength(18);
  }
});

test('a level without which the model cannot be estimated has no numbers, but a reason', () => {
  const { result, answers } = answerQuestions({
    dataset: referenceData('oats'),
    spec: modelSpecSchema.parse({ formula: 'yield ~ nitro + Variety + (1 | Block)' }),
    questions: [{ kind: 'influence', group: 'Variety' }],
  });
  const text = JSON.stringify(resultJson({ result, answers }, [], 0));
  const { influence } = JSON.parse(text) as { influence: Record<string, unknown> };
  expect(influence['cooksDistance']).toEqual([null, null, null]);
  expect(influence['fixedWithout']).toEqual(new Array(3).fill(new Array(6).fill(null)));
  expect(influence['notEstimable']).toMatchObject([
    { level: 'Golden Rain', reason: 'no row is left with Variety = Golden Rain' },
    { level: 'Marvellous' },
    { level: 'Victory' },
  ]);
});

test('what is asked on top is no part of the result where it is not asked', () => {
  const printed = resultJson(answerQuestions({ dataset, spec, questions: [] }), [], 0);
  expect(Object.keys(printed)).not.toContain('randomTests');
});

test('a residual covariance is printed as a matrix and named parameters, by level where there are groups', () => {
  const print = (result: FitResult) => resultJson({ result, answers: [] }, [], 0) as Record<string, unknown>;
  const one = print(trialResult());
  const matrix = one['residualCovariance'] as number[][];
  expect(matrix.map((row) => row.length)).toEqual([4, 4, 4, 4]);
  expect(matrix[0][1]).toBe(14.4358661794);
  expect(one['residualParameters']).toMatchObject({ 'variance V01': 15.0719008555 });
  const byArm = print(trialResult(true));
  const { Control, Active } = byArm['residualCovariance'] as Record<string, number[][]>;
  expect([Control[0][1], Active[0][1]]).toEqual([17.7423526268, 11.4752065482]);
  expect(byArm['residualParameters']).toMatchObject({
    'variance V01 (Control)': 15.777875922,
    'variance V01 (Active)': 14.4819767752,
  });
  // no matrix of very many occasions, and nothing of independent residuals
  const { residualCovariance, ...independent } = ovaryResult();
  const long = print({ ...independent, residualCovariance: { ...residualCovariance!, matrices: [] } });
  expect(Object.keys(long)).not.toContain('residualCovariance');
  expect(long['residualParameters']).toMatchObject({ 'correlation at lag 1': 0.607442322803 });
  expect(Object.keys(print(independent))).not.toContain('residualParameters');
});
