import type { Certificate, FitResult, Progress } from '../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../src-shared/model/modelSpec.ts';
import type { Notice } from '../../src-shared/model/notice.ts';
import type { ModelFrame } from './frame/modelFrame.ts';
import { coefficientTable } from './inference/coefficientTable.ts';
import type { Estimates } from './inference/estimates.ts';
import { fitOls } from './ols/fitOls.ts';
import type { OlsFit } from './ols/fitOls.ts';
import { glance } from './ols/glance.ts';
import { olsAnova } from './ols/olsAnova.ts';
import { breuschPagan } from './postfit/breuschPagan.ts';
import { durbinWatson } from './postfit/durbinWatson.ts';
import { effects } from './postfit/effects/effects.ts';
import { populationMeans } from './postfit/predictions.ts';
import { quantilePlot } from './postfit/quantilePlot.ts';
import { shapiroWilk } from './postfit/shapiroWilk.ts';
import { varianceTable } from './postfit/varianceTable.ts';

const NOTHING_ITERATED: Certificate = {
  iterations: 0,
  evaluations: 0,
  decrement: Number.NaN,
  gradientNorm: Number.NaN,
  smallestEigenvalue: Number.NaN,
  boundaryEigenvalue: Number.NaN,
  path: [],
};

/** A linear model without groupings, by least squares. */
export function* analyseOls(
  frame: ModelFrame,
  spec: ModelSpec,
  clock: () => number,
  started: number,
): Generator<Progress, FitResult> {
  const fit = fitOls(frame);
  const fitted = clock();
  yield { stage: 'inference', iteration: 0, criterion: -2 * fit.logLik };
  const { n, weights } = frame;
  const p = fit.kept.length;
  const estimates: Estimates = {
    beta: fit.beta,
    vcov: fit.vcov,
    derivatives: null,
    dfResidual: fit.dfResidual,
    dfMethod: spec.df,
  };
  const whole = glance(frame, fit);
  // As lmtest does: on the residuals as they are, without weights.
  const X = new Float64Array(n * p);
  fit.kept.forEach((column, j) => {
    X.set(frame.fixed.X.subarray(column * n, (column + 1) * n), j * n);
  });
  const qq = quantilePlot(fit.residuals, weights, fit.sigma);
  return {
    spec,
    formula: frame.formula,
    response: frame.response,
    method: 'OLS',
    dfMethod: spec.df,
    nObs: n,
    droppedRows: frame.droppedRows,
    nGroups: {},
    nParameters: fit.nParameters,
    minus2LogLik: -2 * fit.logLik,
    logLik: fit.logLik,
    aic: fit.aic,
    bic: fit.bic,
    converged: true,
    singular: false,
    singularComponents: [],
    certificate: NOTHING_ITERATED,
    sigma: fit.sigma,
    theta: [],
    fixed: coefficientTable(frame.fixed, fit.kept, estimates, spec.level),
    vcov: rowsOf(fit.vcov, p),
    anovaType: spec.anova,
    anova: olsAnova(frame.fixed, fit, spec.anova, weights),
    variance: varianceTable(frame, [], fit.sigma ** 2),
    r2: { marginal: whole.r2, conditional: whole.r2 },
    icc: null,
    glance: whole,
    diagnostics: {
      durbinWatson: durbinWatson(fit.residuals),
      breuschPagan: breuschPagan(X, n, p, fit.residuals),
      shapiroWilk: shapiroWilk(fit.residuals),
    },
    ranef: [],
    fitted: fit.fitted,
    population: populationMeans(frame, fit.kept, fit.beta),
    residuals: fit.residuals,
    ...(qq ? { qq } : {}),
    effects: effects(frame, fit.qr, estimates, [], spec.level),
    frame: { rows: frame.rows, outcome: frame.y, columns: frame.columns },
    notices: [...frame.notices, ...fit.notices, ...perfectFitNotice(frame, fit)],
    timing: { fitMs: fitted - started, inferenceMs: clock() - fitted },
  };
}

/** Residual variation below this share of the fitted values' size is rounding error. */
const ROUNDING = 1e-12;

function perfectFitNotice({ response }: ModelFrame, { fitted, residuals, dfResidual }: OlsFit): Notice[] {
  if (dfResidual === 0) {
    return [
      {
        code: 'no-residual-df',
        severity: 'serious',
        message: `There are as many coefficients as rows: the model reproduces ${response}, and nothing is left to judge its uncertainty by.`,
      },
    ];
  }
  const largest = (values: Float64Array): number =>
    values.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  if (largest(residuals) > ROUNDING * largest(fitted)) return [];
  return [
    {
      code: 'perfect-fit',
      severity: 'serious',
      message:
        `The predictors reproduce ${response} exactly; what is left is rounding error. Standard errors, tests and p-values ` +
        'mean nothing here: check whether a predictor is a copy or a recoding of the outcome.',
    },
  ];
}

/** A p x p column-major symmetric matrix as rows. */
export function rowsOf(matrix: Float64Array, p: number): number[][] {
  return Array.from({ length: p }, (_, i) => Array.from(matrix.subarray(i * p, (i + 1) * p)));
}
