import { expandFormula } from '../../../../src-shared/formula/expand.ts';
import { parseFormula } from '../../../../src-shared/formula/parse.ts';
import { printTerms } from '../../../../src-shared/formula/print.ts';
import type {
  FocalCoefficient,
  SimplerModel,
  SimplerModels,
} from '../../../../src-shared/model/analyses/simplerModels.ts';
import { AppError } from '../../../../src-shared/model/appError.ts';
import { findColumn } from '../../../../src-shared/model/dataset.ts';
import type { Dataset } from '../../../../src-shared/model/dataset.ts';
import type { FitResult, Progress } from '../../../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../../../src-shared/model/modelSpec.ts';
import { analyse } from '../../analyse.ts';
import { buildModelFrame } from '../../frame/buildModelFrame.ts';
import { aicOf, withoutRandomPart } from '../comparedModel.ts';
import { fitFrame } from '../fitFrame.ts';
import { simplifications } from './simplifications.ts';

/**
 * For a singular fit the models without what is at its limit, fitted to the same rows by the same method and with the
 * same standard errors, and what becomes of the coefficients.
 *
 * @throws AppError `needs-random-part` for a model by least squares; what `analyse` throws for the whole model
 */
export function* simplerModels(dataset: Dataset, spec: ModelSpec): Generator<Progress, SimplerModels> {
  const { method } = spec;
  if (method === 'OLS') {
    throw new AppError(
      'needs-random-part',
      'Only the random part of a mixed model can be at its limit; this model is fitted by least squares.',
      'Choose REML or ML and add a random term such as (1 | group).',
    );
  }
  const result = yield* analyse(dataset, spec);
  // Exactly the rows used, also by a model without the variable that made rows drop out.
  const rows: Dataset = { name: dataset.name, nRows: result.nObs, columns: result.frame.columns };
  const terms = expandFormula(parseFormula(spec.formula));
  const levelsOf = (name: string) => {
    const column = findColumn(rows, name);
    return column?.kind === 'categorical' ? column.levels : undefined;
  };
  const parts = simplifications(terms, result.singularComponents, levelsOf, result.nObs);

  const models: SimplerModel[] = [];
  for (const { leftOut, randomTerms } of parts) {
    const linear = randomTerms.length === 0 && spec.residual === undefined;
    const simpler: ModelSpec = {
      ...spec,
      formula: printTerms({ ...terms, randomTerms }),
      method: linear ? 'OLS' : method,
    };
    const fit = yield* analyse(rows, simpler);
    yield { ...inferenceOf(fit), work: { done: models.length + 1, total: parts.length } };
    const fixed = coefficientsOf(fit);
    models.push({
      leftOut,
      method: fit.method,
      ...summaryOf(fit),
      ...(linear ? yield* linearCriterion(rows, spec) : {}),
      ...changes(coefficientsOf(result), fixed),
    });
  }
  return { kind: 'simplerModels', method, original: summaryOf(result), models };
}

function summaryOf(fit: FitResult): SimplerModels['original'] {
  const { formula, nParameters, minus2LogLik, aic, converged, singularComponents } = fit;
  return {
    formula,
    nParameters,
    minus2LogLik,
    aic,
    converged,
    singularComponents,
    fixed: coefficientsOf(fit),
  };
}

function coefficientsOf({ fixed }: FitResult): FocalCoefficient[] {
  return fixed.map(({ term, estimate, se }) => ({ term, estimate, se }));
}

function inferenceOf({ minus2LogLik }: FitResult): Progress {
  return { stage: 'inference', iteration: 0, criterion: minus2LogLik };
}

/** The criterion of the mixed model without its random part: least squares know no REML. */
function* linearCriterion(
  rows: Dataset,
  spec: ModelSpec,
): Generator<Progress, { minus2LogLik: number; aic: number }> {
  const fit = yield* fitFrame(buildModelFrame(rows, spec), spec.method === 'REML');
  try {
    const linear = withoutRandomPart(fit);
    return { minus2LogLik: linear.minus2LogLik, aic: aicOf(linear) };
  } finally {
    fit.release();
  }
}

/** How far the coefficients move; the fixed part is the same, and so are its columns. */
function changes(
  original: readonly FocalCoefficient[],
  fixed: readonly FocalCoefficient[],
): Pick<SimplerModel, 'largestShift' | 'largestSeChange'> {
  const pairs = original.map((own, j) => ({ own, other: fixed[j] }));
  const slopes = pairs.filter(({ own }) => own.term !== '(Intercept)');
  const focal = slopes.length > 0 ? slopes : pairs;
  return {
    largestShift: Math.max(
      ...focal.map(({ own, other }) => Math.abs(other.estimate - own.estimate) / own.se),
    ),
    largestSeChange: Math.max(...focal.map(({ own, other }) => Math.abs(other.se / own.se - 1))),
  };
}
