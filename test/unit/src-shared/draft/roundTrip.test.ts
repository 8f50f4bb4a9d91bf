import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { canonicalDraft } from '../../../../src-shared/draft/canonicalDraft.ts';
import { leaveOut, takeBack } from '../../../../src-shared/draft/commands/exclude.ts';
import { withoutColumn } from '../../../../src-shared/draft/commands/withoutColumn.ts';
import { draftFromFormula } from '../../../../src-shared/draft/draftFromFormula.ts';
import { formulaOf } from '../../../../src-shared/draft/formulaOf.ts';
import { draftOf, specOf } from '../../../../src-shared/draft/specOf.ts';
import { quoteName } from '../../../../src-shared/formula/names.ts';
import { emptyDraft } from '../../../../src-shared/model/emptyDraft.ts';
import type { DraftTerm, ModelDraft } from '../../../../src-shared/model/modelDraft.ts';

const reread = (text: string): string => formulaOf(draftFromFormula(text, emptyDraft));

describe('formulas keep their readable form', () => {
  const cases = new URL('../../../reference/cases/', import.meta.url);
  const reference = readdirSync(cases).map((file) => {
    const { spec } = JSON.parse(readFileSync(new URL(file, cases), 'utf8')) as { spec: { formula: string } };
    return spec.formula;
  });
  test.each([...new Set(reference)])('%s', (formula) => {
    expect(reread(formula)).toBe(formula);
  });

  test.each([
    ['y ~ 1 + x + (1 + x | g)', 'y ~ x + (x | g)'],
    ['y ~ x + (1 | g) + (0 + x | g)', 'y ~ x + (x || g)'],
    ['y ~ x + (0 + x | g) + (1 | g)', 'y ~ x + (0 + x | g) + (1 | g)'],
    ['y ~ x + (0 + x + z || g)', 'y ~ x + (0 + x + z || g)'],
    ['y ~ x + (x + z || g) + (0 + w | g)', 'y ~ x + (x + z + w || g)'],
    ['y ~ x + (x | g) + (0 + z + w | g)', 'y ~ x + (x | g) + (0 + z + w | g)'],
    ['y ~ 1 + (1 | cask:batch) + (1 | batch)', 'y ~ 1 + (1 | batch/cask)'],
    ['y ~ 1 + (1 | a) + (x | a:b)', 'y ~ 1 + (1 | a) + (x | b:a)'],
    ['y ~ 1 + (1 | a/b/c) + (1 | d)', 'y ~ 1 + (1 | a/b/c) + (1 | d)'],
    ['y ~ 1 + (1 | a/b) + (1 | b)', 'y ~ 1 + (1 | a) + (1 | b) + (1 | b:a)'],
    ['y ~ a + b + c + a:b + a:c + b:c + a:b:c', 'y ~ a * b * c'],
    ['y ~ (a + b + c)^2', 'y ~ a * b + a * c + b * c'],
    ['y ~ a + b:a', 'y ~ a + a:b'],
    ['y ~ x:a + a:b + b', 'y ~ b + x:a + b:a'],
    ['y ~ 0 + f:x', 'y ~ 0 + f:x'],
    ['log(y) ~ I(x^2) + x + (1 | g)', 'log(y) ~ I(x^2) + x + (1 | g)'],
  ])('%s is shown as %s', (typed, shown) => {
    expect(reread(typed)).toBe(shown);
    expect(reread(shown)).toBe(shown);
  });

  test('names with spaces, backquotes, Greek, Chinese and markup', () => {
    const text =
      '`reaction time` ~ `dose (mg)` * μ + `a``' + ' + (`dose (mg)` | `a\\`b`/学校) + (1 | `<script>`)';
    const odd = text.replace('`a``', '`back\\`quote`');
    expect(reread(odd)).toBe(odd);
    expect(draftFromFormula(odd, emptyDraft).groupings.map(({ factors }) => factors)).toEqual([
      ['a`b'],
      ['a`b', '学校'],
      ['<script>'],
    ]);
  });
});

