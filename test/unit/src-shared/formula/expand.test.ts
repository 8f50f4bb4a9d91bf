import { describe, expect, test } from 'vitest';
import { expandFormula } from '../../../../src-shared/formula/expand.ts';
import { parseFormula } from '../../../../src-shared/formula/parse.ts';
import { printTerms } from '../../../../src-shared/formula/print.ts';

const expand = (text: string) => expandFormula(parseFormula(text));
const fixed = (text: string) => {
  const { intercept, fixedTerms } = expand(text);
  return [intercept ? '1' : '0', ...fixedTerms.map((term) => term.name)].join(' ');
};
const random = (text: string) => {
  const { randomTerms } = expand(`y ~ 1 + ${text}`);
  return randomTerms.map(
    ({ intercept, terms, group }) =>
      `${[intercept ? '1' : '0', ...terms.map((term) => term.name)].join(' ')} | ${group.name}`,
  );
};

describe('fixed part, as attr(terms(f), "term.labels") and "intercept" of R 4.2.2', () => {
  test.each([
    ['y ~ a * b * x', '1 a b x a:b a:x b:x a:b:x'],
    ['y ~ (a + b + x)^2 - a:b', '1 a b x a:x b:x'],
    ['y ~ (a + b)^3', '1 a b a:b'],
    ['y ~ a^2', '1 a'],
    ['y ~ a/b', '1 a a:b'],
    ['y ~ (a + b)/x', '1 a b a:b:x'],
    ['y ~ a/(b + x)', '1 a a:b a:x'],
    ['y ~ a/b/x', '1 a a:b a:b:x'],
    ['y ~ b:a + a', '1 a b:a'],
    ['y ~ a + b:a + a:b', '1 a a:b'],
    ['y ~ x:a + a:b + b', '1 b x:a a:b'],
    ['y ~ (a + b) * (a + x)', '1 a b x a:x a:b b:x'],
    ['y ~ a - 1', '0 a'],
    ['y ~ a + 1 - 1 + 1', '1 a'],
    ['y ~ a + -1', '0 a'],
    ['y ~ a - 0', '1 a'],
    ['y ~ (a - 1):b', '0 a:b'],
    ['y ~ (0 + a) * b', '0 a b a:b'],
    ['y ~ x - (a - 1)', '1 x'],
    ['y ~ -(a + b) + a + x', '1 a x'],
    ['y ~ a * b - a', '1 b a:b'],
    ['y ~ a - a', '1'],
    ['y ~ a:1', '1'],
    ['y ~ a:a', '1 a'],
    ['y ~ 0', '0'],
    ['y ~ I( x * 2 )+log(x)+I((x+1)^2)', '1 I(x * 2) log(x) I((x + 1)^2)'],
    ['y ~ I(-x^2) + I(x^-1) + I(1e6*x) + I(0.0001*x)', '1 I(-x^2) I(x^-1) I(1e+06 * x) I(1e-04 * x)'],
    ['y ~ `my var`:a + `my var`', '1 `my var` `my var`:a'],
  ])('%s', (formula, wanted) => {
    expect(fixed(formula)).toBe(wanted);
  });

  test('more variables than bits in a word', () => {
    const names = Array.from({ length: 40 }, (_, i) => `x${i}`);
    expect(expand(`y ~ (${names.join(' + ')})^2`).fixedTerms).toHaveLength(40 + (40 * 39) / 2);
  });
});

