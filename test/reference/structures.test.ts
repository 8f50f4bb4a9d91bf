import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runToEnd } from '../../src-main/cli/runToEnd.ts';
import { ask } from '../../src-main/engine/ask.ts';
import type { Structures } from '../../src-shared/model/analyses/structures.ts';
import { modelSpecSchema, type ModelSpec } from '../../src-shared/model/modelSpec.ts';
import { Comparison } from '../helpers/comparison.ts';
import { fit, referenceData } from '../helpers/datasets.ts';
import { referenceCases } from '../helpers/referenceCase.ts';
import * as allowed from '../helpers/tolerance.ts';

const question = {
  kind: 'structures',
  criterion: 'aic',
  coefficient: null,
  structures: null,
  repeated: null,
} as const;

function compare(data: string, formula: string, options: Partial<ModelSpec>): Structures {
  const spec = modelSpecSchema.parse({ formula, ...options });
  return runToEnd(ask(referenceData(data), spec, question));
}

/** Of one structure, made by structures/structures.R with nlme::gls. */
interface ByGls {
  minus2LogLik: number;
  aic: number;
  bic: number;
  estimate: number;
  se: number;
}
const byGls = JSON.parse(
  readFileSync(new URL('structures/structures.json', import.meta.url), 'utf8'),
) as Record<'REML' | 'ML', Record<string, ByGls>>;

describe.each(['REML', 'ML'] as const)('Orthodont by %s, as nlme::gls', (method) => {
  const residual = { structure: 'cs', subject: ['Subject'], time: 'age' } as const;
  const answer = compare('orthodont', 'distance ~ age * Sex', { method, residual });

  test.each(Object.entries(byGls[method]))('%s: criterion, AIC, BIC, coefficient', (structure, expected) => {
    const fitted = answer.fitted.find((one) => one.structure === structure)!;
    const own = fitted.fixed.find(({ term }) => term === answer.coefficient)!;
    const check = new Comparison();
    const criterion = allowed.criterion(expected.minus2LogLik);
    check.atMost('criterion', expected.minus2LogLik, fitted.minus2LogLik, criterion);
    check.atMost('aic', expected.aic, fitted.aic, criterion);
    // gls charges each parameter for rows, less coefficients by REML; here subjects count.
    const rows = method === 'REML' ? 108 - 4 : 108;
    const bic = fitted.bic + fitted.nParameters * (Math.log(rows) - Math.log(27));
    check.atMost('bic', expected.bic, bic, criterion);
    // gls ends its search a little before the optimum.
    check.number('estimate', expected.estimate, own.estimate, 1e-4 * expected.se);
    // Its standard errors by ML count residual degrees of freedom.
    const factor = method === 'ML' && fitted.method !== 'OLS' ? Math.sqrt(108 / 104) : 1;
    check.number('se', expected.se, own.se * factor, allowed.spread(expected.se));
    check.finish();
  });
});

interface ByMmrm {
  aic: number;
  bic: number;
  nCovParameters: number;
}

describe('the trial, as mmrm', () => {
  const residual = { structure: 'ar1', subject: ['subject'], time: 'visit' } as const;
  const formula = 'score ~ baseline + site + sex + arm * visit';
  const answer = compare('trial', formula, { residual });
  const names = answer.fitted.map(({ structure }) => structure);
  const cases = referenceCases<ByMmrm>('mmrm-trial-').flatMap(({ name, expected }) => {
    const structure = names.find((one) => name === `mmrm-trial-${one}`);
    return structure === undefined ? [] : [{ structure, expected }];
  });

  test('there are such cases', () => {
    expect(cases.map(({ structure }) => structure).sort()).toEqual(
      ['ante1', 'ar1', 'arh1', 'cs', 'csh', 'toep', 'toeph', 'un'].sort(),
    );
  });

  test.each(cases)(
    '$structure: AIC and BIC less what they charge for coefficients',
    ({ structure, expected }) => {
      const fitted = answer.fitted.find((one) => one.structure === structure)!;
      expect(fitted.nCovarianceParameters).toBe(expected.nCovParameters);
      const { nFixed } = answer;
      expect(fitted.aic - 2 * nFixed).toBeCloseTo(expected.aic, 4);
      expect(fitted.bic - Math.log(200) * nFixed).toBeCloseTo(expected.bic, 4);
    },
  );

  test.each(['cs', 'un'] as const)('%s: the numbers of the same model on its own', (structure) => {
    const alone = fit(referenceData('trial'), formula, { residual: { ...residual, structure } });
    const fitted = answer.fitted.find((one) => one.structure === structure)!;
    const { minus2LogLik, aic, nParameters, converged } = alone;
    expect(fitted).toMatchObject({ minus2LogLik, aic, nParameters, converged, singular: false });
    const own = alone.fixed.find(({ term }) => term === 'armControl:visitV04')!;
    expect(answer.coefficient).toBe(own.term);
    expect(fitted.fixed.find(({ term }) => term === own.term)).toMatchObject({
      estimate: own.estimate,
      se: own.se,
      df: own.df,
      p: own.p,
    });
  });
});
