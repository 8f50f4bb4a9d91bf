import type { Expression } from './expression.ts';
import { formulaError } from './formulaError.ts';
import { numberText } from './numberText.ts';
import { printExpression } from './print.ts';
import type { Term, TermList, TermVariable } from './terms.ts';

/** A term as the sorted numbers of its variables; variables are numbered by first appearance. */
type Bits = readonly number[];

/** Beyond this an expansion is a slip, not a model. */
const maxTerms = 5000;

/**
 * Expands an expression by the algebra of Wilkinson & Rogers (1973) as R's `terms.formula` has it:
 * `a*b` = a + b + a:b, `a/b` = a + a:b, `^` crosses repeatedly, `-` removes, 0 and 1 switch the
 * intercept; duplicates are folded and terms ordered by their number of variables.
 *
 * @param text the formula, for messages
 * @throws AppError `formula-syntax`
 */
export function expandTerms(expression: Expression, text: string): TermList {
  const variables: TermVariable[] = [];
  const numberOf = new Map<string, number>();
  let intercept = true;
  let removing = false;

  const fail = (problem: string, part: Expression, hint: string): Error =>
    formulaError(problem, text, part.at, hint);

  function variable(part: Expression): Bits {
    const name = printExpression(part);
    let number = numberOf.get(name);
    if (number === undefined) {
      number = variables.push({ name, expression: part }) - 1;
      numberOf.set(name, number);
    }
    return [number];
  }

  function combine(left: readonly Bits[], right: readonly Bits[], part: Expression): Bits[] {
    if (left.length * right.length > maxTerms * 10) {
      throw fail('The formula expands to too many terms', part, 'Lower the power or cross fewer variables.');
    }
    return left.flatMap((a) => right.map((b) => union(a, b)));
  }

  function expand(part: Expression): readonly Bits[] {
    switch (part.kind) {
      case 'name':
      case 'call':
        return [variable(part)];
      case 'parentheses':
        return expand(part.inner);
      case 'number':
        if (part.value !== 0 && part.value !== 1) {
          throw fail(
            `The number ${numberText(part.value)} as a term`,
            part,
            'Arithmetic goes inside I(), as in I(x / 2).',
          );
        }
        intercept = (part.value === 1) !== removing;
        return [];
      case 'unary':
        return part.op === '+' ? expand(part.operand) : remove([], part.operand);
      case 'binary':
        break;
    }
    const left = expand(part.left);
    if (part.op === '-') return remove(left, part.right);
    if (part.op === '^') return unique(raise(left, part.right));
    const right = expand(part.right);
    switch (part.op) {
      case '+':
        return unique([...left, ...right]);
      case ':':
        return unique(combine(left, right, part));
      case '*':
        return unique([...left, ...right, ...combine(left, right, part)]);
      case '/': {
        const all = left.reduce(union, []);
        return unique([...left, ...right.map((b) => union(all, b))]);
      }
      default:
        throw fail(
          `“${part.op}” outside a random term`,
          part,
          'Write random terms in parentheses: (1 | group).',
        );
    }
  }

  function remove(from: readonly Bits[], part: Expression): readonly Bits[] {
    removing = !removing;
    const removed = new Set(expand(part).map(String));
    removing = !removing;
    return from.filter((bits) => !removed.has(String(bits)));
  }

  function raise(base: readonly Bits[], part: Expression): readonly Bits[] {
    if (part.kind !== 'number' || !Number.isInteger(part.value) || part.value < 1) {
      throw fail('A power that is not a whole number', part, 'To square a variable write I(x^2).');
    }
    let result = base;
    // beyond as many factors as variables nothing new can appear
    for (let times = Math.min(part.value, variables.length); times > 1; times--) {
      result = unique(combine(result, base, part));
    }
    return result;
  }

  const expanded = expand(expression);
  if (expanded.length > maxTerms) {
    throw fail(
      'The formula expands to too many terms',
      expression,
      'Lower the power or cross fewer variables.',
    );
  }
  const terms = [...expanded]
    .sort((a, b) => a.length - b.length)
    .map((bits): Term => {
      const ofTerm = bits.map((number) => variables[number]);
      return { name: ofTerm.map((v) => v.name).join(':'), variables: ofTerm };
    });
  return { intercept, terms };
}

function union(a: Bits, b: Bits): Bits {
  if (a.length === 0) return b;
  return [...new Set([...a, ...b])].sort((x, y) => x - y);
}

function unique(list: readonly Bits[]): readonly Bits[] {
  if (list.length < 2) return list;
  return [...new Map(list.map((bits) => [String(bits), bits])).values()];
}
