import type { Column } from '../../src-shared/model/dataset.ts';
import type { CoefficientRow, FitResult } from '../../src-shared/model/fitResult.ts';
import { sleepstudyResult } from './reportSleepstudy.ts';

/** The sleep study's result with some members replaced. */
export function variant(changes: Partial<FitResult>): FitResult {
  return { ...sleepstudyResult(), ...changes };
}

/** A coefficient with an interval of two standard errors. */
export function coefficient(term: string, estimate: number, se: number, df = 20): CoefficientRow {
  const p = Math.abs(estimate / se) > 2 ? 0.012 : 0.34;
  return {
    term,
    label: term,
    estimate,
    se,
    df,
    t: estimate / se,
    p,
    lower: estimate - 2 * se,
    upper: estimate + 2 * se,
  };
}

export function numeric(name: string, values: readonly number[]): Column {
  return { kind: 'numeric', name, type: 'continuous', values: Float64Array.from(values) };
}

export function categorical(name: string, levels: readonly string[], codes: readonly number[]): Column {
  return { kind: 'categorical', name, type: 'nominal', levels, codes: Int32Array.from(codes) };
}

/** A result without groupings: the given coefficients on columns of the given values. */
export function leastSquares(
  columns: readonly Column[],
  fixed: readonly CoefficientRow[],
  changes: Partial<FitResult> = {},
): FitResult {
  const response = columns[0];
  const outcome = response.kind === 'numeric' ? response.values : new Float64Array(0);
  const fitted = outcome.map(() => 1);
  return variant({
    spec: { formula: `${response.name} ~ x`, method: 'OLS', df: 'residual', anova: 3, level: 0.95 },
    formula: `${response.name} ~ x`,
    response: response.name,
    method: 'OLS',
    dfMethod: 'residual',
    nObs: outcome.length,
    nGroups: {},
    fixed,
    anova: [],
    variance: [],
    ranef: [],
    effects: [],
    icc: null,
    fitted,
    population: fitted,
    residuals: outcome.map((value) => value - 1),
    frame: { rows: Int32Array.from(outcome, (_, i) => i), outcome, columns },
    ...changes,
  });
}

/** A variance at its limit: six batches that differ by no more than chance, and a finding beside it. */
export function singularResult(): FitResult {
  const levels = ['A', 'B', 'C', 'D', 'E', 'F'];
  const codes = Array.from({ length: 30 }, (_, i) => i % 6);
  const outcome = Float64Array.from(codes, (_, i) => 5 + ((i * 7) % 11) / 2);
  const mean = outcome.reduce((sum, value) => sum + value, 0) / outcome.length;
  const fitted = outcome.map(() => mean);
  const residuals = outcome.map((value) => value - mean);
  return variant({
    spec: { formula: 'Yield ~ 1 + (1 | Batch)', method: 'REML', df: 'satterthwaite', anova: 3, level: 0.95 },
    formula: 'Yield ~ 1 + (1 | Batch)',
    response: 'Yield',
    nObs: 30,
    droppedRows: { total: 2, byVariable: [{ variable: 'Yield', count: 2 }] },
    nGroups: { Batch: 6 },
    nParameters: 3,
    minus2LogLik: 161.828,
    logLik: -80.914,
    aic: 167.828,
    bic: 172.032,
    singular: true,
    certificate: {
      iterations: 2,
      evaluations: 4,
      decrement: 6.2e-12,
      gradientNorm: 4.1e-9,
      smallestEigenvalue: NaN,
      boundaryEigenvalue: 2.7,
      path: [167.41, 161.83, 161.828],
    },
    singularComponents: [{ group: 'Batch', terms: ['(Intercept)'], kind: 'zero-variance' }],
    notices: [
      { code: 'singular-fit', severity: 'caution', message: 'The fit is singular.' },
      {
        code: 'few-levels',
        severity: 'info',
        message: 'Batch has 6 levels; its variance is estimated from few of them.',
      },
    ],
    sigma: 1.6,
    theta: [0],
    fixed: [coefficient('(Intercept)', mean, 0.29, 29)],
    anova: [],
    variance: [
      { kind: 'variance', group: 'Batch', term: '(Intercept)', variance: 0, sd: 0, share: 0 },
      { kind: 'variance', group: 'Residual', term: null, variance: 2.56, sd: 1.6, share: 1 },
    ],
    r2: { marginal: 0, conditional: 0 },
    icc: { adjusted: 0, unadjusted: 0 },
    ranef: [
      {
        group: 'Batch',
        terms: ['(Intercept)'],
        levels,
        modes: levels.map(() => [0]),
        condVar: levels.map(() => [[0]]),
      },
    ],
    fitted,
    population: fitted,
    residuals,
    qq: {
      theoretical: outcome.map((_, i) => (i - 14.5) / 7.5),
      sample: residuals.map((value) => value / 1.6).sort(),
    },
    effects: [],
    frame: {
      rows: Int32Array.from(codes, (_, i) => i),
      outcome,
      columns: [
        { kind: 'numeric', name: 'Yield', type: 'continuous', values: outcome },
        categorical('Batch', levels, codes),
      ],
    },
  });
}

