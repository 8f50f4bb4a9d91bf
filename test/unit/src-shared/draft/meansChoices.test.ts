import { expect, test } from 'vitest';
import {
  meansAskedBy,
  meansChoices,
  meansCounts,
  meansOf,
  meansPresets,
  meansReferences,
  meansRequest,
  meansWithin,
} from '../../../../src-shared/draft/meansChoices.ts';
import { categorical, numeric } from '../../../helpers/builderFacts.ts';

const variables = [
  numeric('y'),
  numeric('day'),
  categorical('arm', 2),
  categorical('visit', 4),
  categorical('site', 30),
  categorical('subject', 50),
];
const choices = meansChoices('y ~ site + arm * visit * day + log(day) + (1 | subject)', variables);

test('factors of the fixed part can have means; those of an interaction together', () => {
  expect(choices.factors.map(({ name }) => name)).toEqual(['site', 'arm', 'visit']);
  expect(choices.interactions).toEqual([['arm', 'visit']]);
  expect(meansOf(choices)).toEqual([['site'], ['arm'], ['visit'], ['arm', 'visit']]);
  expect(meansWithin(choices, ['arm'])).toEqual([[], ['site'], ['visit']]);
  expect(meansWithin(choices, ['site'])).toEqual([[], ['arm'], ['visit'], ['arm', 'visit']]);
});

test('a model of numbers has none', () => {
  expect(meansChoices('y ~ day + (1 | subject)', variables)).toEqual({ factors: [], interactions: [] });
});

test('what interacts comes first, each within the others, then what does not, by Tukey’s method', () => {
  const presets = meansPresets(choices);
  expect(presets.map(({ of, by }) => [of, by])).toEqual([
    [['arm'], ['visit']],
    [['visit'], ['arm']],
    [['site'], []],
    [['arm'], []],
    [['visit'], []],
  ]);
  expect(presets[0]).toMatchObject({ contrast: 'pairwise', adjust: 'tukey' });
  // 30 levels have 435 pairs
  expect(presets[2]).toMatchObject({ contrast: null, adjust: 'none' });
});

test('a form becomes a question, which is known again', () => {
  const form = { ...meansPresets(choices)[0], contrast: 'trt.vs.ctrl1', reference: ['l1'] } as const;
  const request = meansRequest(form);
  expect(request).toMatchObject({ specs: '~ arm | visit', reference: ['l1'] });
  expect(meansAskedBy(request, choices)).toEqual({ of: ['arm'], by: ['visit'] });
  expect(meansRequest({ ...form, contrast: 'consec' })).not.toHaveProperty('reference');
  expect(meansRequest({ ...form, of: ['a|b'], by: ['arm', 'x y'] }).specs).toBe('~ `a|b` | arm * `x y`');
});

test.each([
  ['pairwise', 28],
  ['trt.vs.ctrl1', 7],
  ['consec', 7],
  ['eff', 8],
  ['poly', 6],
  [null, 0],
] as const)('counts of %s', (contrast, comparisons) => {
  const form = { of: ['arm', 'visit'], by: ['site'], contrast };
  expect(meansCounts(form, choices)).toEqual({ means: 8, families: 30, comparisons });
});

test('a reference is chosen where all means are known and few', () => {
  expect(meansReferences(['arm', 'visit'], choices)).toHaveLength(8);
  expect(meansReferences(['arm', 'visit'], choices)[1]).toEqual(['l1', 'l0']);
  expect(meansReferences(['site'], choices)).toEqual([]);
});
