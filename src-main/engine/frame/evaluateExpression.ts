import type { Expression } from '../../../src-shared/formula/expression.ts';
import type { FunctionName } from '../../../src-shared/formula/functions.ts';

const functions: Readonly<Record<FunctionName, (x: number) => number>> = {
  I: (x) => x,
  log: Math.log,
  log10: Math.log10,
  log2: Math.log2,
  log1p: Math.log1p,
  sqrt: Math.sqrt,
  exp: Math.exp,
  expm1: Math.expm1,
  abs: Math.abs,
};

const operations: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
};

/**
 * The value of an arithmetic expression in each row.
 *
 * @param valuesOf the column of a name, length n, missing = NaN
 * @returns length n; the column itself for a plain name. Missing stays NaN; log(-1) is NaN, log(0) -Infinity.
 */
export function evaluateExpression(
  expression: Expression,
  valuesOf: (name: string) => Float64Array,
  n: number,
): Float64Array {
  const evaluate = (part: Expression): Float64Array => evaluateExpression(part, valuesOf, n);
  switch (expression.kind) {
    case 'name':
      return valuesOf(expression.name);
    case 'number':
      return new Float64Array(n).fill(expression.value);
    case 'parentheses':
      return evaluate(expression.inner);
    case 'unary':
      return expression.op === '+'
        ? evaluate(expression.operand)
        : evaluate(expression.operand).map((x) => -x);
    case 'call':
      return expression.fn === 'I'
        ? evaluate(expression.argument)
        : evaluate(expression.argument).map(functions[expression.fn]);
    case 'binary': {
      const operation = operations[expression.op];
      if (!operation) throw new Error(`Operator ${expression.op} is not arithmetic`);
      const left = evaluate(expression.left);
      const right = evaluate(expression.right);
      return left.map((a, i) => operation(a, right[i]));
    }
  }
}