/** Least squares with a factor, a covariate and their interaction: heights of trees on two soils by age. */
export function treesResult(): FitResult {
  const codes = Array.from({ length: 40 }, (_, i) => i % 2);
  const age = Array.from({ length: 40 }, (_, i) => 3 + Math.floor(i / 4));
  const line = (soil: number, years: number) => 1.2 + 0.55 * years + soil * (-0.3 + 0.21 * years);
  const height = age.map((years, i) => line(codes[i], years) + (((i * 37) % 17) - 8) / 10);
  const fitted = Float64Array.from(age, (years, i) => line(codes[i], years));
  const residuals = Float64Array.from(height, (value, i) => value - fitted[i]);
  const ends = [3, 12];
  return leastSquares(
    [numeric('height', height), numeric('age', age), categorical('soil', ['clay', 'sand'], codes)],
    [
      coefficient('(Intercept)', 1.2, 0.19, 36),
      coefficient('age', 0.55, 0.024, 36),
      coefficient('soilsand', -0.3, 0.27, 36),
      coefficient('age:soilsand', 0.21, 0.034, 36),
    ],
    {
      formula: 'height ~ age * soil',
      anova: [
        { term: 'age', numDf: 1, denDf: 36, F: 1490.2, p: 1e-30, sumSq: 321.4, meanSq: 321.4 },
        { term: 'soil', numDf: 1, denDf: 36, F: 1.23, p: 0.274, sumSq: 0.265, meanSq: 0.265 },
        { term: 'age:soil', numDf: 1, denDf: 36, F: 38.1, p: 4e-7, sumSq: 8.22, meanSq: 8.22 },
        { term: 'Residuals', numDf: 36, denDf: NaN, F: NaN, p: NaN, sumSq: 7.77, meanSq: 0.216 },
      ],
      nParameters: 5,
      sigma: 0.465,
      r2: { marginal: 0.978, conditional: 0.978 },
      glance: {
        r2: 0.978,
        adjR2: 0.976,
        sigma: 0.465,
        F: 533.1,
        numDf: 3,
        denDf: 36,
        p: 1e-29,
        deviance: 7.77,
        dfResidual: 36,
      },
      diagnostics: {
        durbinWatson: 2.6,
        breuschPagan: { statistic: 1.1, df: 3, p: 0.777 },
        shapiroWilk: { W: 0.951, p: 0.083 },
      },
      fitted,
      population: fitted,
      residuals,
      qq: {
        theoretical: residuals.map((_, i) => (i - 19.5) / 9),
        sample: residuals.map((value) => value / 0.465).sort(),
      },
      effects: [
        {
          term: 'age:soil',
          x: { variable: 'age', kind: 'continuous' },
          curves: ['clay', 'sand'].map((soil, code) => ({
            by: [{ variable: 'soil', value: soil }],
            x: ends,
            estimate: ends.map((years) => line(code, years)),
            lower: ends.map((years) => line(code, years) - 0.3),
            upper: ends.map((years) => line(code, years) + 0.3),
          })),
          heldAt: [],
          clusters: null,
        },
      ],
    },
  );
}

