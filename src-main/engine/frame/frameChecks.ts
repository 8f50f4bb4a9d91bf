import type { ModelTerms } from '../../../src-shared/formula/terms.ts';
import { numberText } from '../../../src-shared/formula/numberText.ts';
import { AppError } from '../../../src-shared/model/appError.ts';
import type { DroppedRows } from '../../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../../src-shared/model/modelSpec.ts';
import type { LevelsOf } from './designPlan.ts';

/** @throws AppError `needs-random-part`, `has-random-part`, `has-residual-part` */
export function requireMatchingMethod(
  { method, residual }: Pick<ModelSpec, 'method' | 'residual'>,
  { randomTerms }: ModelTerms,
): void {
  if (method === 'OLS' && residual !== undefined) {
    throw new AppError(
      'has-residual-part',
      `The method OLS takes residuals as independent, but the model has the residual structure ${residual.structure}.`,
      'Choose REML or ML, or leave the residual structure out.',
    );
  }
  if (method === 'OLS' && randomTerms.length > 0) {
    throw new AppError(
      'has-random-part',
      `The method OLS takes no random terms, but the formula has one for ${randomTerms[0].group.name}.`,
      'Choose REML or ML, or remove the random terms.',
    );
  }
  if (method !== 'OLS' && randomTerms.length === 0 && residual === undefined) {
    throw new AppError(
      'needs-random-part',
      `The method ${method} needs a random term, but the formula has none, and the residuals have no structure.`,
      'Choose OLS for a model without groupings, or add a random term such as (1 | group).',
    );
  }
}

/** @throws AppError `no-rows-left` */
export function requireRows(n: number, { total, byVariable, excluded = [] }: DroppedRows): void {
  if (n > 0) return;
  const reasons = byVariable.map(({ variable, count }) => `${variable} in ${count}`);
  if (excluded.length > 0) {
    const chosen = excluded.map(({ text, count }) => `${text} in ${count}`);
    const missing = reasons.length > 0 ? `; missing or not finite: ${reasons.join(', ')}` : '';
    throw new AppError(
      'no-rows-left',
      `None of the ${total} rows is left; left out by choice: ${chosen.join('; ')}${missing}.`,
      'Take some of the rows left out back into the model.',
    );
  }
  throw new AppError(
    'no-rows-left',
    total === 0
      ? 'The data have no rows.'
      : `None of the ${total} rows can be used; missing or not finite: ${reasons.join(', ')}.`,
    'Leave out the variable that is missing most often, or check how the file was read.',
  );
}

/** An outcome whose values differ by less than this share of their size differs by rounding: some fifty steps of a double. */
const ROUNDING = 1e-14;

/** @throws AppError `constant-response`, also where the values differ only in the last digits that a number can hold */
export function requireVaryingResponse(name: string, y: Float64Array): void {
  let smallest = Infinity;
  let largest = -Infinity;
  for (const value of y) {
    smallest = Math.min(smallest, value);
    largest = Math.max(largest, value);
  }
  const size = Math.max(Math.abs(smallest), Math.abs(largest));
  if (largest - smallest > ROUNDING * size) return;
  const differ = largest > smallest ? ', but for the last digits that a number can hold,' : '';
  throw new AppError(
    'constant-response',
    y.length === 1
      ? 'Only one row can be used.'
      : `The outcome ${name} is ${numberText(smallest)}${differ} in all ${y.length} rows used.`,
    'A model describes how an outcome varies; choose another outcome or check the rows left out.',
  );
}

/** Magnitudes beyond these leave the range of doubles when variances of variances are formed. */
const LARGEST = 1e70;
const SMALLEST = 1e-70;

/** @throws AppError `extreme-scale` for a variable in units so large or small that squares are no numbers any more */
export function requireOrdinaryScale(name: string, values: Float64Array): void {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  if (largest === 0 || (largest <= LARGEST && largest >= SMALLEST)) return;
  throw new AppError(
    'extreme-scale',
    `The values of ${name} reach ${numberText(largest)}, which is beyond what can be computed with.`,
    'Express the variable in another unit.',
  );
}

/** @throws AppError `weights-not-positive` */
export function requirePositiveWeights(name: string, weights: Float64Array, rows: Int32Array): void {
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] > 0) continue;
    throw new AppError(
      'weights-not-positive',
      `The weight ${name} is ${numberText(weights[i])} in row ${rows[i] + 1}; weights must be greater than 0.`,
      'Correct the weight, or leave it empty to leave the row out.',
    );
  }
}

/** @throws AppError `predictor-one-level` for a factor without anything to compare */
export function requireFactorLevels(terms: ModelTerms, levelsOf: LevelsOf, n: number): void {
  for (const list of [terms.fixedTerms, ...terms.randomTerms.map((random) => random.terms)]) {
    for (const { expression } of list.flatMap((term) => term.variables)) {
      if (expression.kind !== 'name') continue;
      const levels = levelsOf(expression.name);
      if (levels?.length !== 1) continue;
      throw new AppError(
        'predictor-one-level',
        `The predictor ${expression.name} has only one level (${levels[0]}) in the ${n} rows used.`,
        'There is nothing to compare; remove it from the model or check the rows left out.',
      );
    }
  }
}
