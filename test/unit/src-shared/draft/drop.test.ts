import { describe, expect, test } from 'vitest';
import { drop } from '../../../../src-shared/draft/drop.ts';
import type { Dragged, DropTarget } from '../../../../src-shared/draft/drop.ts';
import { formulaOf } from '../../../../src-shared/draft/formulaOf.ts';
import {
  categorical,
  done,
  draftFor,
  facts,
  grouped,
  numeric,
  refused,
} from '../../../helpers/builderFacts.ts';

const known = facts(
  [
    numeric('y'),
    numeric('x'),
    categorical('sex', 2),
    categorical('g', 18),
    categorical('h', 9),
    categorical('row', 180, 'id'),
  ],
  { groupings: [grouped(['g'], 18, { constantWithin: ['sex'] }), grouped(['row'], 180, { maxRows: 1 })] },
);
const variable = (column: string): Dragged => ({ kind: 'variable', column });
const result = (dragged: Dragged, target: DropTarget, formula = 'y ~ x + (1 | g)') =>
  drop(dragged, target, draftFor(formula), known);
const slope: DropTarget = { kind: 'slope', factors: ['g'] };
const inside: DropTarget = { kind: 'inside', factors: ['g'] };

describe('a variable', () => {
  test('takes the role it is dropped on', () => {
    expect(formulaOf(done(result(variable('h'), { kind: 'grouping' })))).toBe('y ~ x + (1 | g) + (1 | h)');
    expect(formulaOf(done(result(variable('h'), inside)))).toBe('y ~ x + (1 | g/h)');
    expect(formulaOf(done(result(variable('sex'), { kind: 'predictor' })))).toBe('y ~ x + sex + (1 | g)');
    expect(formulaOf(done(result(variable('x'), slope)))).toBe('y ~ x + (x | g)');
    expect(formulaOf(done(result(variable('x'), slope, 'y ~ 1 + (1 | g)')))).toBe('y ~ x + (x | g)');
    expect(formulaOf(done(result(variable('x'), inside)))).toBe('y ~ x + (x | g)');
    expect(done(result(variable('x'), { kind: 'weights' })).weights).toBe('x');
  });

  test.each<[string, DropTarget, RegExp]>([
    ['sex', { kind: 'outcome' }, /^sex has 2 categories/],
    ['x', { kind: 'outcome' }, /^x is already a predictor/],
    ['y', { kind: 'predictor' }, /^y is the outcome/],
    ['row', { kind: 'predictor' }, /tells units apart/],
    ['row', { kind: 'grouping' }, /^row is different in each of the 180 rows/],
    ['y', inside, /^y is the outcome/],
    ['sex', slope, /^sex never changes within one g, so its effect cannot differ between values of g/],
    ['g', slope, /^g is what forms this grouping/],
    ['h', { kind: 'offset' }, /^h has 9 categories/],
  ])('%s says why it cannot go to %o', (column, target, reason) => {
    expect(refused(result(variable(column), target))).toMatch(reason);
  });
});

describe('what is in the model', () => {
  const nested = 'y ~ x + (1 | g/h)';
  test('moves between its places', () => {
    const h: Dragged = { kind: 'grouping', factors: ['g', 'h'] };
    expect(formulaOf(done(result(h, { kind: 'grouping' }, nested)))).toBe('y ~ x + (1 | g) + (1 | h)');
    expect(
      formulaOf(done(result({ kind: 'grouping', factors: ['h'] }, inside, 'y ~ x + (1 | g) + (1 | h)'))),
    ).toBe(nested);
    expect(formulaOf(done(result({ kind: 'grouping', factors: ['g'] }, { kind: 'predictor' })))).toBe(
      'y ~ x + g',
    );
    expect(refused(result(h, { kind: 'predictor' }, nested))).toMatch(/only be moved among the groupings/);
    expect(formulaOf(done(result({ kind: 'term', term: ['x'] }, slope)))).toBe('y ~ x + (x | g)');
    expect(
      formulaOf(done(result({ kind: 'term', term: ['sex'] }, { kind: 'grouping' }, 'y ~ x + sex'))),
    ).toBe('y ~ x + (1 | sex)');
    expect(formulaOf(done(result({ kind: 'outcome' }, { kind: 'predictor' })))).toBe('~ x + y + (1 | g)');
  });

  test('leaves it on the list of variables', () => {
    const list: DropTarget = { kind: 'variables' };
    expect(formulaOf(done(result({ kind: 'term', term: ['x'] }, list)))).toBe('y ~ 1 + (1 | g)');
    expect(formulaOf(done(result({ kind: 'grouping', factors: ['g'] }, list)))).toBe('y ~ x');
    expect(done(result({ kind: 'outcome' }, list)).response).toBeNull();
    expect(refused(result({ kind: 'term', term: ['x'] }, list, 'y ~ x * sex'))).toMatch(/builds on x/);
  });
});
