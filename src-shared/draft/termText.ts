import { columnsOf } from '../formula/expression.ts';
import type { Expression } from '../formula/expression.ts';
import { parseFormula } from '../formula/parse.ts';
import type { DraftTerm } from '../model/modelDraft.ts';

/** The expression that a variable of a term, or an outcome, is written as. */
function expressionOf(text: string): Expression {
  return parseFormula(`${text} ~ 1`).response;
}

/** The columns that a variable of a term, or an outcome, reads: `log(dose)` reads dose. */
export function columnsOfText(text: string): readonly string[] {
  return columnsOf(expressionOf(text));
}

export function columnsOfTerm(term: DraftTerm): readonly string[] {
  return [...new Set(term.flatMap(columnsOfText))];
}

/** The column that a text names without a function around it; null for `log(dose)`. */
export function plainColumn(text: string): string | null {
  const expression = expressionOf(text);
  return expression.kind === 'name' ? expression.name : null;
}

/** For the eye: without backquotes, `recipe × temperature`. */
export function showTerm(term: DraftTerm): string {
  return term.map((text) => plainColumn(text) ?? text).join(' × ');
}

/** The square of a variable as a formula writes it. */
export function squareOf(text: string): string {
  const inner = plainColumn(text) === null ? `(${text})` : text;
  return `I(${inner}^2)`;
}

/** Whether a text is the square, cube ... of a variable, which means nothing without the variable itself. */
function isPowerOf(text: string, base: string): boolean {
  if (text === base) return false;
  const expression = expressionOf(text);
  if (expression.kind !== 'call' || expression.fn !== 'I') return false;
  const power = expression.argument;
  return (
    power.kind === 'binary' &&
    power.op === '^' &&
    power.right.kind === 'number' &&
    plainColumn(base) !== null &&
    power.left.kind === 'name' &&
    power.left.name === plainColumn(base)
  );
}

/** Whether `larger` builds on `smaller`: an interaction on its variables, a square on its variable. */
export function buildsOn(larger: DraftTerm, smaller: DraftTerm): boolean {
  if (larger.length < smaller.length) return false;
  const built = smaller.every((base) => larger.some((text) => text === base || isPowerOf(text, base)));
  const same = larger.length === smaller.length && smaller.every((base) => larger.includes(base));
  return built && !same;
}