/** 73,421 rows of made-up numbers, the same in every run: three crossed groupings as in InstEval. */
export function largeResult(): FitResult {
  const n = 73_421;
  const sizes = { s: 2972, d: 1128, dept: 14 };
  const next = generator();
  const groupings = Object.entries(sizes).map(([group, count]) => ({
    group,
    levels: Array.from({ length: count }, (_, i) => String(i + 1)),
    modes: Array.from({ length: count }, () => [next() - 0.5]),
    codes: Int32Array.from({ length: n }, () => Math.floor(next() * count)),
  }));
  const outcome = Float64Array.from({ length: n }, () => 1 + Math.floor(next() * 5));
  const fitted = Float64Array.from(
    { length: n },
    (_, i) => 3.2 + groupings.reduce((sum, { modes, codes }) => sum + modes[codes[i]][0], 0),
  );
  const residuals = outcome.map((value, i) => value - fitted[i]);
  const sorted = residuals.map((value) => value / 1.2).sort();
  return variant({
    formula: 'y ~ service + (1 | s) + (1 | d) + (1 | dept)',
    response: 'y',
    nObs: n,
    nGroups: sizes,
    fixed: [coefficient('(Intercept)', 3.28, 0.03), coefficient('service1', -0.093, 0.013)],
    anova: [{ term: 'service', numDf: 1, denDf: 25_300.4, F: 48.2, p: 1e-12 }],
    variance: [
      ...groupings.map(
        ({ group }) =>
          ({
            kind: 'variance',
            group,
            term: '(Intercept)',
            variance: 0.1,
            sd: Math.sqrt(0.1),
            share: 0.06,
          }) as const,
      ),
      { kind: 'variance', group: 'Residual', term: null, variance: 1.39, sd: 1.18, share: 0.82 },
    ],
    ranef: groupings.map(({ group, levels, modes }) => ({
      group,
      terms: ['(Intercept)'],
      levels,
      modes,
      condVar: levels.map(() => [[0.02]]),
    })),
    fitted,
    population: fitted,
    residuals,
    qq: { theoretical: sorted.map((_, i) => (6 * (i + 0.5)) / n - 3), sample: sorted },
    effects: [
      {
        term: 'service',
        x: { variable: 'service', kind: 'factor' },
        curves: [{ by: [], x: ['0', '1'], estimate: [3.28, 3.19], lower: [3.22, 3.12], upper: [3.34, 3.25] }],
        heldAt: [],
        clusters: {
          group: 's',
          lines: groupings[0].levels.map((level, j) => ({
            level,
            x: ['0', '1'],
            fitted: [3.28 + groupings[0].modes[j][0], 3.19 + groupings[0].modes[j][0]],
          })),
        },
      },
    ],
    frame: {
      rows: Int32Array.from({ length: n }, (_, i) => i),
      outcome,
      columns: [
        { kind: 'numeric', name: 'y', type: 'continuous', values: outcome },
        {
          kind: 'categorical',
          name: 'service',
          type: 'nominal',
          levels: ['0', '1'],
          codes: Int32Array.from(outcome, (value) => value % 2),
        },
        ...groupings.map(
          ({ group, levels, codes }) =>
            ({ kind: 'categorical', name: group, type: 'nominal', levels, codes }) as const,
        ),
      ],
    },
  });
}

/** Park and Miller's minimal standard generator: the same numbers everywhere. */
function generator(): () => number {
  let state = 20_240_101;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
