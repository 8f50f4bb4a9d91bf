import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runToEnd } from '../../src-main/cli/runToEnd.ts';
import { ask } from '../../src-main/engine/ask.ts';
import type { CsvOptions } from '../../src-shared/model/csvReading.ts';
import { modelSpecSchema } from '../../src-shared/model/modelSpec.ts';
import { Comparison } from '../helpers/comparison.ts';
import { fit, referenceData } from '../helpers/datasets.ts';
import * as allowed from '../helpers/tolerance.ts';

/** R's values, made by effectSizes/effectSizes.R. */
interface Reference {
  data: string;
  method: 'REML' | 'ML';
  weights?: string;
  formula: string;
  r2: number;
  outcomeSd: number;
  components: {
    group: string;
    variance: number;
    nullVariance: number;
    relativeChange: number;
    standardisedSdChange: number;
  }[];
  terms: { term: string; r2Without: number; semiPartialR2: number; f2: number }[];
}

const references = JSON.parse(
  readFileSync(new URL('effectSizes/effectSizes.json', import.meta.url), 'utf8'),
) as Reference[];

const factors: Record<string, CsvOptions['columns']> = {
  cake: { recipe: 'nominal', temperature: 'nominal', replicate: 'nominal' },
  machines: { Worker: 'nominal' },
  egsingle: { schoolid: 'nominal', childid: 'nominal' },
};

test.each(references)('$formula', ({ data, method, weights, formula, ...expected }) => {
  const spec = modelSpecSchema.parse({ formula, method, weights });
  const dataset = referenceData(data, { columns: factors[data] });
  const got = runToEnd(ask(dataset, spec, { kind: 'effectSizes' }));
  const comparison = new Comparison();
  // Ratios of variances, each exact as one.
  const share = allowed.spread(1);
  comparison.number('R2', expected.r2, got.r2, share);
  comparison.number('SD', expected.outcomeSd, got.nullModel.outcomeSd, allowed.spread(expected.outcomeSd));
  comparison.same('components', expected.components.length, got.components.length);
  for (const component of expected.components) {
    const group = component.group === 'Residual' ? null : component.group;
    const own = got.components.find((other) => other.group === group);
    const name = component.group;
    comparison.number(`${name} now`, component.variance, own?.variance, allowed.spread(component.variance));
    comparison.number(
      `${name} null`,
      component.nullVariance,
      own?.nullVariance,
      allowed.spread(component.nullVariance),
    );
    comparison.number(`${name} change`, component.relativeChange, own?.relativeChange, share);
    comparison.number(`${name} SD`, component.standardisedSdChange, own?.standardisedSdChange, share);
  }
  comparison.same(
    'terms',
    expected.terms.map(({ term }) => term),
    got.terms.map(({ term }) => term),
  );
  expected.terms.forEach((term, i) => {
    comparison.number(`R2 without ${term.term}`, term.r2Without, got.terms[i].r2Without, share);
    comparison.number(`part of ${term.term}`, term.semiPartialR2, got.terms[i].semiPartialR2, share);
    comparison.number(`f2 of ${term.term}`, term.f2, got.terms[i].f2, share);
  });
  comparison.finish();
});

test('each number is that of the fits of the smaller models', () => {
  const dataset = referenceData('orthodont');
  const options = { method: 'REML' } as const;
  const spec = modelSpecSchema.parse({ formula: 'distance ~ age * Sex + (1 | Subject)', ...options });
  const got = runToEnd(ask(dataset, spec, { kind: 'effectSizes' }));
  const full = fit(dataset, spec.formula, options);
  const without = (fixed: string) => fit(dataset, `distance ~ ${fixed} + (1 | Subject)`, options);
  expect(got.r2).toBe(full.r2.marginal);
  expect(got.nullModel.formula).toBe('distance ~ 1 + (1 | Subject)');
  expect(got.components.map(({ variance }) => variance)).toEqual(varianceOf(full));
  expect(got.components.map(({ nullVariance }) => nullVariance)).toEqual(varianceOf(without('1')));
  expect(got.terms.map(({ interactions }) => interactions)).toEqual([['age:Sex'], ['age:Sex'], []]);
  ['Sex', 'age', 'age + Sex'].forEach((fixed, i) => {
    const r2 = without(fixed).r2.marginal;
    expect(got.terms[i].r2Without).toBe(r2);
    expect(got.terms[i].semiPartialR2).toBe(full.r2.marginal - r2);
    expect(got.terms[i].f2).toBe((full.r2.marginal - r2) / (1 - full.r2.marginal));
  });
});

const varianceOf = ({ variance }: ReturnType<typeof fit>) =>
  variance.flatMap((row) => (row.kind === 'variance' ? [row.variance] : []));

test('the null model is fitted to the rows of the model', () => {
  const whole = referenceData('orthodont');
  const columns = whole.columns.map((column) =>
    column.name === 'age' && column.kind === 'numeric'
      ? { ...column, values: column.values.map((value, row) => (row % 7 === 3 ? NaN : value)) }
      : column,
  );
  const spec = modelSpecSchema.parse({ formula: 'distance ~ age + (1 | Subject)' });
  const got = runToEnd(ask({ ...whole, columns }, spec, { kind: 'effectSizes' }));
  const all = runToEnd(ask(whole, spec, { kind: 'effectSizes' }));
  expect(got.components[1].nullVariance).not.toBeCloseTo(all.components[1].nullVariance, 3);
});

test('a variance of zero in the null model has no relative change', () => {
  const spec = modelSpecSchema.parse({ formula: 'Yield ~ 1 + (1 | Batch)' });
  const got = runToEnd(ask(referenceData('dyestuff2'), spec, { kind: 'effectSizes' }));
  expect(got.components.map(({ relativeChange }) => relativeChange)).toEqual([NaN, 0]);
  expect(got.terms).toEqual([]);
});

test('is refused for least squares', () => {
  const spec = modelSpecSchema.parse({ formula: 'distance ~ age', method: 'OLS' });
  expect(() => runToEnd(ask(referenceData('orthodont'), spec, { kind: 'effectSizes' }))).toThrow(
    expect.objectContaining({ code: 'needs-random-part' }),
  );
});
