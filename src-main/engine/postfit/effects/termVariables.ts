import { columnsOf } from '../../../../src-shared/formula/expression.ts';
import { parseFormula } from '../../../../src-shared/formula/parse.ts';
import type { FixedTerm } from '../../frame/modelFrame.ts';

/** The columns of the data that a term is made of. */
export interface TermVariables {
  readonly factors: readonly string[];
  /** Numeric columns: `dose` for `log(dose)`. */
  readonly covariates: readonly string[];
}

export function termVariables({ factors, covariates }: FixedTerm): TermVariables {
  const columns = covariates.flatMap((expression) => columnsOf(parseFormula(`y ~ ${expression}`).predictors));
  return { factors, covariates: [...new Set(columns)] };
}

/** A fixed term to be pictured, with its variables. */
export interface PicturedTerm {
  readonly name: string;
  readonly variables: TermVariables;
}

/**
 * The terms worth a picture: those whose variables are not all part of a larger term. `x` and `I(x^2)` have the same
 * variable and are one picture, under the name of the first.
 */
export function picturedTerms(terms: readonly FixedTerm[]): PicturedTerm[] {
  const all = terms.map((term) => {
    const variables = termVariables(term);
    return { name: term.name, variables, names: new Set([...variables.factors, ...variables.covariates]) };
  });
  return all.filter(({ names }, t) => {
    const isPartOf = (other: { readonly names: ReadonlySet<string> }, o: number): boolean =>
      [...names].every((name) => other.names.has(name)) &&
      (other.names.size > names.size || (o < t && other.names.size === names.size));
    return !all.some(isPartOf);
  });
}
