import { columnsOf } from '../../../src-shared/formula/expression.ts';
import { printExpression } from '../../../src-shared/formula/print.ts';
import type { Term, TermList, TermVariable } from '../../../src-shared/formula/terms.ts';
import { AppError } from '../../../src-shared/model/appError.ts';
import { fullyCoded } from './contrastCoding.ts';

/** One variable of a term, as it becomes columns. */
export type DesignPart =
  | { readonly kind: 'covariate'; readonly variable: TermVariable }
  | {
      readonly kind: 'factor';
      readonly variable: TermVariable;
      /** Name of the column. */
      readonly column: string;
      readonly levels: readonly string[];
      /** First level with a column: 0 for an indicator of every level, 1 for treatment contrasts. */
      readonly firstLevel: 0 | 1;
    };

/** One term and its columns: the product of its parts, the first factor varying fastest. */
export interface DesignTerm {
  readonly term: Term;
  readonly parts: readonly DesignPart[];
  readonly firstColumn: number;
  readonly nColumns: number;
}

/** Which columns a design matrix has; no values yet. */
export interface DesignPlan {
  readonly intercept: boolean;
  readonly p: number;
  readonly terms: readonly DesignTerm[];
}

/** The levels of a factor by the name of its column; undefined for a numeric column. */
export type LevelsOf = (column: string) => readonly string[] | undefined;

/** Largest number of entries of a design matrix: 800 MB of doubles. */
const maxEntries = 1e8;

/**
 * Plans the columns of a design matrix in R's order.
 *
 * @param coding `treatment`: contrasts with the first level, by R's marginality rule; `full`: an indicator
 *   of every level in every term
 * @param n rows the matrix will have
 * @throws AppError `too-many-columns`
 */
export function planDesign(
  list: TermList,
  levelsOf: LevelsOf,
  coding: 'treatment' | 'full',
  n: number,
): DesignPlan {
  const levels = ({ expression }: TermVariable): readonly string[] | undefined =>
    expression.kind === 'name' ? levelsOf(expression.name) : undefined;
  const full =
    coding === 'treatment' ? fullyCoded(list, (variable) => levels(variable) !== undefined) : undefined;

  let p = list.intercept ? 1 : 0;
  const terms = list.terms.map((term, t): DesignTerm => {
    const parts = term.variables.map((variable, v): DesignPart => {
      const ofFactor = levels(variable);
      if (!ofFactor) return { kind: 'covariate', variable };
      const [column] = columnsOf(variable.expression);
      return {
        kind: 'factor',
        variable,
        column,
        levels: ofFactor,
        firstLevel: (full?.[t][v] ?? true) ? 0 : 1,
      };
    });
    const firstColumn = p;
    const nColumns = parts.reduce((product, part) => product * columnsOfPart(part), 1);
    p += nColumns;
    if (p * n > maxEntries) throw tooManyColumns(term, nColumns, n);
    return { term, parts, firstColumn, nColumns };
  });
  return { intercept: list.intercept, p, terms };
}

/** How many columns a part has on its own. */
export function columnsOfPart(part: DesignPart): number {
  return part.kind === 'covariate' ? 1 : part.levels.length - part.firstLevel;
}

/** Names of the columns of a design. */
export interface DesignNames {
  /** As R: `(Intercept)`, `recipeB:temperature185`. */
  readonly names: readonly string[];
  /** For readers: `recipe B × temperature 185`. */
  readonly labels: readonly string[];
}

export function designNames(plan: DesignPlan): DesignNames {
  const names = plan.intercept ? ['(Intercept)'] : [];
  const labels = [...names];
  for (const { parts } of plan.terms) {
    names.push(...combineTexts(parts.map(partNames), ':'));
    labels.push(
      ...combineTexts(
        parts.map((part) => partLabels(part, parts.length > 1)),
        ' × ',
      ),
    );
  }
  return { names, labels };
}

/** All combinations of one text of each list, the first list varying fastest. */
function combineTexts(lists: readonly (readonly string[])[], separator: string): readonly string[] {
  return lists.reduce((combined, next) =>
    next.flatMap((text) => combined.map((left) => left + separator + text)),
  );
}

function partNames(part: DesignPart): readonly string[] {
  const { name } = part.variable;
  return part.kind === 'covariate' ? [name] : part.levels.slice(part.firstLevel).map((level) => name + level);
}

function partLabels(part: DesignPart, inInteraction: boolean): readonly string[] {
  if (part.kind === 'factor')
    return part.levels.slice(part.firstLevel).map((level) => `${part.column} ${level}`);
  const { expression } = part.variable;
  const isArithmetic = expression.kind === 'call' && expression.fn === 'I';
  const text = printExpression(isArithmetic ? expression.argument : expression, (name) => name);
  return [isArithmetic && inInteraction ? `(${text})` : text];
}

function tooManyColumns(term: Term, nColumns: number, n: number): AppError {
  return new AppError(
    'too-many-columns',
    `The term ${term.name} needs ${nColumns} columns for ${n} rows, which is too large for the fixed part.`,
    'Use a variable with very many levels as a grouping factor, as in (1 | group), or as a number.',
  );
}
