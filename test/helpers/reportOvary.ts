import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { tQuantile, tTwoSided } from '../../src-main/engine/numerics/distributions/studentT.ts';
import type { FitResult } from '../../src-shared/model/fitResult.ts';
import { residualPart } from './reportResidual.ts';
import { categorical, numeric, variant } from './reportVariants.ts';

const root = new URL('../reference/cases/lme-ovary-ar1.json', import.meta.url);
const dataFile = new URL('../../src-main/examples/data/ovary.csv', import.meta.url);

/** Degrees of freedom of the coefficients, about as Satterthwaite's; the reference case has none. */
const dfs = [10.4, 71.2, 76.9];

interface Expected {
  readonly minus2LogLik: number;
  readonly fixed: readonly { readonly term: string; readonly estimate: number; readonly se: number }[];
  readonly sigma: number;
  readonly correlationParameters: { readonly Phi: number };
  readonly varCorrPrinted: { readonly '(Intercept)': { readonly Variance: string } };
}

/**
 * The result of `follicles ~ s + c + (1 | Mare)` with AR(1) residuals within the mares by REML, made of nlme's
 * estimates (the reference case) and the data, without the engine.
 */
export function ovaryResult(): FitResult {
  const { expected } = JSON.parse(readFileSync(root, 'utf8')) as { expected: Expected };
  const { data } = Papa.parse<Record<string, string>>(readFileSync(dataFile, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  const column = (name: string) => Float64Array.from(data, (row) => Number(row[name]));
  const [follicles, s, c, visit] = ['follicles', 's', 'c', 'visit'].map(column);
  const mares = [...new Set(data.map((row) => row['Mare']))];
  const mare = Int32Array.from(data, (row) => mares.indexOf(row['Mare']));
  const { sigma } = expected;
  const rho = expected.correlationParameters.Phi;
  const psi = Number(expected.varCorrPrinted['(Intercept)'].Variance);
  const [b0, b1, b2] = expected.fixed.map(({ estimate }) => estimate);
  const population = follicles.map((_, i) => b0 + b1 * s[i] + b2 * c[i]);
  const occasions = [...new Set(visit)].sort((a, b) => a - b);
  const covariance = occasions.map((a) => occasions.map((b) => sigma ** 2 * rho ** Math.abs(a - b)));
  const modes = mares.map((_, j) => {
    const rows = [...mare.keys()].filter((i) => mare[i] === j);
    // 1'R^-1 r and 1'R^-1 1 of an AR(1) of equally spaced rows
    const weights = rows.map((_, k) => (k === 0 || k === rows.length - 1 ? 1 : 1 - rho));
    const scale = sigma ** 2 * (1 + rho);
    const total = (values: readonly number[]) =>
      values.reduce((sum, value, k) => sum + weights[k] * value, 0) / scale;
    const precision = total(rows.map(() => 1)) + 1 / psi;
    return {
      mode: total(rows.map((i) => follicles[i] - population[i])) / precision,
      variance: 1 / precision,
    };
  });
  const fitted = population.map((value, i) => value + modes[mare[i]].mode);
  const residuals = follicles.map((value, i) => value - fitted[i]);
  const formula = 'follicles ~ s + c + (1 | Mare)';
  const nParameters = 6;
  const explained = variance(population);
  const total = psi + sigma ** 2;
  const parameter = (name: string, estimate: number, se: number, lower: number, upper: number) => ({
    level: null,
    name,
    estimate,
    se,
    lower,
    upper,
  });
  return variant({
    spec: {
      formula,
      method: 'REML',
      df: 'satterthwaite',
      anova: 3,
      level: 0.95,
      residual: { structure: 'ar1', subject: ['Mare'], time: 'visit' },
    },
    formula,
    response: 'follicles',
    nObs: data.length,
    nGroups: { Mare: mares.length },
    nParameters,
    minus2LogLik: expected.minus2LogLik,
    logLik: -expected.minus2LogLik / 2,
    aic: expected.minus2LogLik + 2 * nParameters,
    bic: expected.minus2LogLik + Math.log(data.length) * nParameters,
    certificate: {
      iterations: 6,
      evaluations: 7,
      decrement: 8.3e-12,
      gradientNorm: 4.4e-6,
      smallestEigenvalue: 0.38,
      boundaryEigenvalue: NaN,
      path: [1588.2, 1551.3, expected.minus2LogLik],
    },
    sigma,
    theta: [Math.sqrt(psi) / sigma],
    fixed: expected.fixed.map((row, k) => {
      const t = row.estimate / row.se;
      const reach = tQuantile(0.975, dfs[k]) * row.se;
      return {
        ...row,
        label: row.term,
        df: dfs[k],
        t,
        p: tTwoSided(t, dfs[k]),
        lower: row.estimate - reach,
        upper: row.estimate + reach,
      };
    }),
    anova: expected.fixed.slice(1).map(({ term, estimate, se }, k) => {
      const t = estimate / se;
      return { term, numDf: 1, denDf: dfs[k + 1], F: t * t, p: tTwoSided(t, dfs[k + 1]) };
    }),
    variance: [
      {
        kind: 'variance',
        group: 'Mare',
        term: '(Intercept)',
        variance: psi,
        sd: Math.sqrt(psi),
        share: psi / total,
      },
      {
        kind: 'variance',
        group: 'Residual',
        term: null,
        variance: sigma ** 2,
        sd: sigma,
        share: sigma ** 2 / total,
      },
    ],
    r2: { marginal: explained / (explained + total), conditional: (explained + psi) / (explained + total) },
    icc: { adjusted: psi / total, unadjusted: psi / (explained + total) },
    ranef: [
      {
        group: 'Mare',
        terms: ['(Intercept)'],
        levels: mares,
        modes: modes.map(({ mode }) => [mode]),
        condVar: modes.map((one) => [[one.variance]]),
      },
    ],
    fitted,
    population,
    residuals,
    ...residualPart({
      residuals,
      subject: mare,
      occasion: Int32Array.from(visit, (value) => occasions.indexOf(value)),
      occasions: occasions.map(String),
      groups: [{ level: null, covariance }],
      group: new Int32Array(data.length),
      parameters: [
        parameter('variance', sigma ** 2, 1.96, 10.1, 17.88),
        parameter('correlation at lag 1', rho, 0.0561, 0.4859, 0.7059),
      ],
    }),
    effects: [],
    frame: {
      rows: Int32Array.from(data, (_, i) => i),
      outcome: follicles,
      columns: [
        numeric('follicles', [...follicles]),
        numeric('s', [...s]),
        numeric('c', [...c]),
        categorical('Mare', mares, [...mare]),
        numeric('visit', [...visit]),
      ],
    },
    notices: [],
    timing: { fitMs: 1.9, inferenceMs: 0.8 },
  });
}

function variance(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