describe('random terms, as lme4 1.1-31', () => {
  test.each([
    ['(1 | g)', ['1 | g']],
    ['(x | g)', ['1 x | g']],
    ['(0 + x | g)', ['0 x | g']],
    ['(x - 1 | g)', ['0 x | g']],
    ['(x || g)', ['1 | g', '0 x | g']],
    ['(1 + a * b || g)', ['1 | g', '0 a | g', '0 b | g', '0 a:b | g']],
    ['(0 + a || g)', ['0 a | g']],
    ['(1 | a/b)', ['1 | b:a', '1 | a']],
    ['(1 | a/b/c)', ['1 | c:(b:a)', '1 | b:a', '1 | a']],
    ['(1 | a/(b:c))', ['1 | (b:c):a', '1 | a']],
    ['(1 | a:b/c)', ['1 | c:(a:b)', '1 | a:b']],
    ['(x || g/h)', ['1 | h:g', '1 | g', '0 x | h:g', '0 x | g']],
    ['(1 | `my g`)', ['1 | my g']],
    ['(1 | `my g`:h)', ['1 | `my g`:h']],
    ['((1 | g) + (1 | h))', ['1 | g', '1 | h']],
  ])('%s', (formula, wanted) => {
    expect(random(formula)).toEqual(wanted);
  });

  test('the columns of a nested grouping factor, slowest first', () => {
    const { randomTerms } = expand('y ~ 1 + (1 | a/b/c)');
    expect(randomTerms.map(({ group }) => group.factors)).toEqual([['c', 'b', 'a'], ['b', 'a'], ['a']]);
  });

  test('leave the fixed part alone wherever they stand', () => {
    expect(fixed('y ~ (1 | g) + a')).toBe('1 a');
    expect(fixed('y ~ (1 | g)')).toBe('1');
    expect(fixed('y ~ a + (1 | g) - 1')).toBe('0 a');
    expect(fixed('y ~ (1 | g) - 1')).toBe('0');
    expect(fixed('y ~ (a + (1 | g)) + b')).toBe('1 a b');
  });
});

test('the canonical formula writes every term out', () => {
  const canonical = (text: string) => printTerms(expand(text));
  expect(canonical('log(y)~a*b+(x||g)')).toBe('log(y) ~ a + b + a:b + (1 | g) + (0 + x | g)');
  expect(canonical('y~0+a+(1|a/b/c)')).toBe('y ~ 0 + a + (1 | c:(b:a)) + (1 | b:a) + (1 | a)');
  expect(canonical('y~(1|`my g`)')).toBe('y ~ 1 + (1 | `my g`)');
  expect(canonical('y~0')).toBe('y ~ 0');
  const nested = canonical('y ~ a * b / c + (x + z || g / h)');
  expect(canonical(nested)).toBe(nested);
});

describe('errors name what is wrong', () => {
  test.each([
    ['y ~ x + (1 | g) + (x | g)', 'duplicate-random-term', 'random intercept for g'],
    ['y ~ (x | a:b) + (0 + x | b:a)', 'duplicate-random-term', 'random slope of x for b:a'],
    ['y ~ x + y', 'response-as-predictor', 'y'],
    ['log(y) ~ x + (log(y) | g)', 'response-as-predictor', 'log(y)'],
    ['log(y) ~ x + (1 | y)', 'response-as-predictor', 'y'],
    ['y ~ x + 2', 'formula-syntax', 'number 2 as a term, at character 9'],
    ['y ~ x | g', 'formula-syntax', '“|” outside parentheses'],
    ['y ~ (0 | g)', 'formula-syntax', 'without effects'],
    ['y ~ ((1 | g) | h)', 'formula-syntax', 'inside a random term'],
    ['y ~ (1 | (x | g))', 'formula-syntax', 'inside a random term'],
    ['y ~ (1 | a + b)', 'formula-syntax', '“a + b” as a grouping factor'],
    ['y ~ (1 | factor)/log(x)', 'formula-syntax', 'not simply added'],
    ['y ~ (1 | log(x))', 'formula-syntax', '“log(x)” as a grouping factor'],
    ['y ~ x - (1 | g)', 'formula-syntax', 'not simply added'],
    ['y ~ x:(1 | g)', 'formula-syntax', 'not simply added'],
    ['y ~ a^b', 'formula-syntax', 'power'],
    ['y ~ a^0', 'formula-syntax', 'power'],
    ['y ~ a^1.5', 'formula-syntax', 'power'],
    [
      `y ~ (${Array.from({ length: 60 }, (_, i) => `v${i}`).join('+')})^5`,
      'formula-syntax',
      'too many terms',
    ],
  ])('%s', (formula, code, message) => {
    expect(() => expand(formula)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) as string }),
    );
  });
});
