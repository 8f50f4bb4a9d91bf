import type { FittedStructure } from '../../../../src-shared/model/analyses/structures.ts';
import type { FitResult, ResidualCovariance } from '../../../../src-shared/model/fitResult.ts';
import { limitCodes } from '../../marginal/parametersAtLimit.ts';
import { informationCriteria } from './informationCriteria.ts';
import type { Candidate } from './candidates.ts';

/**
 * What a comparison keeps of the fit of one structure.
 *
 * @param minus2LogLik of the model's method, also where the fit is one by least squares
 */
export function fittedStructure(
  { structure, residual }: Candidate,
  fit: FitResult,
  { minus2LogLik, reml, nSubjects }: { minus2LogLik: number; reml: boolean; nSubjects: number },
): FittedStructure {
  const nFixed = fit.fixed.length;
  const nCovariance = fit.nParameters - nFixed;
  const codes = new Set(fit.notices.map(({ code }) => code));
  return {
    structure,
    residual,
    method: fit.method,
    nParameters: fit.nParameters,
    nCovarianceParameters: nCovariance,
    minus2LogLik,
    ...informationCriteria({ minus2LogLik, reml, nObs: fit.nObs, nSubjects, nFixed, nCovariance }),
    converged: fit.converged,
    singular: fit.singular || [...codes].some((code) => limitCodes.has(code)),
    identified: !codes.has('not-identified') && !codes.has('competing-covariances'),
    ...spread(fit),
    fixed: fit.fixed.map(({ term, estimate, se, df, p, lower, upper }) => ({
      term,
      estimate,
      se,
      df,
      p,
      lower,
      upper,
    })),
  };
}

function spread({ sigma, residualCovariance }: FitResult): Pick<FittedStructure, 'sd' | 'correlation'> {
  if (residualCovariance === undefined) return { sd: [sigma, sigma], correlation: null };
  const correlations = correlationsOf(residualCovariance);
  const sds = sdsOf(residualCovariance);
  return {
    sd: sds.length === 0 ? [sigma, sigma] : rangeOf(sds),
    correlation: correlations.every((value) => value === 0) ? null : rangeOf(correlations),
  };
}

function sdsOf({ matrices, parameters }: ResidualCovariance): number[] {
  if (matrices.length > 0)
    return matrices.flatMap(({ covariance }) => covariance.map((row, t) => Math.sqrt(row[t])));
  return parameters.flatMap(({ name, estimate }) =>
    name.startsWith('variance') ? [Math.sqrt(estimate)] : [],
  );
}

/** Of too many occasions for a matrix those by distance. */
function correlationsOf({ matrices, lags }: ResidualCovariance): number[] {
  if (matrices.length === 0) return lags.map(({ fitted }) => fitted);
  return matrices.flatMap(({ correlation }) => correlation.flatMap((row, t) => row.slice(0, t)));
}

function rangeOf(values: readonly number[]): readonly [number, number] {
  return values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
}
