import { describe, expect, test } from 'vitest';
import { buildModelFrame } from '../../../../src-main/engine/frame/buildModelFrame.ts';
import type { ModelSpec } from '../../../../src-shared/model/modelSpec.ts';
import { AppError } from '../../../../src-shared/model/appError.ts';
import { categorical, dataset, numeric, spec } from './tables.ts';

const data = dataset(
  numeric('score', [1, 2, 4, 8, 16, 32]),
  numeric('Days', [0, 1, 2, 3, 4, 5]),
  numeric('same', [3, 3, 3, 3, 3, 3]),
  numeric('empty', [null, null, null, null, null, null]),
  numeric('half', [null, null, null, 1, 2, 3]),
  numeric('w', [1, 1, 0, 1, 1, 1]),
  numeric('negative', [null, 1, 1, 1, -2, 1]),
  categorical('f', ['a', 'b', 'c', 'a', 'b', 'c']),
  categorical('g', ['u', 'u', 'v', 'v', 'w', 'w'], ['u', 'v', 'w'], 'id'),
  categorical('late', ['p', 'p', 'p', 'q', 'q', 'q']),
  categorical('row', ['1', '2', '3', '4', '5', '6'], undefined, 'id'),
);

test.each<[string, Partial<ModelSpec>, string, string]>([
  ['score ~ days', {}, 'unknown-column', 'no column “days”. The nearest names are “Days”'],
  ['score ~ Days + (1 | `<b>`)', {}, 'unknown-column', '“<b>”'],
  ['score ~ Days', { weights: 'W1' }, 'unknown-column', '“W1”. The nearest names are “w”'],
  ['score ~ Days', { offset: 'nope' }, 'unknown-column', '“nope”'],
  ['f ~ Days', {}, 'response-not-numeric', '“f” is nominal'],
  ['log(f) ~ Days', {}, 'response-not-numeric', '“f” is nominal'],
  ['score ~ log(f)', {}, 'predictor-not-numeric', '“f” is nominal'],
  ['score ~ g', {}, 'id-as-predictor', '“g” identifies cases'],
  ['score ~ 1 + (0 + g | f)', {}, 'id-as-predictor', '“g” identifies cases'],
  ['score ~ I(g * 2)', {}, 'predictor-not-numeric', '“g” is id'],
  ['score ~ Days', { offset: 'f' }, 'offset-not-numeric', '“f” is nominal'],
  ['score ~ Days', { weights: 'f' }, 'weights-not-positive', '“f” is nominal'],
  ['score ~ Days', { weights: 'w' }, 'weights-not-positive', 'w is 0 in row 3'],
  ['score ~ Days', { weights: 'negative' }, 'weights-not-positive', 'negative is -2 in row 5'],
  ['same ~ Days', {}, 'constant-response', 'same is 3 in all 6 rows'],
  ['I(same * 2) ~ Days', {}, 'constant-response', 'I(same * 2) is 6 in all 6 rows'],
  ['score ~ empty', {}, 'no-rows-left', 'None of the 6 rows can be used; missing or not finite: empty in 6'],
  ['score ~ half + late', {}, 'predictor-one-level', 'late has only one level (q) in the 3 rows'],
  ['score ~ half + (1 | late)', {}, 'grouping-one-level', 'late has only one level (q) in the 3 rows'],
  ['score ~ 1 + (1 | row)', {}, 'grouping-per-row', 'row has 6 levels in 6 rows'],
  ['score ~ 1 + (1 | Days)', {}, 'grouping-per-row', 'Days has 6 levels in 6 rows'],
  ['score ~ 1 + (1 | f:g)', {}, 'grouping-per-row', 'f:g has 6 levels in 6 rows'],
  [
    'score ~ 1 + (Days | g)',
    {},
    'more-random-effects-than-rows',
    '6 random effects (2 for each of 3 levels)',
  ],
  ['score ~ Days', { method: 'REML' }, 'needs-random-part', 'REML needs a random term'],
  ['score ~ Days', { method: 'ML' }, 'needs-random-part', 'ML needs a random term'],
  [
    'score ~ Days + (1 | g)',
    { method: 'OLS' },
    'has-random-part',
    'random terms, but the formula has one for g',
  ],
  ['score ~ Days +', {}, 'formula-syntax', 'ends too early'],
])('%s %j: %s', (formula, more, code, message) => {
  let error: unknown;
  try {
    buildModelFrame(data, spec(formula, more));
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code });
  expect((error as AppError).message).toContain(message);
  expect((error as AppError).hint).not.toBe('');
});

describe('limits', () => {
  test('a factor with very many levels in the fixed part of a large dataset', () => {
    const n = 20_000;
    const ids = Array.from({ length: n }, (_, i) => String(i % 10_000));
    const levels = Array.from({ length: 10_000 }, (_, i) => String(i));
    const codes = Int32Array.from(ids, Number);
    const many = dataset(
      numeric(
        'y',
        ids.map((_, i) => i % 3),
      ),
      { kind: 'categorical', name: 'many', type: 'nominal', codes, levels },
    );
    expect(() => buildModelFrame(many, spec('y ~ many'))).toThrow(
      expect.objectContaining({
        code: 'too-many-columns',
        message: expect.stringContaining('many needs 9999') as string,
      }),
    );
  });

  test('a dataset without rows', () => {
    expect(() => buildModelFrame(dataset(numeric('y', []), numeric('x', [])), spec('y ~ x'))).toThrow(
      expect.objectContaining({ code: 'no-rows-left', message: 'The data have no rows.' }),
    );
  });
});
