import { describe, expect, test } from 'vitest';
import { formulaOf } from '../../../../src-shared/draft/formulaOf.ts';
import {
  addGrouping,
  addGroupingInside,
  nestGrouping,
  removeGrouping,
  unnestGrouping,
} from '../../../../src-shared/draft/commands/groupings.ts';
import {
  setAnova,
  setDf,
  setLevel,
  setMethod,
  setOffset,
  setWeights,
} from '../../../../src-shared/draft/commands/options.ts';
import {
  clearOutcome,
  outcomeFunction,
  setOutcome,
  setOutcomeFunction,
} from '../../../../src-shared/draft/commands/outcome.ts';
import {
  addInteraction,
  addPredictor,
  addSquare,
  addTwoWayInteractions,
  removeTerm,
  setFixedIntercept,
} from '../../../../src-shared/draft/commands/predictors.ts';
import {
  correlationOf,
  setBlock,
  setCorrelated,
  setRandomIntercept,
  setRandomSlope,
} from '../../../../src-shared/draft/commands/randomEffects.ts';
import type { CommandResult } from '../../../../src-shared/draft/commands/command.ts';
import { emptyDraft } from '../../../../src-shared/model/emptyDraft.ts';
import { done, draftFor, refused } from '../../../helpers/builderFacts.ts';

const shown = (result: CommandResult): string => formulaOf(done(result));
const label = (result: CommandResult): string => (result.kind === 'change' ? result.label : 'refused');

describe('outcome', () => {
  test('is chosen, quoted where needed, transformed and cleared', () => {
    const chosen = done(setOutcome(emptyDraft, 'reaction time'));
    expect(formulaOf(chosen)).toBe('`reaction time` ~ 1');
    const logged = setOutcomeFunction(chosen, 'log').draft;
    expect(formulaOf(logged)).toBe('log(`reaction time`) ~ 1');
    expect(outcomeFunction(logged)).toBe('log');
    expect(setOutcomeFunction(logged, null).draft).toEqual(chosen);
    expect(clearOutcome(chosen).draft.response).toBeNull();
  });

  test('leaves its other roles only when told so', () => {
    const result = setOutcome(draftFor('y ~ x * z + (x | g)'), 'x');
    expect(refused(result)).toBe('x is already a predictor; an outcome cannot explain itself.');
    expect(result.kind === 'refusal' && result.instead && formulaOf(result.instead.change.draft)).toBe(
      'x ~ z + (1 | g)',
    );
  });
});

describe('groupings', () => {
  test('begin with a random intercept', () => {
    const result = addGrouping(draftFor('y ~ x'), 'class no');
    expect(shown(result)).toBe('y ~ x + (1 | `class no`)');
    expect(label(result)).toBe('Add grouping class no');
    expect(refused(addGrouping(done(result), 'class no'))).toBe('class no is a grouping already.');
    expect(refused(addGrouping(draftFor('log(y) ~ x'), 'y'))).toMatch(/^y is the outcome/);
  });

  test('nest with all that lies in them, and come out again', () => {
    const crossed = draftFor('y ~ 1 + (1 | class/pupil) + (1 | school)');
    const nested = nestGrouping(crossed, ['class'], ['school']);
    expect(shown(nested)).toBe('y ~ 1 + (1 | school/class/pupil)');
    expect(label(nested)).toBe('Put class inside school');
    const out = unnestGrouping(done(nested), ['school', 'class']);
    expect(shown(out)).toBe('y ~ 1 + (1 | school) + (1 | class/pupil)');
    expect(shown(addGroupingInside(draftFor('y ~ 1 + (1 | a)'), 'b', ['a']))).toBe('y ~ 1 + (1 | a/b)');
  });

  test('do not nest in themselves or in what lies in them', () => {
    const draft = draftFor('y ~ 1 + (1 | a/b)');
    expect(refused(nestGrouping(draft, ['a'], ['a']))).toBe('a cannot lie within itself.');
    expect(refused(nestGrouping(draft, ['a'], ['a', 'b']))).toBe('b within a, so a cannot lie within it.');
    expect(refused(nestGrouping(draft, ['a', 'b'], ['a']))).toBe('b lies within a already.');
    expect(refused(unnestGrouping(draft, ['a']))).toBe('a does not lie within another grouping.');
  });

  test('leave those that lay within them', () => {
    const removed = removeGrouping(draftFor('y ~ 1 + (1 | a/b)'), ['a']);
    expect(formulaOf(removed.draft)).toBe('y ~ 1 + (1 | a:b)');
  });
});

