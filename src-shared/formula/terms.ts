import type { Expression } from './expression.ts';

/** A variable of a model: a column, or a function of columns. */
export interface TermVariable {
  /** As R prints it: `Days`, `log(dose)`, `I(x^2)`, names in backquotes where R needs them. */
  readonly name: string;
  readonly expression: Expression;
}

/** A main effect (one variable) or an interaction (several, in R's order). */
export interface Term {
  /** As R prints it: `recipe:temperature`. */
  readonly name: string;
  readonly variables: readonly TermVariable[];
}

/** What one side of a model is made of. */
export interface TermList {
  readonly intercept: boolean;
  /** By number of variables, then in the order written; none twice. */
  readonly terms: readonly Term[];
}

/** A grouping factor: a column, or the combination of several. */
export interface Grouping {
  /** As lme4 names it: `Subject`, `cask:batch`, `c:(b:a)`. */
  readonly name: string;
  /** Its columns, the slowest varying first. */
  readonly factors: readonly string[];
}

/** A basis and the grouping factor within whose levels its coefficients vary: `(1 + Days | Subject)`. */
export interface RandomTerm extends TermList {
  readonly group: Grouping;
  /** The basis as R prints it where the term is named: as written, `0 + Days` for a half of `(Days || g)`. */
  readonly basisText: string;
}

/** A formula after expansion. */
export interface ModelTerms {
  readonly response: TermVariable;
  readonly intercept: boolean;
  readonly fixedTerms: readonly Term[];
  /** In the order written; `||` and `/` expanded as lme4 does. */
  readonly randomTerms: readonly RandomTerm[];
}
