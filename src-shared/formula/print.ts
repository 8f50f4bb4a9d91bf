import type { Expression, Formula } from './expression.ts';
import { quoteName } from './names.ts';
import { numberText } from './numberText.ts';
import type { ModelTerms, TermList } from './terms.ts';

const spaced = new Set(['|', '||', '+', '-', '*']);
const binding: Readonly<Record<string, number>> = {
  '|': 1,
  '||': 1,
  '+': 2,
  '-': 2,
  '*': 3,
  '/': 3,
  ':': 4,
  unary: 5,
  '^': 6,
};

/**
 * An expression as R's `deparse` prints it: `a * b`, `x/2`, `x^2`, `a:b`, `log(x)`.
 *
 * @param nameText how names are written; default with backquotes where R needs them
 */
export function printExpression(
  expression: Expression,
  nameText: (name: string) => string = quoteName,
): string {
  const print = (part: Expression, parentBinding: number): string => {
    const text = printPart(part);
    return bindingOf(part) < parentBinding ? `(${text})` : text;
  };
  const printPart = (part: Expression): string => {
    switch (part.kind) {
      case 'name':
        return nameText(part.name);
      case 'number':
        return numberText(part.value);
      case 'call':
        return `${part.fn}(${print(part.argument, 0)})`;
      case 'parentheses':
        return `(${print(part.inner, 0)})`;
      case 'unary':
        return `${part.op}${print(part.operand, binding['unary'])}`;
      case 'binary': {
        const own = binding[part.op];
        const isPower = part.op === '^';
        const left = print(part.left, isPower ? own + 1 : own);
        const right =
          part.right.kind === 'unary' ? printPart(part.right) : print(part.right, isPower ? own : own + 1);
        return spaced.has(part.op) ? `${left} ${part.op} ${right}` : `${left}${part.op}${right}`;
      }
    }
  };
  return print(expression, 0);
}

function bindingOf(expression: Expression): number {
  if (expression.kind === 'binary') return binding[expression.op];
  return expression.kind === 'unary' ? binding['unary'] : Infinity;
}

/** A formula as written, with uniform spaces and backquotes only where needed. */
export function printFormula(formula: Formula): string {
  return `${printExpression(formula.response)} ~ ${printExpression(formula.predictors)}`;
}

/** The canonical formula of expanded terms: every term written out, `(1 | g) + (0 + x | g)` for `(x || g)`. */
export function printTerms(model: ModelTerms): string {
  const { response, intercept, fixedTerms, randomTerms } = model;
  const random = randomTerms.map((term) => `(${printTermList(term)} | ${printGroup(term.group)})`);
  const fixed = printTermList({ intercept, terms: fixedTerms });
  return `${response.name} ~ ${[fixed, ...random].join(' + ')}`;
}

/** One side of a model: `0 + Days`, `a + b + a:b`, `1`. */
export function printTermList({ intercept, terms }: TermList): string {
  const names = terms.map((term) => term.name);
  if (!intercept) names.unshift('0');
  return names.length > 0 ? names.join(' + ') : '1';
}

/** A grouping factor as it stands right of a bar. */
export function printGroup(group: ModelTerms['randomTerms'][number]['group']): string {
  // lme4 names a single factor without backquotes
  return group.factors.length === 1 ? quoteName(group.factors[0]) : group.name;
}
