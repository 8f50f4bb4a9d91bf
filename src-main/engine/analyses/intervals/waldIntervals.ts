import type {
  Interval,
  IntervalParameter,
  IntervalRemark,
} from '../../../../src-shared/model/analyses/intervals.ts';
import type { DfMethod } from '../../../../src-shared/model/modelSpec.ts';
import type { ModelFrame } from '../../frame/modelFrame.ts';
import { coefficientTable } from '../../inference/coefficientTable.ts';
import { relativeCovariances } from '../../lmm/dataUnits.ts';
import type { LmmFit } from '../../lmm/fitLmm.ts';
import { fixedEstimates } from '../../lmm/fixedEstimates.ts';
import { notIdentified } from '../../lmm/notIdentified.ts';
import { vcovDerivatives } from '../../lmm/vcovDerivatives.ts';
import { normalQuantile } from '../../numerics/distributions/normal.ts';
import { intervalParameters, writeParameters } from '../bootstrap/parameters.ts';
import { transformedGradients } from './transformedGradients.ts';

/**
 * Wald intervals: those of the coefficients as in their table, those of SDs on the log scale and of correlations on
 * Fisher's (atanh), where the estimates are closer to normal, from the exact Hessian of the criterion by the delta
 * method. A component at its limit has none: there is no normal distribution around it.
 *
 * Source: Pinheiro & Bates 2000, Mixed-Effects Models in S and S-PLUS, section 2.4.3 (as nlme::intervals).
 *
 * @param level confidence level
 */
export function waldIntervals(frame: ModelFrame, fit: LmmFit, df: DfMethod, level: number): Interval[] {
  const { criterion, sigma, beta } = fit;
  const { kept } = fit.problem;
  const parameters = intervalParameters(frame, kept);
  const { derivatives, certificate } = vcovDerivatives(fit);
  const estimates = new Float64Array(parameters.length);
  writeParameters({ relative: relativeCovariances(criterion), sigma, beta }, estimates, 0);
  const quantile = normalQuantile((1 + level) / 2);
  const flat = notIdentified(certificate);
  const components = transformedGradients(criterion).map((gradient, i): Interval => {
    const se = Math.sqrt(derivatives.covariance.form(gradient));
    return { parameter: parameters[i], ...backTransformed(parameters[i], estimates[i], se * quantile, flat) };
  });
  const rows = coefficientTable(frame.fixed, kept, fixedEstimates(fit, df, derivatives), level);
  const coefficients = rows.map(({ estimate, lower, upper }, j): Interval => ({
    parameter: parameters[components.length + j],
    estimate,
    lower,
    upper,
    remarks: [],
  }));
  return [...components, ...coefficients];
}

/** @param margin on the scale of the interval; NaN at a limit */
export function backTransformed(
  { kind }: IntervalParameter,
  estimate: number,
  margin: number,
  flat: boolean,
): Omit<Interval, 'parameter'> {
  if (flat || !Number.isFinite(margin)) {
    const remarks: IntervalRemark[] = flat ? ['lower-not-found', 'upper-not-found'] : ['estimate-at-limit'];
    return { estimate, lower: Number.NaN, upper: Number.NaN, remarks };
  }
  if (kind === 'correlation') {
    const z = Math.atanh(estimate);
    return { estimate, lower: Math.tanh(z - margin), upper: Math.tanh(z + margin), remarks: [] };
  }
  const factor = Math.exp(margin);
  return { estimate, lower: estimate / factor, upper: estimate * factor, remarks: [] };
}
