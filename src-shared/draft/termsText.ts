import { expandTerms } from '../formula/termAlgebra.ts';
import { parseFormula } from '../formula/parse.ts';
import type { DraftTerm } from '../model/modelDraft.ts';
import { termKey } from './canonicalTerms.ts';

/** Crossings of more variables have too many terms to look for. */
const maxCrossed = 6;

/** One side of a formula: `Days`, `1`, `0 + x`, and `a * b` where that says the same as its terms in their order. */
export function termsText(intercept: boolean, terms: readonly DraftTerm[]): string {
  const start = intercept ? [] : ['0'];
  const long = [...start, ...terms.map((term) => term.join(':'))].join(' + ') || '1';
  const crossed = [...start, ...crossedPieces(terms)].join(' + ') || '1';
  return crossed !== long && saysSame(crossed, terms) ? crossed : long;
}

/** The terms with every complete crossing written with `*` where its first term stands. */
function crossedPieces(terms: readonly DraftTerm[]): string[] {
  const present = new Set(terms.map(termKey));
  const complete = terms.filter(
    (term) =>
      term.length > 1 &&
      term.length <= maxCrossed &&
      subsets(term).every((part) => present.has(termKey(part))),
  );
  const crossings = complete.filter((term) => !complete.some((other) => contains(other, term)));
  const pieces = new Set<string>();
  for (const term of terms) {
    const crossing = crossings.find((candidate) => candidate === term || contains(candidate, term));
    pieces.add(crossing ? crossing.join(' * ') : term.join(':'));
  }
  return [...pieces];
}

function contains(larger: DraftTerm, smaller: DraftTerm): boolean {
  return larger.length > smaller.length && smaller.every((variable) => larger.includes(variable));
}

function subsets(term: DraftTerm): DraftTerm[] {
  return term
    .reduce<string[][]>((found, variable) => [...found, ...found.map((part) => [...part, variable])], [[]])
    .filter((part) => part.length > 0);
}

function saysSame(text: string, terms: readonly DraftTerm[]): boolean {
  const formula = parseFormula(`y ~ ${text}`);
  const expanded = expandTerms(formula.predictors, formula.text).terms;
  return (
    JSON.stringify(expanded.map((term) => term.variables.map(({ name }) => name))) === JSON.stringify(terms)
  );
}
