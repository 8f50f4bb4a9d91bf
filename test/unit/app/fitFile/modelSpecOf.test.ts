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

test('a residual structure with one or several columns of subjects', () => {
  expect(specOf({ residual: { structure: 'ar1', subject: 'g', time: 't' } }).residual).toEqual({
    structure: 'ar1',
    subject: ['g'],
    time: 't',
  });
  const nested = { structure: 'un_banded', subject: ['g', 'h'], time: 't', group: 'arm', bands: 3 };
  expect(specOf({ residual: nested }).residual).toEqual(nested);
  // The subject of independent rows says nothing.
  expect(specOf({ residual: { structure: 'diag', subject: 'g', heterogeneousBy: 'sex' } }).residual).toEqual({
    structure: 'diag',
    subject: [],
    heterogeneousBy: 'sex',
  });
  expect(specOf({ residual: { structure: 'iid' } })).not.toHaveProperty('residual');
});

test.each([
  [{ residual: { group: 'g' } }, 'residual.group = "g"'],
  [{ residual: { heterogeneousBy: 'g' } }, 'residual.heterogeneousBy = "g"'],
])('%j is refused by name and value, not left out', (members, part) => {
  expect(() => specOf(members)).toThrow(
    expect.objectContaining({
      code: 'not-available',
      message: expect.stringContaining(part) as string,
    }) as Error,
  );
});
