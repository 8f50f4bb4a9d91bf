import { describe, expect, test } from 'vitest';
import { AppError } from '../../../../src-shared/model/appError.ts';
import { columnsOf } from '../../../../src-shared/formula/expression.ts';
import { quoteName } from '../../../../src-shared/formula/names.ts';
import { parseFormula } from '../../../../src-shared/formula/parse.ts';
import { printFormula } from '../../../../src-shared/formula/print.ts';

const reprint = (text: string) => printFormula(parseFormula(text));

describe('a formula is printed as R prints it', () => {
  test.each([
    ['y~x', 'y ~ x'],
    ['  y ~\n x ', 'y ~ x'],
    ['y~a*b/c:d^2', 'y ~ a * b/c:d^2'],
    ['log( y )~I( (x+1)^2/ 3 )', 'log(y) ~ I((x + 1)^2/3)'],
    ['y~-1+x', 'y ~ -1 + x'],
    ['y~(1|a/b)+(0+x||g)', 'y ~ (1 | a/b) + (0 + x || g)'],
    ['y~.x+..a+x.1_b', 'y ~ .x + ..a + x.1_b'],
    ['y~`x`+`if`+if', 'y ~ x + `if` + `if`'],
    ['größe~年齢+β1', 'größe ~ 年齢 + β1'],
    ['y~I(1e5*x)+I(123456*x)+I(.5*x)', 'y ~ I(1e+05 * x) + I(123456 * x) + I(0.5 * x)'],
  ])('%s', (formula, wanted) => {
    expect(reprint(formula)).toBe(wanted);
    expect(reprint(wanted)).toBe(wanted);
  });

  test('operators bind as in R', () => {
    const { predictors } = parseFormula('y ~ I(-x^2^-z)');
    const shape = (part: object): unknown =>
      Array.isArray(part)
        ? part
        : Object.fromEntries(
            Object.entries(part)
              .filter(([key]) => key !== 'at' && key !== 'kind')
              .map(([key, value]) => [
                key,
                typeof value === 'object' ? shape(value as object) : (value as unknown),
              ]),
          );
    expect(shape(predictors)).toEqual({
      fn: 'I',
      argument: {
        op: '-',
        operand: {
          op: '^',
          left: { name: 'x' },
          right: { op: '^', left: { value: 2 }, right: { op: '-', operand: { name: 'z' } } },
        },
      },
    });
  });
});

describe('any name survives in backquotes', () => {
  const hostile = [
    'body weight',
    '<script>alert(1)</script>',
    'α β',
    '数値 (cm)',
    '"quoted" \'name\'',
    'back`quote',
    'back\\slash',
    'ends with \\',
    '\\`',
    'a\tb\nc',
    '1st',
    '.5',
    '.',
    '...',
    '..1',
    'TRUE',
    'x | y',
    'a ~ b',
    'log(x)',
    '__proto__',
    '\u0000',
    '🙂',
    'e\u0301',
    ' ',
  ];
  test.each(hostile.map((name) => [JSON.stringify(name), name]))('%s', (_, name) => {
    const text = `${quoteName(name)} ~ log(${quoteName(name)}) + (x | ${quoteName(name)}:g)`;
    const formula = parseFormula(text);
    expect(columnsOf(formula.response)).toEqual([name]);
    expect(columnsOf(formula.predictors)).toEqual(name === 'x' ? ['x', 'g'] : [name, 'x', 'g']);
    expect(printFormula(formula)).toBe(text);
  });

  test('a backslash before other characters stands for itself', () => {
    expect(columnsOf(parseFormula('`a\\b` ~ x').response)).toEqual(['a\\b']);
  });
});

