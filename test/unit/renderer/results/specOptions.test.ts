import { expect, it } from 'vitest';
import { specOptions } from '../../../../src-renderer/features/results/analyses/specOptions.ts';
import { draftOf } from '../../../../src-shared/draft/specOf.ts';
import { modelSpecSchema } from '../../../../src-shared/model/modelSpec.ts';

const draft = (formula: string, options: object = {}) =>
  draftOf(modelSpecSchema.parse({ formula, ...options }));

it('the options of a table stand below it, with what is chosen now and what cannot be', () => {
  const [df] = specOptions('fixed', draft('y ~ x + (1 | g)', { method: 'ML' }));
  expect(df.label).toBe('Satterthwaite df');
  expect(df.choices.find(({ current }) => current)?.label).toBe('Satterthwaite');
  expect(df.choices.find(({ label }) => label === 'Kenward-Roger')?.possible).toBe(false);
  const [type] = specOptions('tests', draft('y ~ x + (1 | g)', { anova: 2 }));
  expect(type.label).toBe('Type II tests');
  expect(type.choices[2].change).toMatchObject({ draft: { anova: 3 }, label: 'Use F tests of type III' });
});

it('least squares have one kind of degrees of freedom, and types of tests as well', () => {
  expect(specOptions('fixed', draft('y ~ x', { method: 'OLS' }))).toEqual([]);
  expect(specOptions('tests', draft('y ~ x', { method: 'OLS' }))).toHaveLength(1);
});