describe('predictors', () => {
  test('are main effects, interactions of any order and squares', () => {
    expect(shown(addPredictor(draftFor('y ~ 1'), 'dose (mg)'))).toBe('y ~ `dose (mg)`');
    expect(shown(addInteraction(draftFor('y ~ a + b + x'), ['a', 'b', 'x']))).toBe('y ~ a * b * x');
    expect(shown(addTwoWayInteractions(draftFor('y ~ a + b + x'), ['a', 'b', 'x']))).toBe(
      'y ~ a * b + a * x + b * x',
    );
    expect(shown(addSquare(draftFor('y ~ 1'), '`dose mg`'))).toBe('y ~ `dose mg` + I(`dose mg`^2)');
    expect(formulaOf(setFixedIntercept(draftFor('y ~ a'), false).draft)).toBe('y ~ 0 + a');
  });

  test('are not added twice or as outcome', () => {
    expect(refused(addPredictor(draftFor('y ~ x'), 'x'))).toBe('x is a predictor already.');
    expect(refused(addPredictor(draftFor('log(y) ~ x'), 'y'))).toMatch(/^y is the outcome/);
    expect(refused(addInteraction(draftFor('y ~ a * b'), ['b', 'a']))).toMatch(/in the model already/);
    expect(refused(addSquare(draftFor('y ~ x + I(x^2)'), 'x'))).toMatch(/in the model already/);
    expect(refused(addTwoWayInteractions(draftFor('y ~ a * b'), ['a', 'b']))).toMatch(/already/);
  });

  test('are removed with what builds on them, once that is agreed to', () => {
    const crossed = draftFor('y ~ a * b + x + I(x^2)');
    const result = removeTerm(crossed, ['a']);
    expect(refused(result)).toBe(
      'The interaction a × b builds on a and would mean something else without it.',
    );
    expect(result.kind === 'refusal' && result.instead?.button).toBe('Remove both');
    expect(result.kind === 'refusal' && result.instead && formulaOf(result.instead.change.draft)).toBe(
      'y ~ b + x + I(x^2)',
    );
    expect(refused(removeTerm(crossed, ['x']))).toMatch(/^The term I\(x\^2\) builds on x/);
    expect(shown(removeTerm(crossed, ['a', 'b']))).toBe('y ~ a + b + x + I(x^2)');
    expect(refused(removeTerm(draftFor('y ~ a * b * x'), ['a']))).toMatch(
      /^The terms a × b, a × x and a × b × x build/,
    );
  });
});

describe('random effects', () => {
  const slope = draftFor('y ~ x + z + (x | g)');

  test('are switched on and off', () => {
    expect(formulaOf(setRandomIntercept(slope, ['g'], false).draft)).toBe('y ~ x + z + (0 + x | g)');
    expect(formulaOf(setRandomSlope(slope, ['g'], ['z'], true).draft)).toBe('y ~ x + z + (x + z | g)');
    expect(formulaOf(setRandomSlope(slope, ['g'], ['x'], false).draft)).toBe('y ~ x + z + (1 | g)');
    expect(setRandomSlope(slope, ['g'], ['x'], false).label).toBe('Remove own effect of x from g');
    expect(setRandomIntercept(slope, ['g'], true).draft).toEqual(slope);
  });

  test('correlate, or not, or in sets', () => {
    const separate = setCorrelated(slope, ['g'], false).draft;
    expect(formulaOf(separate)).toBe('y ~ x + z + (x || g)');
    expect(correlationOf(separate.groupings[0])).toBe('none');
    expect(formulaOf(setRandomSlope(separate, ['g'], ['z'], true).draft)).toBe('y ~ x + z + (x + z || g)');
    expect(setCorrelated(separate, ['g'], true).draft).toEqual(slope);
    const three = setRandomSlope(slope, ['g'], ['z'], true).draft;
    const sets = setBlock(three, ['g'], ['z'], 1).draft;
    expect(formulaOf(sets)).toBe('y ~ x + z + (x | g) + (0 + z | g)');
    expect(correlationOf(sets.groupings[0])).toBe('some');
    expect(setBlock(sets, ['g'], ['z'], 0).draft).toEqual(three);
  });
});

test('options change nothing but themselves', () => {
  const draft = draftFor('y ~ x + (1 | g)');
  expect(setMethod(draft, 'ML').draft).toEqual({ ...draft, method: 'ML' });
  expect(setDf(draft, 'asymptotic').label).toBe('Use asymptotic degrees of freedom');
  expect(setLevel(draft, 0.9).label).toBe('Use 90 % intervals');
  expect(setAnova(draft, 2).label).toBe('Use F tests of type II');
  expect(setWeights(draft, 'w').draft.weights).toBe('w');
  expect(setOffset(setOffset(draft, 'o').draft, null).draft).toEqual(draft);
});
