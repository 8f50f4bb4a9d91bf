import { AppError } from '../../../src-shared/model/appError.ts';
import type { Column } from '../../../src-shared/model/dataset.ts';
import type { DesignPart, DesignPlan } from './designPlan.ts';
import { evaluateExpression } from './evaluateExpression.ts';
import { fillDesign } from './fillDesign.ts';
import type { DesignValues } from './fillDesign.ts';

/**
 * Rows of a design for other values of its variables.
 *
 * @param columns by name, nRows each; levels are matched by their text, whatever their order
 * @returns nRows x p, column-major; NaN in all columns of a term where one of its variables is missing
 * @throws AppError `unknown-level` for a level the plan does not know; Error if a variable is not given or
 *   of the wrong kind
 */
export function evaluateDesign(plan: DesignPlan, columns: readonly Column[], nRows: number): Float64Array {
  const find = (name: string): Column => {
    const column = columns.find((candidate) => candidate.name === name);
    if (!column) throw new Error(`No values given for ${name}`);
    return column;
  };
  const numbersOf = (name: string): Float64Array => {
    const column = find(name);
    if (column.kind !== 'numeric') throw new Error(`${name} must be given as numbers`);
    return column.values;
  };
  const covariates = new Map<string, Float64Array>();
  const codes = new Map<string, Int32Array>();
  for (const { parts } of plan.terms) {
    for (const part of parts) {
      if (part.kind === 'factor') codes.set(part.column, matchLevels(find(part.column), part.levels));
      else {
        const { name, expression } = part.variable;
        covariates.set(name, evaluateExpression(expression, numbersOf, nRows));
      }
    }
  }
  const values: DesignValues = {
    codes: (column) => codes.get(column)!,
    covariate: (variable) => covariates.get(variable.name)!,
  };
  const X = fillDesign(plan, values, nRows);
  for (const { parts, firstColumn, nColumns } of plan.terms) {
    for (let i = 0; i < nRows; i++) {
      if (!parts.some((part) => isMissing(part, values, i))) continue;
      for (let j = firstColumn; j < firstColumn + nColumns; j++) X[j * nRows + i] = NaN;
    }
  }
  return X;
}

function isMissing(part: DesignPart, values: DesignValues, row: number): boolean {
  return part.kind === 'factor'
    ? values.codes(part.column)[row] < 0
    : Number.isNaN(values.covariate(part.variable)[row]);
}

function matchLevels(column: Column, levels: readonly string[]): Int32Array {
  if (column.kind !== 'categorical') throw new Error(`${column.name} must be given as levels`);
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  const newCode = column.levels.map((level) => codeOf.get(level));
  return column.codes.map((code) => {
    if (code < 0) return -1;
    const known = newCode[code];
    if (known === undefined) throw unknownLevel(column.name, column.levels[code]);
    return known;
  });
}

function unknownLevel(column: string, level: string): AppError {
  return new AppError(
    'unknown-level',
    `“${level}” of ${column} does not occur in the rows the model was fitted to.`,
    `Choose one of the levels of ${column} in these rows.`,
  );
}
