import { columnsOf, findPart, isBar } from './expression.ts';
import type { BarExpression, Expression, Formula } from './expression.ts';
import { formulaError } from './formulaError.ts';
import { expandGrouping } from './grouping.ts';
import { printExpression, printTermList } from './print.ts';
import { expandTerms } from './termAlgebra.ts';
import type { ModelTerms, RandomTerm, Term, TermList } from './terms.ts';

const interceptOnly: Expression = { kind: 'number', value: 1, at: 0 };

/**
 * Expands a formula into terms: the fixed part as R's `terms.formula`, random terms as lme4: `(x || g)`
 * becomes one term for the intercept and one for each term of the basis (a factor keeps the covariances
 * of its own columns), `(x | a/b)` becomes `(x | b:a) + (x | a)`.
 *
 * @throws AppError `formula-syntax`; `duplicate-random-term` where two random terms give the same
 *   coefficient to the same grouping; `response-as-predictor`.
 */
export function expandFormula(formula: Formula): ModelTerms {
  const { fixed, bars } = separate(formula.predictors, formula.text);
  const { intercept, terms } = expandTerms(fixed ?? interceptOnly, formula.text);
  const response = { name: printExpression(formula.response), expression: formula.response };
  const randomTerms = bars.flatMap((bar) => expandBar(bar, formula.text));

  requireDistinct(randomTerms, formula);
  const responseColumns = columnsOf(formula.response);
  for (const term of [...terms, ...randomTerms.flatMap((random) => random.terms)]) {
    const used = term.variables.find((variable) => variable.name === response.name);
    if (used) throw responseAsPredictor(used.name, formula, used.expression);
  }
  for (const { group } of randomTerms) {
    const used = group.factors.find((name) => responseColumns.includes(name));
    if (used !== undefined) throw responseAsPredictor(used, formula, formula.response);
  }
  return { response, intercept, fixedTerms: terms, randomTerms };
}

interface Separated {
  /** What remains without random terms; undefined if nothing does. */
  readonly fixed: Expression | undefined;
  readonly bars: readonly BarExpression[];
}

/** Separates random terms, which may only be added, from the fixed part. */
function separate(part: Expression, text: string): Separated {
  const firstBar = findPart(part, isBar);
  if (!firstBar) return { fixed: part, bars: [] };
  if (part.kind === 'parentheses') {
    if (isBar(part.inner)) return { fixed: undefined, bars: [part.inner] };
    const { fixed, bars } = separate(part.inner, text);
    return { fixed: fixed && { ...part, inner: fixed }, bars };
  }
  if (part.kind === 'unary' && part.op === '+') return separate(part.operand, text);
  if (part.kind === 'binary' && part.op === '+') {
    const left = separate(part.left, text);
    const right = separate(part.right, text);
    const fixed =
      left.fixed && right.fixed
        ? { ...part, left: left.fixed, right: right.fixed }
        : (left.fixed ?? right.fixed);
    return { fixed, bars: [...left.bars, ...right.bars] };
  }
  if (part.kind === 'binary' && part.op === '-' && !findPart(part.right, isBar)) {
    const { fixed, bars } = separate(part.left, text);
    return { fixed: { ...part, left: fixed ?? interceptOnly }, bars };
  }
  if (isBar(part)) {
    throw formulaError(
      `“${part.op}” outside parentheses`,
      text,
      part.at,
      'Write random terms in parentheses: (1 | group).',
    );
  }
  throw formulaError(
    'A random term that is not simply added',
    text,
    firstBar.at,
    'Join random terms with +, as in y ~ x + (1 | group).',
  );
}

function expandBar(bar: BarExpression, text: string): RandomTerm[] {
  const inner = findPart(bar.left, isBar) ?? findPart(bar.right, isBar);
  if (inner) {
    throw formulaError(
      'A random term inside a random term',
      text,
      inner.at,
      'Write each random term in its own parentheses.',
    );
  }
  const groups = expandGrouping(bar.right, text);
  const basis = expandTerms(bar.left, text);
  if (!basis.intercept && basis.terms.length === 0) {
    throw formulaError(
      'A random term without effects',
      text,
      bar.at,
      'Write (1 | group) or (0 + x | group).',
    );
  }
  const blocks =
    bar.op === '||'
      ? separateEffects(basis).map((block) => ({ ...block, basisText: printTermList(block) }))
      : [{ ...basis, basisText: printExpression(bar.left) }];
  return blocks.flatMap((block) => groups.map((group) => ({ ...block, group })));
}

/** Each effect of a basis as a basis of its own: no covariances between them. */
function separateEffects({ intercept, terms }: TermList): readonly TermList[] {
  const slopes = terms.map((term): TermList => ({ intercept: false, terms: [term] }));
  return intercept ? [{ intercept: true, terms: [] }, ...slopes] : slopes;
}

function requireDistinct(randomTerms: readonly RandomTerm[], formula: Formula): void {
  const seen = new Set<string>();
  for (const { intercept, terms, group } of randomTerms) {
    const names = terms.map((term: Term) => term.name);
    if (intercept) names.unshift('1');
    for (const name of names) {
      const key = JSON.stringify([name, ...[...group.factors].sort()]);
      if (seen.has(key)) {
        const effect = name === '1' ? 'random intercept' : `random slope of ${name}`;
        throw formulaError(
          `The ${effect} for ${group.name} stands in the formula twice`,
          formula.text,
          formula.predictors.at,
          'Remove one of them; (x | g) contains the intercept, (0 + x | g) does not.',
          'duplicate-random-term',
        );
      }
      seen.add(key);
    }
  }
}

function responseAsPredictor(name: string, formula: Formula, part: Expression): Error {
  return formulaError(
    `The outcome ${name} also stands on the right-hand side`,
    formula.text,
    part.at,
    'Remove it there; an outcome cannot explain itself.',
    'response-as-predictor',
  );
}
