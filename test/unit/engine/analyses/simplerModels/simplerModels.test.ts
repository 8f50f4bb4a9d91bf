import { describe, expect, test } from 'vitest';
import { runToEnd } from '../../../../../src-main/cli/runToEnd.ts';
import { ask } from '../../../../../src-main/engine/ask.ts';
import type { Dataset } from '../../../../../src-shared/model/dataset.ts';
import { modelSpecSchema } from '../../../../../src-shared/model/modelSpec.ts';
import type { ModelSpec } from '../../../../../src-shared/model/modelSpec.ts';
import { continuous, dataset, fit, nominal, referenceData } from '../../../../helpers/datasets.ts';
import { uniform } from '../../lmm/designs.ts';

function simpler(data: Dataset, formula: string, options: Partial<ModelSpec> = {}) {
  const spec = modelSpecSchema.parse({ formula, ...options });
  return runToEnd(ask(data, spec, { kind: 'simplerModels' }));
}

/** Nearly normal numbers with variance 1: sums of twelve uniform ones. */
function normals(seed: number): () => number {
  const random = uniform(seed);
  return () => Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6);
}

/** Clusters that differ in their level but not in the slope of x. */
function commonSlope(seed: number): Dataset {
  const normal = normals(seed);
  const levels = Array.from({ length: 12 }, () => 2 * normal());
  const g = Array.from({ length: 96 }, (_, i) => i % 12);
  const x = g.map(() => normal());
  const y = g.map((cluster, i) => 10 + 2 * x[i] + levels[cluster] + normal());
  return dataset([nominal('g', g.map(String)), continuous('x', x), continuous('y', y)]);
}

const formulas = ({ models }: ReturnType<typeof simpler>) => models.map(({ formula }) => formula);

test('a single variance of zero: the linear model says the same', () => {
  const { original, models } = simpler(referenceData('dyestuff2'), 'Yield ~ 1 + (1 | Batch)');
  // lme4: REML criterion 161.8283, estimate 5.6656 with SE 0.6784 (reference case lmer-dyestuff2-singular)
  expect(original.minus2LogLik).toBeCloseTo(161.828277812, 6);
  expect(original.singularComponents).toEqual([
    { group: 'Batch', terms: ['(Intercept)'], kind: 'zero-variance' },
  ]);
  expect(models).toHaveLength(1);
  const [model] = models;
  expect(model).toMatchObject({
    leftOut: { kind: 'level', group: 'Batch' },
    formula: 'Yield ~ 1',
    method: 'OLS',
    nParameters: 2,
    singularComponents: [],
  });
  expect(model.minus2LogLik).toBe(original.minus2LogLik);
  expect(model.aic).toBe(original.aic - 2);
  expect(model.fixed[0].estimate).toBeCloseTo(5.6656, 12);
  expect(model.fixed[0].se).toBeCloseTo(0.678388031, 8);
  expect(model.largestShift).toBeLessThan(1e-12);
  expect(model.largestSeChange).toBeLessThan(1e-12);
});

