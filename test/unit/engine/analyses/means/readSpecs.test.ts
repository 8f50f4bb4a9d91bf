import { expect, test } from 'vitest';
import { readSpecs } from '../../../../../src-main/engine/analyses/means/readSpecs.ts';
import { quoteName } from '../../../../../src-shared/formula/names.ts';
import { meansSpecs } from '../../../../../src-shared/draft/meansChoices.ts';
import { buildFrame } from '../../../../helpers/buildFrame.ts';

test.each([
  { of: ['a'], by: [] },
  { of: ['a|b', 'c * d'], by: ['~`\\'] },
  { of: ['c * d'], by: ['a', 'a|b'] },
])('names that need backquotes are read as they were written: $of, $by', ({ of, by }) => {
  const names = ['a', 'a|b', 'c * d', '~`\\'];
  const halves = names.map((name, i): [string, string[]] => [
    name,
    Array.from({ length: 16 }, (_, row) => ((row >> i) % 2 === 0 ? 'low' : 'high')),
  ]);
  const values: Record<string, string[] | number[]> = Object.fromEntries(halves);
  values['y'] = Array.from({ length: 16 }, (_, row) => row ** 2);
  const frame = buildFrame(`y ~ ${names.map(quoteName).join(' + ')}`, values, { method: 'OLS' });
  const read = readSpecs(meansSpecs({ of, by }), frame);
  expect(read.factors.map(({ name }) => name)).toEqual(of);
  expect(read.by.map(({ name }) => name)).toEqual(by);
});
