import { columnsOf } from '../../formula/expression.ts';
import { parseFormula } from '../../formula/parse.ts';
import { AppError } from '../../model/appError.ts';
import type { CoefficientRow, FitResult } from '../../model/fitResult.ts';
import type { CoefficientPart } from './coefficient.ts';
import type { Names } from './names.ts';

/** The coefficients of one term of the fixed part. */
export interface TermGroup {
  readonly factors: readonly string[];
  /** Numeric variables or expressions. */
  readonly covariates: readonly string[];
  readonly rows: readonly { readonly row: CoefficientRow; readonly parts: readonly CoefficientPart[] }[];
}

/** Coefficients by term, in the table's order, without the intercept; those with unreadable names are left out. */
export function termGroups(result: FitResult, names: Names): TermGroup[] {
  const found = new Map<
    string,
    { factors: string[]; covariates: string[]; rows: TermGroup['rows'][number][] }
  >();
  for (const row of result.fixed) {
    const parts = names.parts(row.term);
    if (parts === null || parts.length === 0) continue;
    const factors = parts.flatMap((part) => (part.kind === 'level' ? [part.variable] : []));
    const covariates = parts.flatMap((part) => (part.kind === 'covariate' ? [part.expression] : []));
    const key = JSON.stringify([[...factors].sort(), [...covariates].sort()]);
    const group = found.get(key) ?? { factors, covariates, rows: [] };
    group.rows.push({ row, parts });
    found.set(key, group);
  }
  return [...found.values()];
}

/** The variables that a term interacts with in some other term: what its own coefficients are conditional on. */
export function partners(term: TermGroup, all: readonly TermGroup[]): string[] {
  const own = variablesOf(term);
  const larger = all
    .map(variablesOf)
    .filter((other) => other.length > own.length && own.every((variable) => other.includes(variable)));
  return [...new Set(larger.flat())].filter((variable) => !own.includes(variable));
}

/** Whether a numeric variable of the term also enters through an expression of another term: `x` and `I(x^2)`. */
export function isBent(term: TermGroup, all: readonly TermGroup[]): boolean {
  return term.covariates.some((covariate) =>
    all.some((other) =>
      other.covariates.some((expression) => expression !== covariate && sharesColumn(covariate, expression)),
    ),
  );
}

export function variablesOf(term: TermGroup): string[] {
  return [...term.factors, ...term.covariates];
}

/** Whether the term has a coefficient for every level of a factor: then none of them is a difference from a reference. */
export function hasEveryLevel(term: TermGroup, factor: string, names: Names): boolean {
  return term.rows.some(({ parts }) =>
    parts.some(
      (part) => part.kind === 'level' && part.variable === factor && part.level === names.reference(factor),
    ),
  );
}

/** The factors with coefficients that are differences from their reference level. */
export function contrastedFactors(all: readonly TermGroup[], names: Names): ReadonlySet<string> {
  return new Set(all.flatMap((term) => term.factors.filter((factor) => !hasEveryLevel(term, factor, names))));
}

function sharesColumn(a: string, b: string): boolean {
  const others = new Set(columnsIn(b));
  return columnsIn(a).some((column) => others.has(column));
}

/** The columns of a covariate, which is a column's name or an expression such as `I(x^2)`. */
function columnsIn(covariate: string): readonly string[] {
  if (!covariate.endsWith(')')) return [covariate];
  try {
    return columnsOf(parseFormula(`${covariate} ~ 1`).response);
  } catch (error) {
    if (error instanceof AppError) return [covariate]; // a name that only looks like an expression
    throw error;
  }
}
