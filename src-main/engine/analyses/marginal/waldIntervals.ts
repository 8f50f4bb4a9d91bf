import type { Interval } from '../../../../src-shared/model/analyses/intervals.ts';
import type { ModelSpec } from '../../../../src-shared/model/modelSpec.ts';
import { coefficientTable } from '../../inference/coefficientTable.ts';
import type { MarginalFit } from '../../marginal/fitMarginal.ts';
import { marginalEstimates } from '../../marginal/marginalEstimates.ts';
import { residualParameters } from '../../marginal/residualCovariance.ts';
import { normalQuantile } from '../../numerics/distributions/normal.ts';
import { backTransformed } from '../intervals/waldIntervals.ts';
import { marginalParameters, marginalValues } from './parameters.ts';
import { randomGradients } from './randomGradients.ts';

/** An SD that could be e^20 times as large is zero but for rounding, and has no interval. */
const WIDEST = 20;

/** Wald intervals as those of `waldIntervals`; the parameters of the residual structure and the coefficients as in their tables. */
export function marginalWaldIntervals(fit: MarginalFit, spec: ModelSpec): Interval[] {
  const { level } = spec;
  const parameters = marginalParameters(fit);
  const values = marginalValues(fit);
  const estimates = marginalEstimates(fit, spec);
  const { covariance } = estimates.derivatives!;
  const quantile = normalQuantile((1 + level) / 2);
  const random = randomGradients(fit).map((gradient, i): Interval => {
    const half = quantile * Math.sqrt(covariance.form(gradient));
    const margin = half < WIDEST ? half : Number.NaN;
    return { parameter: parameters[i], ...backTransformed(parameters[i], values[i], margin, false) };
  });
  const rest = [
    ...residualParameters(fit, covariance, level),
    ...coefficientTable(fit.frame.fixed, fit.problem.kept, estimates, level),
  ];
  return [
    ...random,
    ...rest.map(({ lower, upper }, j): Interval => {
      const known = Number.isFinite(lower) && Number.isFinite(upper);
      return {
        parameter: parameters[random.length + j],
        estimate: values[random.length + j],
        lower,
        upper,
        remarks: known ? [] : ['lower-not-found', 'upper-not-found'],
      };
    }),
  ];
}
