import { expect, test } from 'vitest';
import { dropScope } from '../../../../src-main/engine/analyses/dropScope.ts';
import { expandFormula } from '../../../../src-shared/formula/expand.ts';
import { parseFormula } from '../../../../src-shared/formula/parse.ts';

// R: drop.scope(~ ...)
test.each([
  ['a + b', ['a', 'b']],
  ['a * b + c', ['c', 'a:b']],
  ['a * b * c', ['a:b:c']],
  ['a:b + a:c', ['a:b', 'a:c']],
  ['a/b + I(a^2)', ['I(a^2)', 'a:b']],
  ['1', []],
])('of ~ %s', (formula, expected) => {
  const { fixedTerms } = expandFormula(parseFormula(`y ~ ${formula}`));
  expect(dropScope(fixedTerms).map(({ name }) => name)).toEqual(expected);
});