test('rows left out by choice come back from the spec; a draft without any has no such member', () => {
  const draft = draftFromFormula('y ~ x + (1 | g)', emptyDraft);
  const subject = [{ variable: 'g', level: '308' }];
  const without = leaveOut(draft, subject);
  expect(without.label).toBe('Leave out g = 308');
  const spec = specOf(without.draft);
  expect(spec?.exclude).toEqual([subject]);
  expect(spec && draftOf(spec)).toEqual(without.draft);
  expect(leaveOut(without.draft, subject).draft.exclude).toEqual([subject]);
  expect(takeBack(without.draft, subject).draft).toEqual(draft);
  expect(draftFromFormula('y ~ z', without.draft).exclude).toEqual([subject]);
  expect(withoutColumn(without.draft, 'g').draft.exclude).toBeUndefined();
});

test('options that a formula does not hold survive typing', () => {
  const old: ModelDraft = { ...emptyDraft, method: 'ML', level: 0.9, weights: 'w' };
  expect(draftFromFormula('y ~ x', old)).toMatchObject({ method: 'ML', level: 0.9, weights: 'w' });
});

test('a bad formula names the place', () => {
  expect(() => draftFromFormula('y ~ x + (1 | ', emptyDraft)).toThrow(/character/);
  expect(() => draftFromFormula('y ~ y', emptyDraft)).toThrow(/also stands on the right-hand side/);
});

describe('spec', () => {
  test('is null while something is missing', () => {
    expect(specOf(emptyDraft)).toBeNull();
    expect(specOf({ ...emptyDraft, response: 'y', groupings: [{ factors: ['g'], blocks: [] }] })).toBeNull();
  });
  test('is least squares without groupings, and returns to the same draft', () => {
    const draft: ModelDraft = { ...emptyDraft, response: 'y', fixedTerms: [['x']], offset: 'o', anova: 2 };
    expect(specOf(draft)).toEqual({
      formula: 'y ~ x',
      method: 'OLS',
      df: 'satterthwaite',
      anova: 2,
      level: 0.95,
      offset: 'o',
    });
    expect(draftOf(specOf(draft)!)).toEqual(draft);
  });
});

describe('random drafts', () => {
  /** Park and Miller's generator: the same drafts in each run. */
  let state = 20240611;
  const random = (below: number): number => {
    state = (state * 16807) % 2147483647;
    return state % below;
  };
  const pick = <Item>(items: readonly Item[], most: number): Item[] =>
    Array.from({ length: random(most + 1) }, () => items[random(items.length)]);
  const variables = ['x', 'I(x^2)', '`dose mg`', 'μ', 'log(z)', 'f'];
  const columns = ['g', 'school', 'class no', '`', 'Ω', '学'];
  const terms = (): DraftTerm[] =>
    Array.from({ length: random(5) }, () => [variables[random(6)], ...pick(variables, 2)]);
  const draft = (): ModelDraft => ({
    ...emptyDraft,
    response: random(2) ? 'y' : `log(${quoteName('y of `1`')})`,
    intercept: random(4) > 0,
    fixedTerms: terms(),
    groupings: Array.from({ length: random(5) }, () => ({
      factors: [columns[random(4)], ...pick(columns, 2)],
      blocks: Array.from({ length: 1 + random(3) }, () => ({ intercept: random(2) > 0, terms: terms() })),
    })).filter(({ blocks }) => blocks.some((block) => block.intercept || block.terms.length > 0)),
  });

  test('come back exactly from their formula', () => {
    for (let i = 0; i < 600; i++) {
      const canonical = canonicalDraft(draft());
      expect(canonicalDraft(canonical)).toEqual(canonical);
      expect(draftFromFormula(formulaOf(canonical), emptyDraft), formulaOf(canonical)).toEqual(canonical);
    }
  });
});
