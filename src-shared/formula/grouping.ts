import type { Expression } from './expression.ts';
import { formulaError } from './formulaError.ts';
import { printExpression } from './print.ts';
import type { Grouping } from './terms.ts';

/**
 * The grouping factors right of a bar, finest first: `a/b/c` is `c:(b:a)`, `b:a`, `a`, in lme4's names.
 *
 * @throws AppError `formula-syntax` for anything but names joined with `:` and `/`
 */
export function expandGrouping(expression: Expression, text: string): readonly Grouping[] {
  return expandSlash(expression, text).map((part) => {
    const factors = factorsOf(part);
    return { name: factors.length === 1 ? factors[0] : printExpression(part), factors };
  });
}

function expandSlash(part: Expression, text: string): readonly Expression[] {
  const inner = withoutParentheses(part);
  if (inner.kind !== 'binary' || inner.op !== '/') {
    requireNames(inner, text);
    return [inner.kind === 'name' ? inner : part];
  }
  const outer = expandSlash(inner.left, text);
  const nested = expandSlash(inner.right, text).map((right): Expression => ({
    kind: 'binary',
    op: ':',
    left: right,
    right: outer[0],
    at: inner.at,
  }));
  return [...nested, ...outer];
}

function withoutParentheses(part: Expression): Expression {
  return part.kind === 'parentheses' ? withoutParentheses(part.inner) : part;
}

function requireNames(part: Expression, text: string): void {
  if (part.kind === 'name') return;
  if (part.kind === 'parentheses') {
    requireNames(part.inner, text);
    return;
  }
  if (part.kind === 'binary' && part.op === ':') {
    requireNames(part.left, text);
    requireNames(part.right, text);
    return;
  }
  const hint = 'Name columns, joined with : or /, as in (1 | school/class).';
  throw formulaError(`“${printExpression(part)}” as a grouping factor`, text, part.at, hint);
}

function factorsOf(part: Expression): readonly string[] {
  const inner = withoutParentheses(part);
  if (inner.kind === 'binary') return [...factorsOf(inner.left), ...factorsOf(inner.right)];
  return inner.kind === 'name' ? [inner.name] : [];
}
