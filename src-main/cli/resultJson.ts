import type { SavedPart } from '../app/fitFile/schema.ts';
import { answerJson } from './answerJson.ts';
import type { Answered } from './answerQuestions.ts';
import type { ResidualCovariance, VarianceRow } from '../../src-shared/model/fitResult.ts';

/**
 * The result as the command line prints it: plain values in a fixed order of members. NaN and Infinity are
 * left in place; JSON writes both as null, "a number that does not exist".
 */
export function resultJson(
  { result, answers }: Answered,
  save: readonly SavedPart[],
  readMs: number,
): object {
  const { certificate } = result;
  return {
    method: result.method,
    minus2LogLik: result.minus2LogLik,
    logLik: result.logLik,
    aic: result.aic,
    bic: result.bic,
    nObs: result.nObs,
    nDropped: result.droppedRows.total,
    nParameters: result.nParameters,
    converged: result.converged,
    singular: result.singular,
    sigma: result.sigma,
    theta: result.theta,
    nGroups: result.nGroups,
    optimizer: {
      iterations: certificate.iterations,
      evaluations: certificate.evaluations,
      gradientNorm: certificate.gradientNorm,
    },
    timing: { readMs, ...result.timing },
    fixed: result.fixed,
    vcov: result.vcov,
    anova: result.anova,
    variance: result.variance.map(varianceJson),
    ...(result.residualCovariance && residualJson(result.residualCovariance)),
    r2: result.r2,
    ...(result.icc && { icc: result.icc }),
    ...(result.glance && { glance: result.glance }),
    ...(result.diagnostics && { diagnostics: result.diagnostics }),
    ...(Object.assign({}, ...answers.map(answerJson)) as object),
    ...(save.includes('ranef') && { ranef: result.ranef }),
    ...(save.includes('fitted') && { fitted: Array.from(result.fitted) }),
    ...(save.includes('population') && { population: Array.from(result.population) }),
    ...(save.includes('residuals') && { residuals: Array.from(result.residuals) }),
    notices: result.notices,
  };
}

function varianceJson(row: VarianceRow): object {
  if (row.kind === 'covariance') {
    const { group, term, term2, covariance, correlation, share } = row;
    return { group, term, term2, covariance, correlation, share };
  }
  const { group, term, variance, sd, share } = row;
  return { group, ...(term !== null && { term }), variance, sd, share };
}

/**
 * A matrix by rows, or one for each level of the grouping of parameters; none where the result has none. The names of
 * parameters of a level end with the level.
 */
function residualJson({ matrices, parameters }: ResidualCovariance): object {
  const [first] = matrices;
  const byLevel = matrices.map(({ level, covariance }) => [level ?? '', covariance] as const);
  return {
    ...(first !== undefined && {
      residualCovariance: first.level === null ? first.covariance : Object.fromEntries(byLevel),
    }),
    residualParameters: Object.fromEntries(
      parameters.map(({ level, name, estimate }) => [level === null ? name : `${name} (${level})`, estimate]),
    ),
  };
}
