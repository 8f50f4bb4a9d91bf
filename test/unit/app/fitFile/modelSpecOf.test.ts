import { expect, test } from 'vitest';
import { modelSpecOf } from '../../../../src-main/app/fitFile/modelSpecOf.ts';
import { parseFitFile } from '../../../../src-main/app/fitFile/parseFitFile.ts';

const specOf = (members: object) =>
  modelSpecOf(
    parseFitFile(JSON.stringify({ data: 'd.csv', formula: 'y ~ x + (1 | g)', ...members }), 'a.json'),
  );

test('the model is what the file says', () => {
  expect(specOf({ method: 'ML', df: 'residual', anova: 2, level: 0.9, weights: 'w', offset: 'o' })).toEqual({
    formula: 'y ~ x + (1 | g)',
    method: 'ML',
    df: 'residual',
    anova: 2,
    level: 0.9,
    weights: 'w',
    offset: 'o',
  });
  expect(specOf({ residual: { structure: 'iid' } })).not.toHaveProperty('weights');
});

test('Kenward-Roger without second derivatives is Kenward-Roger where V is linear in its parameters', () => {
  expect(specOf({ df: 'kenward-roger-linear' }).df).toBe('kenward-roger');
});

test.each([
  [{ residual: { structure: 'ar1', subject: 'g' } }, 'residual.structure = "ar1"'],
  [{ residual: { heterogeneousBy: 'g' } }, 'residual.heterogeneousBy = "g"'],
  [{ emmeans: [{ specs: '~ x' }] }, 'emmeans = [{"specs":"~ x"}]'],
])('%j is refused by name and value, not left out', (members, part) => {
  expect(() => specOf(members)).toThrow(
    expect.objectContaining({
      code: 'not-available',
      message: expect.stringContaining(part) as string,
    }) as Error,
  );
});
