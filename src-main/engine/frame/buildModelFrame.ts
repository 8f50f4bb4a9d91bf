import { expandFormula } from '../../../src-shared/formula/expand.ts';
import { parseFormula } from '../../../src-shared/formula/parse.ts';
import { printFormula } from '../../../src-shared/formula/print.ts';
import type { Dataset } from '../../../src-shared/model/dataset.ts';
import type { ModelSpec } from '../../../src-shared/model/modelSpec.ts';
import type { LevelsOf } from './designPlan.ts';
import type { DesignValues } from './fillDesign.ts';
import { fixedDesign } from './fixedDesign.ts';
import {
  requireFactorLevels,
  requireMatchingMethod,
  requireOrdinaryScale,
  requirePositiveWeights,
  requireRows,
  requireVaryingResponse,
} from './frameChecks.ts';
import type { ModelFrame } from './modelFrame.ts';
import { modelVariables } from './modelVariables.ts';
import { randomDesigns } from './randomDesigns.ts';
import { residualDesign } from './residualDesign.ts';
import { restrictColumn, restrictValues } from './restrictColumn.ts';
import { findUsedRows } from './usedRows.ts';

/**
 * From a dataset and what the user chose to the rows, columns and design matrices of the model: formula,
 * variables, rows used, fixed part, random part.
 *
 * Arrays are shared with the dataset where no row is dropped; neither side may change them.
 *
 * @throws AppError `formula-syntax`, `duplicate-random-term`, `response-as-predictor`;
 *   `needs-random-part`, `has-random-part`; `unknown-column`, `response-not-numeric`,
 *   `predictor-not-numeric`, `id-as-predictor`, `offset-not-numeric`, `weights-not-positive`;
 *   `no-rows-left`, `constant-response`, `predictor-one-level`, `too-many-columns`; `grouping-one-level`,
 *   `grouping-per-row`, `more-random-effects-than-rows`; those of `residualDesign`
 */
export function buildModelFrame(dataset: Dataset, spec: ModelSpec): ModelFrame {
  const formula = parseFormula(spec.formula);
  const terms = expandFormula(formula);
  requireMatchingMethod(spec, terms);

  const variables = modelVariables(dataset, terms, spec);
  const { rows, droppedRows, notices } = findUsedRows(variables, dataset.nRows);
  const n = rows.length;
  requireRows(n, droppedRows);

  const y = restrictValues(variables.response.values, rows);
  const weights = variables.weights && restrictValues(variables.weights.values, rows);
  const offset = variables.offset && restrictValues(variables.offset.values, rows);
  requireVaryingResponse(terms.response.name, y);
  requireOrdinaryScale(terms.response.name, y);
  if (weights) {
    requirePositiveWeights(variables.weights.name, weights, rows);
    requireOrdinaryScale(variables.weights.name, weights);
  }
  if (offset) requireOrdinaryScale(variables.offset.name, offset);

  const columns = new Map(
    [...variables.columns].map(([name, column]) => [name, restrictColumn(column, rows)]),
  );
  const covariates = new Map(
    [...variables.covariates].map(([name, { values }]) => [name, restrictValues(values, rows)]),
  );
  for (const [name, values] of covariates) requireOrdinaryScale(name, values);
  const levelsOf: LevelsOf = (name) => {
    const column = columns.get(name);
    return column?.kind === 'categorical' ? column.levels : undefined;
  };
  const values: DesignValues = {
    codes: (name) => {
      const column = columns.get(name);
      if (column?.kind !== 'categorical') throw new Error(`${name} is not a factor`);
      return column.codes;
    },
    covariate: (variable) => covariates.get(variable.name)!,
  };
  requireFactorLevels(terms, levelsOf, n);

  const fixedList = { intercept: terms.intercept, terms: terms.fixedTerms };
  return {
    formula: printFormula(formula),
    response: terms.response.name,
    n,
    rows,
    y,
    weights,
    offset,
    fixed: fixedDesign(fixedList, levelsOf, values, n),
    random: randomDesigns(terms.randomTerms, (name) => columns.get(name)!, levelsOf, values, n),
    residual:
      spec.residual === undefined ? null : residualDesign(spec.residual, (name) => columns.get(name)!, n),
    columns: [...columns.values()],
    droppedRows,
    notices,
  };
}
