import { describe, expect, test } from 'vitest';
import { likelihoodRatioTests } from '../../../../src-main/engine/analyses/likelihoodRatioTests.ts';
import { modelSpecSchema } from '../../../../src-shared/model/modelSpec.ts';
import { fit, referenceData } from '../../../helpers/datasets.ts';
import { drain } from '../../../helpers/drain.ts';

const ask = (formula: string, data: string, method: 'REML' | 'ML' | 'OLS' = 'REML') =>
  drain(likelihoodRatioTests(referenceData(data), modelSpecSchema.parse({ formula, method })));

describe('likelihoodRatioTests', () => {
  test('terms within an interaction are named, not tested', () => {
    const { tests, contained } = ask('distance ~ age * Sex + (1 | Subject)', 'orthodont');
    expect(tests.map(({ term }) => term)).toEqual(['age:Sex']);
    expect(contained).toEqual(['age', 'Sex']);
  });

  test('is the same however the model itself is fitted', () => {
    const formula = 'Reaction ~ Days + (Days | Subject)';
    expect(ask(formula, 'sleepstudy', 'ML')).toEqual(ask(formula, 'sleepstudy', 'REML'));
  });

  test('a fixed part without columns is the model of average 0', () => {
    const data = referenceData('sleepstudy');
    const { tests, minus2LogLik } = ask('Reaction ~ 0 + Days + (1 | Subject)', 'sleepstudy');
    const nothing = fit(data, 'Reaction ~ 0 + (1 | Subject)', { method: 'ML' });
    expect(tests[0]).toMatchObject({ term: 'Days', df: 1 });
    expect(Math.abs(tests[0].LRT - (nothing.minus2LogLik - minus2LogLik))).toBeLessThan(1e-7);
  });

  test('nothing to test in a model of an average only', () => {
    expect(ask('Yield ~ 1 + (1 | Batch)', 'dyestuff')).toMatchObject({ tests: [], contained: [] });
  });

  test('least squares has exact F tests', () => {
    expect(() => ask('Reaction ~ Days', 'sleepstudy', 'OLS')).toThrow(
      expect.objectContaining({ code: 'needs-random-part' }),
    );
  });
});