test('random formulas print to themselves', () => {
  // a small linear congruential generator: the same formulas every time
  let state = 20240607;
  const next = (n: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * n);
  };
  const pick = <T>(list: readonly T[]): T => list[next(list.length)];
  const name = () => pick(['x', 'β', '`a b`', '`<i>`', '.v', 'z_1']);
  const arithmetic = (depth: number): string =>
    depth === 0
      ? pick([name(), '2', '0.5', '1e-04'])
      : pick([
          () => `${arithmetic(depth - 1)} + ${arithmetic(0)}`,
          () => `(${arithmetic(depth - 1)})^2`,
          () => `-(${arithmetic(depth - 1)})`,
          () => `log((${arithmetic(depth - 1)})/${arithmetic(0)})`,
        ])();
  const term = (depth: number): string =>
    depth === 0
      ? pick([name, name, () => `I(${arithmetic(next(3))})`, () => `sqrt(${arithmetic(next(3))})`])()
      : pick([
          () => `${term(depth - 1)} + ${term(0)}`,
          () => `(${term(depth - 1)}) * ${term(0)}`,
          () => `(${term(depth - 1)})/(${term(0)} + 1)`,
          () => `(${term(depth - 1)}):${term(0)}`,
          () => `(${term(depth - 1)})^2`,
          () => `${term(depth - 1)} - ${term(0)}`,
          () => `${term(depth - 1)} + (0 + ${term(0)} || ${name()}/${name()})`,
        ])();
  for (let i = 0; i < 300; i++) {
    const text = `log(${name()}) ~ ${term(next(5))} + (1 | ${name()})`;
    expect(reprint(text)).toBe(text);
  }
});

describe('errors name the place and the way out', () => {
  test.each([
    ['', 'The formula ends too early, at character 1'],
    ['y', 'No “~” in the formula, at character 2'],
    ['~ x', 'No outcome before “~”, at character 1'],
    ['y ~ ', 'Nothing after “~”, at character 5'],
    ['y ~ x ~ z', 'A second “~”, at character 7'],
    ['y ~ x + ', 'The formula ends too early, at character 9'],
    ['y ~ x + )', 'Unexpected “)”, at character 9'],
    ['y ~ (x', 'A parenthesis that is not closed, at character 5'],
    ['y ~ x)', 'Unexpected “)”, at character 6'],
    ['y ~ body weight', 'Unexpected “weight”, at character 10'],
    ['body weight ~ x', 'Unexpected “weight”, at character 6'],
    ['y ~ (1 | )', 'A random term without a grouping factor, at character 10'],
    ['y ~ (x ||)', 'A random term without a grouping factor, at character 10'],
    ['y ~ (| g)', 'Unexpected “|”, at character 6'],
    ['y ~ .', '“.” (all other columns) is not available, at character 5'],
    ['y ~ eval(x)', 'Unknown function “eval”, at character 5'],
    ['y ~ constructor(x)', 'Unknown function “constructor”, at character 5'],
    ['y ~ log()', 'Unexpected “)”, at character 9'],
    ['y ~ log(x, 2)', 'Unexpected “,”, at character 10'],
    ['y ~ I(a:b)', '“:” inside I(), at character 8'],
    ['y ~ log(x | g)', '“|” inside log(), at character 11'],
    ['a:b ~ x', '“:” in the outcome, at character 2'],
    ['2 ~ x', 'The outcome names no variable, at character 1'],
    ['y ~ `a', 'A backquote that is not closed, at character 5'],
    ['y ~ ``', 'Empty backquotes, at character 5'],
    ['y ~ "a"', 'Unexpected “"”, at character 5'],
    ['y ~ 🙂 + x', 'Unexpected “🙂”, at character 5'],
    ['y ~ `🙂` + %', 'Unexpected “%”, at character 11'],
    ['y ~ I(1e999 * x)', 'A number too large (Inf), at character 7'],
    [`y ~ ${'('.repeat(5000)}`, 'The formula is too long'],
    [`y ~ ${'('.repeat(1500)}x${')'.repeat(1500)}`, 'The formula is nested too deeply'],
    [`y ~ ${'-'.repeat(1500)}x`, 'The formula is nested too deeply'],
    [`y ~ ${'x + '.repeat(3000)}x`, 'The formula is too long'],
  ])('%s', (formula, message) => {
    let error: unknown;
    try {
      parseFormula(formula);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(AppError);
    const { code, message: actual, hint } = error as AppError;
    expect(code).toBe('formula-syntax');
    expect(actual).toContain(message);
    expect(actual.length).toBeLessThan(250);
    if (formula.length < 100) expect(actual).toContain(formula);
    expect(hint).not.toBe('');
  });
});
