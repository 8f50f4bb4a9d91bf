import type { FunctionName } from './functions.ts';

/** Operators of a formula, from loosest to tightest binding as in R: bars, sums, products, `:`, `^`. */
export type BinaryOperator = '|' | '||' | '+' | '-' | '*' | '/' | ':' | '^';

/** A part of a formula as written. `at` is its offset in the text, for messages. */
export type Expression =
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'call'; readonly fn: FunctionName; readonly argument: Expression; readonly at: number }
  | { readonly kind: 'parentheses'; readonly inner: Expression; readonly at: number }
  | { readonly kind: 'unary'; readonly op: '+' | '-'; readonly operand: Expression; readonly at: number }
  | BinaryExpression;

interface BinaryExpression {
  readonly kind: 'binary';
  readonly op: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly at: number;
}

/** A random term as written: `basis | group`, or `||` for uncorrelated effects. */
export interface BarExpression extends BinaryExpression {
  readonly op: '|' | '||';
}

/** A formula as written: `response ~ predictors`. */
export interface Formula {
  readonly text: string;
  readonly response: Expression;
  readonly predictors: Expression;
}

/** The parts directly inside an expression, from left to right. */
function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'name':
    case 'number':
      return [];
    case 'call':
      return [expression.argument];
    case 'parentheses':
      return [expression.inner];
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
  }
}

/** The distinct columns an expression reads, in order of appearance. */
export function columnsOf(expression: Expression): readonly string[] {
  if (expression.kind === 'name') return [expression.name];
  return [...new Set(childrenOf(expression).flatMap(columnsOf))];
}

/** The first part, from left to right, that satisfies a condition. */
export function findPart(
  expression: Expression,
  wanted: (part: Expression) => boolean,
): Expression | undefined {
  if (wanted(expression)) return expression;
  for (const child of childrenOf(expression)) {
    const found = findPart(child, wanted);
    if (found) return found;
  }
  return undefined;
}

export function isBar(expression: Expression): expression is BarExpression {
  return expression.kind === 'binary' && (expression.op === '|' || expression.op === '||');
}
