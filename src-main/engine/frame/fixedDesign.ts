import type { TermList } from '../../../src-shared/formula/terms.ts';
import { designNames, planDesign } from './designPlan.ts';
import type { DesignPlan, LevelsOf } from './designPlan.ts';
import { evaluateDesign } from './evaluateDesign.ts';
import { fillDesign } from './fillDesign.ts';
import type { DesignValues } from './fillDesign.ts';
import type { FixedDesign, FixedTerm } from './modelFrame.ts';

/**
 * The fixed part of a model: X by treatment coding, R's names and order.
 *
 * @param values of the n used rows, none missing
 * @throws AppError `too-many-columns`
 */
export function fixedDesign(
  list: TermList,
  levelsOf: LevelsOf,
  values: DesignValues,
  n: number,
): FixedDesign {
  const plan = planDesign(list, levelsOf, 'treatment', n);
  return {
    intercept: list.intercept,
    n,
    p: plan.p,
    X: fillDesign(plan, values, n),
    ...designNames(plan),
    terms: plan.terms.map(fixedTerm),
    assign: assignOf(plan),
    overparameterised: () => {
      const full = planDesign(list, levelsOf, 'full', n);
      return { X: fillDesign(full, values, n), p: full.p, assign: assignOf(full) };
    },
    evaluate: (columns, nRows) => evaluateDesign(plan, columns, nRows),
  };
}

function fixedTerm({ term, parts, firstColumn, nColumns }: DesignPlan['terms'][number]): FixedTerm {
  return {
    name: term.name,
    factors: parts.flatMap((part) => (part.kind === 'factor' ? [part.column] : [])),
    covariates: parts.flatMap((part) => (part.kind === 'covariate' ? [part.variable.name] : [])),
    order: parts.length,
    columns: Array.from({ length: nColumns }, (_, j) => firstColumn + j),
  };
}

/** Per column 0 for the intercept, t + 1 for term t. */
function assignOf(plan: DesignPlan): Int32Array {
  const assign = new Int32Array(plan.p);
  plan.terms.forEach(({ firstColumn, nColumns }, t) => {
    assign.fill(t + 1, firstColumn, firstColumn + nColumns);
  });
  return assign;
}
