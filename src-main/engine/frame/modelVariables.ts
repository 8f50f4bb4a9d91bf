import { columnsOf } from '../../../src-shared/formula/expression.ts';
import type { ModelTerms, TermVariable } from '../../../src-shared/formula/terms.ts';
import { AppError } from '../../../src-shared/model/appError.ts';
import { findColumn } from '../../../src-shared/model/dataset.ts';
import type { CategoricalColumn, Column, Dataset, NumericColumn } from '../../../src-shared/model/dataset.ts';
import type { ModelSpec } from '../../../src-shared/model/modelSpec.ts';
import { evaluateExpression } from './evaluateExpression.ts';
import { excludedRows } from './excludedRows.ts';
import type { Excluded } from './excludedRows.ts';
import { nearestNames } from './nearestNames.ts';
import { residualColumns } from './residualDesign.ts';

/** A number per row that enters the model: the outcome, a covariate, the weights or the offset. */
export interface Quantity {
  /** As R prints it, e.g. `log(dose)`. */
  readonly name: string;
  /** Length = rows of the dataset; missing = NaN. */
  readonly values: Float64Array;
  /** The columns it is computed from. */
  readonly sources: readonly NumericColumn[];
}

/** Everything a model reads from the dataset, before rows are dropped. */
export interface ModelVariables {
  /** Each column used, once, in order of use. */
  readonly columns: ReadonlyMap<string, Column>;
  readonly response: Quantity;
  /** By R's name. */
  readonly covariates: ReadonlyMap<string, Quantity>;
  readonly weights: Quantity | null;
  readonly offset: Quantity | null;
  /** Rows left out by choice. */
  readonly excluded: Excluded;
}

/**
 * Looks up the variables of a model and checks that each can play its role.
 *
 * @throws AppError `unknown-column`, `response-not-numeric`, `predictor-not-numeric`, `id-as-predictor`,
 *   `weights-not-positive`, `offset-not-numeric`
 */
export function modelVariables(dataset: Dataset, terms: ModelTerms, spec: ModelSpec): ModelVariables {
  const columns = new Map<string, Column>();
  const find = (name: string): Column => {
    const column = findColumn(dataset, name);
    if (!column) throw unknownColumn(dataset, name);
    return column;
  };
  const use = (name: string): Column => {
    const column = columns.get(name) ?? find(name);
    columns.set(name, column);
    return column;
  };
  const quantity = (variable: TermVariable, refuse: (column: CategoricalColumn) => AppError): Quantity => {
    const names = columnsOf(variable.expression);
    if (names.length === 0) throw constantTerm(variable.name);
    const sources = names.map((name) => {
      const column = use(name);
      if (column.kind === 'categorical') throw refuse(column);
      return column;
    });
    const valuesOf = (name: string): Float64Array => sources.find((source) => source.name === name)!.values;
    return {
      name: variable.name,
      values: evaluateExpression(variable.expression, valuesOf, dataset.nRows),
      sources,
    };
  };
  const numericColumn = (name: string, refuse: (column: CategoricalColumn) => AppError): Quantity =>
    quantity({ name, expression: { kind: 'name', name, at: 0 } }, refuse);

  const response = quantity(terms.response, responseNotNumeric);
  const covariates = new Map<string, Quantity>();
  for (const list of [terms.fixedTerms, ...terms.randomTerms.map((random) => random.terms)]) {
    for (const { variables } of list) {
      for (const variable of variables) {
        if (covariates.has(variable.name) || isFactor(variable, use)) continue;
        covariates.set(variable.name, quantity(variable, predictorNotNumeric));
      }
    }
  }
  for (const { group } of terms.randomTerms) group.factors.forEach(use);
  if (spec.residual !== undefined) residualColumns(spec.residual).forEach(use);
  return {
    columns,
    response,
    covariates,
    weights: spec.weights === undefined ? null : numericColumn(spec.weights, weightsNotNumeric),
    offset: spec.offset === undefined ? null : numericColumn(spec.offset, offsetNotNumeric),
    excluded: excludedRows(spec.exclude ?? [], find, dataset.nRows),
  };
}

function isFactor({ expression }: TermVariable, use: (name: string) => Column): boolean {
  if (expression.kind !== 'name') return false;
  const column = use(expression.name);
  if (column.type === 'id') throw idAsPredictor(column.name);
  return column.kind === 'categorical';
}

function unknownColumn(dataset: Dataset, name: string): AppError {
  const names = dataset.columns.map((column) => column.name);
  const nearest = nearestNames(name, names).map((near) => `“${near}”`);
  return new AppError(
    'unknown-column',
    `The data have no column “${name}”. ` +
      (nearest.length > 0 ? `The nearest names are ${nearest.join(', ')}.` : 'They have no columns at all.'),
    'Check spelling and capitals; a name with spaces or symbols goes into backquotes.',
  );
}

const asNumbers = 'If it holds numbers, set its type to continuous.';

function responseNotNumeric({ name, type }: CategoricalColumn): AppError {
  return new AppError(
    'response-not-numeric',
    `The outcome needs numbers, but “${name}” is ${type}.`,
    `${asNumbers} A linear model cannot describe an outcome made of categories.`,
  );
}

function predictorNotNumeric({ name, type }: CategoricalColumn): AppError {
  return new AppError(
    'predictor-not-numeric',
    `A function needs numbers, but “${name}” is ${type}.`,
    `${asNumbers} Otherwise use the variable itself, without the function.`,
  );
}

function idAsPredictor(name: string): AppError {
  return new AppError(
    'id-as-predictor',
    `“${name}” identifies cases and cannot be a predictor.`,
    'Use it as a grouping factor, as in (1 | group), or change its type to continuous, nominal or ordinal.',
  );
}

function weightsNotNumeric({ name, type }: CategoricalColumn): AppError {
  return new AppError(
    'weights-not-positive',
    `Weights need positive numbers, but “${name}” is ${type}.`,
    asNumbers,
  );
}

function offsetNotNumeric({ name, type }: CategoricalColumn): AppError {
  return new AppError('offset-not-numeric', `An offset needs numbers, but “${name}” is ${type}.`, asNumbers);
}

function constantTerm(name: string): AppError {
  return new AppError(
    'constant-term',
    `The term ${name} holds no variable: it is the same in every row.`,
    'Leave it out; the intercept is written as 1.',
  );
}
