import { findPart, isBar } from './expression.ts';
import type { BinaryOperator, Expression, Formula } from './expression.ts';
import { formulaError } from './formulaError.ts';
import { functionNames, isFunctionName } from './functions.ts';
import { numberText } from './numberText.ts';
import { tokenize } from './tokenize.ts';
import type { Token } from './tokenize.ts';

/** Deeper than any formula written for people; keeps recursion shallow. */
const maxDepth = 100;

/** Left-associative operators, loosest first; above them unary signs and `^` (R's order). */
const binaryLevels: readonly (readonly string[])[] = [['|', '||'], ['+', '-'], ['*', '/'], [':']];

const functionHint = `A formula knows these functions: ${functionNames.join(', ')}. Compute anything else as a new variable.`;

/**
 * Reads a formula in lme4 notation, e.g. `log(y) ~ a * b + (1 + x | g)`.
 *
 * @returns the formula as written; nothing is expanded or looked up.
 * @throws AppError `formula-syntax`, whose message names the place.
 */
export function parseFormula(text: string): Formula {
  const tokens = tokenize(text);
  let position = 0;
  let depth = 0;

  const peek = (): Token => tokens[position];
  const isSymbol = (...symbols: readonly string[]): boolean =>
    peek().kind === 'symbol' && symbols.includes(peek().text);
  const fail = (problem: string, token: Token, hint: string): never => {
    throw formulaError(problem, text, token.at, hint);
  };
  const unexpected = (hint: string): never => {
    const token = peek();
    return fail(
      token.kind === 'end' ? 'The formula ends too early' : `Unexpected “${token.text}”`,
      token,
      hint,
    );
  };

  function binary(level: number): Expression {
    const operators = binaryLevels[level];
    if (!operators) return signed();
    let left = binary(level + 1);
    while (isSymbol(...operators)) {
      const { text: op, at } = tokens[position++];
      if (level === 0 && (isSymbol(')') || peek().kind === 'end')) {
        fail('A random term without a grouping factor', peek(), 'Write it as (1 | group).');
      }
      left = { kind: 'binary', op: op as BinaryOperator, left, right: binary(level + 1), at };
    }
    return left;
  }

  function signed(): Expression {
    if (!isSymbol('+', '-')) return power();
    const { text: op, at } = tokens[position++];
    return { kind: 'unary', op: op as '+' | '-', operand: nested(signed), at };
  }

  function power(): Expression {
    const left = primary();
    if (!isSymbol('^')) return left;
    const { at } = tokens[position++];
    return { kind: 'binary', op: '^', left, right: nested(signed), at };
  }

  function primary(): Expression {
    const token = peek();
    if (isSymbol('(')) return { kind: 'parentheses', inner: parenthesised(), at: token.at };
    if (token.kind === 'number') {
      position++;
      return { kind: 'number', value: Number(token.text), at: token.at };
    }
    if (token.kind !== 'name' && token.kind !== 'quoted') {
      return unexpected('A variable, 0, 1 or an opening parenthesis belongs here.');
    }
    position++;
    if (token.kind === 'name' && isSymbol('(')) return call(token);
    if (token.kind === 'name' && token.text === '.') {
      fail('“.” (all other columns) is not available', token, 'Name each predictor.');
    }
    return { kind: 'name', name: token.text, at: token.at };
  }

  function call(token: Token): Expression {
    const fn = token.text;
    if (!isFunctionName(fn)) return fail(`Unknown function “${fn}”`, token, unknownFunctionHint(fn));
    const argument = parenthesised();
    requireArithmetic(argument, text, `inside ${fn}()`);
    return { kind: 'call', fn, argument, at: token.at };
  }

  function parenthesised(): Expression {
    const opening = tokens[position++];
    const inner = nested(() => binary(0));
    if (!isSymbol(')')) {
      if (peek().kind === 'end') fail('A parenthesis that is not closed', opening, 'Close it with “)”.');
      unexpected('An operator such as + or a closing parenthesis belongs here.');
    }
    position++;
    return inner;
  }

  function nested(read: () => Expression): Expression {
    if (++depth > maxDepth) fail('The formula is nested too deeply', peek(), 'Remove parentheses or signs.');
    const expression = read();
    depth--;
    return expression;
  }

  if (peek().kind === 'end') unexpected('Write outcome ~ predictors.');
  if (isSymbol('~')) fail('No outcome before “~”', peek(), 'Write outcome ~ predictors.');
  const response = binary(0);
  if (peek().kind === 'end') {
    fail('No “~” in the formula', peek(), 'Write outcome ~ predictors; the outcome stands left of “~”.');
  }
  if (!isSymbol('~')) unexpected('Names with spaces go into backquotes; predictors follow “~”.');
  position++;
  if (peek().kind === 'end') fail('Nothing after “~”', peek(), 'Write 1 for a model without predictors.');
  const predictors = binary(0);
  if (isSymbol('~')) fail('A second “~”', peek(), 'A formula has one “~”, between outcome and predictors.');
  if (peek().kind !== 'end') unexpected('Join terms with +; names with spaces go into backquotes.');

  requireArithmetic(response, text, 'in the outcome');
  if (!findPart(response, (part) => part.kind === 'name')) {
    throw formulaError('The outcome names no variable', text, response.at, 'Write outcome ~ predictors.');
  }
  return { text, response, predictors };
}

function unknownFunctionHint(fn: string): string {
  if (fn === 'offset') return 'Name the offset column in the field “offset” of the model.';
  if (fn === 'factor' || fn === 'as.factor') return 'Set the type of the variable to nominal instead.';
  return functionHint;
}

/** Inside functions and in the outcome `+ - * / ^` are arithmetic, and no other operator has a meaning. */
function requireArithmetic(expression: Expression, text: string, place: string): void {
  const wrong = findPart(expression, (part) => isBar(part) || (part.kind === 'binary' && part.op === ':'));
  if (wrong?.kind === 'binary') {
    throw formulaError(`“${wrong.op}” ${place}`, text, wrong.at, 'Only + - * / ^ can be used there.');
  }
  const infinite = findPart(expression, (part) => part.kind === 'number' && !Number.isFinite(part.value));
  if (infinite?.kind === 'number') {
    throw formulaError(
      `A number too large (${numberText(infinite.value)})`,
      text,
      infinite.at,
      'Write a smaller one.',
    );
  }
}
