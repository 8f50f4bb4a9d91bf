import type { FitResult } from '../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../src-shared/model/modelSpec.ts';
import { rowsOf } from './analyseOls.ts';
import type { ModelFrame } from './frame/modelFrame.ts';
import { anovaTable } from './inference/anovaTable.ts';
import { coefficientTable } from './inference/coefficientTable.ts';
import type { Estimates } from './inference/estimates.ts';
import { termHypotheses } from './inference/termHypotheses.ts';
import type { ScaledProblem } from './lmm/problem.ts';
import { effects } from './postfit/effects/effects.ts';
import { populationMeans, randomParts } from './postfit/predictions.ts';
import { r2Nakagawa } from './postfit/r2.ts';
import { varianceTable } from './postfit/varianceTable.ts';

/** What a fit by REML or ML found, as far as its result is the same for all ways of fitting. */
export interface FittedParts {
  readonly problem: ScaledProblem;
  readonly estimates: Estimates;
  /** Covariance parameters. */
  readonly nCovariances: number;
  readonly minus2LogLik: number;
  /** Per random term, k x k: Cov(b). */
  readonly psi: readonly Float64Array[];
  /** Per random term: levels x k conditional modes, column-major. */
  readonly modes: readonly Float64Array[];
  /** Residual variance of an observation of weight 1; their mean where they differ. */
  readonly residualVariance: number;
}

/** The members of a result that follow from those parts. */
type SharedMember =
  | 'spec'
  | 'formula'
  | 'response'
  | 'method'
  | 'dfMethod'
  | 'nObs'
  | 'droppedRows'
  | 'nGroups'
  | 'nParameters'
  | 'minus2LogLik'
  | 'logLik'
  | 'aic'
  | 'bic'
  | 'fixed'
  | 'vcov'
  | 'anovaType'
  | 'anova'
  | 'variance'
  | 'r2'
  | 'glance'
  | 'diagnostics'
  | 'fitted'
  | 'population'
  | 'residuals'
  | 'effects'
  | 'frame';

/** What mixed models and models with a residual structure say alike. */
export function mixedResult(
  frame: ModelFrame,
  spec: ModelSpec,
  { problem, estimates, nCovariances, minus2LogLik, psi, modes, residualVariance }: FittedParts,
): Pick<FitResult, SharedMember> {
  const { n } = frame;
  const { kept, qr } = problem;
  const { beta } = estimates;
  const population = populationMeans(frame, kept, beta);
  const deviations = randomParts(frame, modes);
  const fitted = population.map((value, i) => value + deviations[i]);
  const nParameters = qr.rank + nCovariances;
  return {
    spec,
    formula: frame.formula,
    response: frame.response,
    method: spec.method,
    dfMethod: spec.df,
    nObs: n,
    droppedRows: frame.droppedRows,
    nGroups: Object.fromEntries(frame.random.map(({ group, levels }) => [group, levels.length])),
    nParameters,
    minus2LogLik,
    logLik: -minus2LogLik / 2,
    aic: minus2LogLik + 2 * nParameters,
    bic: minus2LogLik + Math.log(n) * nParameters,
    fixed: coefficientTable(frame.fixed, kept, estimates, spec.level),
    vcov: rowsOf(estimates.vcov, qr.rank),
    anovaType: spec.anova,
    anova: anovaTable(termHypotheses(frame, qr, spec.anova), estimates),
    variance: varianceTable(frame, psi, residualVariance),
    r2: r2Nakagawa(frame, kept, beta, psi, residualVariance),
    glance: null,
    diagnostics: null,
    fitted,
    population,
    residuals: frame.y.map((value, i) => value - fitted[i]),
    effects: effects(frame, qr, estimates, modes, spec.level),
    frame: { rows: frame.rows, outcome: frame.y, columns: frame.columns },
  };
}
