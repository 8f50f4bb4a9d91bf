import type { IntervalParameter } from '../../../../src-shared/model/analyses/intervals.ts';
import type { ResidualParameter } from '../../../../src-shared/model/fitResult.ts';
import type { MarginalFit } from '../../marginal/fitMarginal.ts';
import type { MarginalPoint } from '../../marginal/marginalPoint.ts';
import { marginalPsi } from '../../marginal/randomEffects.ts';
import { residualParameters } from '../../marginal/residualCovariance.ts';
import { intervalParameters, writeParameters } from '../bootstrap/parameters.ts';

/**
 * The parameters of a model with a residual structure: by random term SDs and correlations, the parameters of the structure,
 * coefficients.
 */
export function marginalParameters(fit: MarginalPoint): IntervalParameter[] {
  const all = intervalParameters(fit.frame, fit.problem.kept);
  const sigma = all.findIndex(({ kind }) => kind === 'sigma');
  return [
    ...all.slice(0, sigma),
    ...ownParameters(fit).map(({ name, level }): IntervalParameter => ({
      kind: 'residual',
      name: level === null ? name : `${name} (${level})`,
      of: name,
      level,
    })),
    ...all.slice(sigma + 1),
  ];
}

/** Their values, in the units of the data. */
export function marginalValues(fit: MarginalPoint & Pick<MarginalFit, 'beta'>): Float64Array {
  const residual = ownParameters(fit);
  const psi = marginalPsi(fit);
  const nRandom = psi.reduce((sum, { length }) => sum + (length + Math.sqrt(length)) / 2, 0);
  const random = new Float64Array(nRandom + 1);
  writeParameters({ relative: psi, sigma: 1, beta: new Float64Array(0) }, random, 0);
  return Float64Array.from([
    ...random.subarray(0, nRandom),
    ...residual.map(({ estimate }) => estimate),
    ...fit.beta,
  ]);
}

/** Without standard errors. */
function ownParameters(fit: MarginalPoint): ResidualParameter[] {
  return residualParameters(fit, null, 0.95);
}