describe('a slope that does not vary', () => {
  const data = commonSlope(2);

  test('with a correlation at its limit: first without it, then without the slope', () => {
    const { original, models } = simpler(data, 'y ~ x + (x | g)');
    expect(original.singularComponents).toEqual([
      { group: 'g', terms: ['(Intercept)', 'x'], kind: 'perfect-correlation' },
    ]);
    expect(models.map(({ leftOut }) => leftOut)).toEqual([
      { kind: 'correlations', group: 'g' },
      { kind: 'slope', group: 'g', slope: 'x' },
    ]);
    expect(models.map(({ formula }) => formula)).toEqual([
      'y ~ x + (1 | g) + (0 + x | g)',
      'y ~ x + (1 | g)',
    ]);
    expect(models[0].singularComponents).toEqual([{ group: 'g', terms: ['x'], kind: 'zero-variance' }]);
    expect(models[1].singularComponents).toEqual([]);
    for (const model of models) {
      const alone = fit(data, model.formula);
      expect(model.aic).toBe(alone.aic);
      expect(model.minus2LogLik).toBeGreaterThan(original.minus2LogLik);
      const [now, was] = [alone.fixed[1], original.fixed[1]];
      expect(model.largestShift).toBe(Math.abs(now.estimate - was.estimate) / was.se);
      expect(model.largestSeChange).toBe(Math.abs(now.se / was.se - 1));
      expect(model.largestSeChange).toBeGreaterThan(0.01);
    }
  });

  test('with a variance of zero: the model without it is the same fit', () => {
    const answer = simpler(data, 'y ~ x + (x || g)');
    expect(formulas(answer)).toEqual(['y ~ x + (1 | g)']);
    const [model] = answer.models;
    expect(model.nParameters).toBe(answer.original.nParameters - 1);
    expect(model.minus2LogLik).toBeCloseTo(answer.original.minus2LogLik, 9);
    expect(model.aic).toBeCloseTo(answer.original.aic - 2, 9);
    expect(model.largestShift).toBeLessThan(1e-8);
    expect(model.largestSeChange).toBeLessThan(1e-8);
  });

  test('by ML without any random term: the criterion is that of least squares', () => {
    const columns = data.columns.filter(({ name }) => name !== 'y');
    const x = data.columns.find(({ name }) => name === 'x');
    if (x?.kind !== 'numeric') throw new Error('x is a number');
    const random = uniform(9);
    const y = x.values.map((value) => 3 + value + random());
    const noClusters = { ...data, columns: [...columns, continuous('y', y)] };
    const { original, models } = simpler(noClusters, 'y ~ x + (0 + x | g)', { method: 'ML' });
    expect(original.singularComponents).toHaveLength(1);
    const linear = fit(noClusters, 'y ~ x', { method: 'OLS' });
    expect(models[0].method).toBe('OLS');
    expect(models[0].minus2LogLik).toBeCloseTo(linear.minus2LogLik, 8);
    expect(models[0].aic).toBeCloseTo(linear.aic, 8);
  });

  test('only the term at its limit is made simpler, on the rows of the model', () => {
    const random = uniform(1);
    const rows = Array.from({ length: data.nRows }, (_, i) => i);
    const z = continuous(
      'z',
      rows.map((row) => (row % 9 === 5 ? NaN : random() - 0.5)),
    );
    const h = nominal(
      'h',
      rows.map((row) => String((row * 5) % 8)),
    );
    const columns = [...data.columns, z, h];
    const { original, models } = simpler({ ...data, columns }, 'y ~ x + (1 | g) + (0 + z | h)');
    expect(original.singularComponents).toEqual([{ group: 'h', terms: ['z'], kind: 'zero-variance' }]);
    expect(models.map(({ formula }) => formula)).toEqual(['y ~ x + (1 | g)']);
    // z is not in the simpler model, but its missing rows stay out.
    expect(models[0].minus2LogLik).toBeCloseTo(original.minus2LogLik, 8);
  });
});

test('a fit that is not singular has no simpler models', () => {
  const { original, models } = simpler(referenceData('sleepstudy'), 'Reaction ~ Days + (Days | Subject)');
  expect(original.singularComponents).toEqual([]);
  expect(models).toEqual([]);
});

test('is refused for least squares', () => {
  expect(() => simpler(referenceData('sleepstudy'), 'Reaction ~ Days', { method: 'OLS' })).toThrow(
    expect.objectContaining({ code: 'needs-random-part' }),
  );
});

test('beside a residual structure: without the random term the structure stays', () => {
  const normal = normals(5);
  const t = Array.from({ length: 96 }, (_, i) => i % 8);
  let e = 0;
  const y = t.map((time) => {
    e = normal() - (time === 0 ? 0 : 0.5 * e);
    return 10 + 0.1 * time + e;
  });
  const g = nominal(
    'g',
    t.map((_, i) => String(Math.floor(i / 8))),
  );
  const data = dataset([g, continuous('t', t), continuous('y', y)]);
  const residual = { structure: 'ar1', subject: ['g'], time: 't' } as const;
  const options = { residual: { ...residual, subject: ['g'] }, df: 'containment' } as const;
  const { original, models } = simpler(data, 'y ~ t + (1 | g)', options);
  expect(original.singularComponents).toEqual([
    { group: 'g', terms: ['(Intercept)'], kind: 'zero-variance' },
  ]);
  expect(models).toMatchObject([{ formula: 'y ~ t', method: 'REML', nParameters: original.nParameters - 1 }]);
  const alone = fit(data, 'y ~ t', options);
  expect(alone.residualCovariance).toBeDefined();
  expect(models[0].minus2LogLik).toBe(alone.minus2LogLik);
  expect(models[0].minus2LogLik).toBeCloseTo(original.minus2LogLik, 8);
  expect(models[0].largestShift).toBeLessThan(1e-8);
});
