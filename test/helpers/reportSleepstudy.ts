import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { normalQuantile } from '../../src-main/engine/numerics/distributions/normal.ts';
import { tQuantile } from '../../src-main/engine/numerics/distributions/studentT.ts';
import type { FitResult } from '../../src-shared/model/fitResult.ts';

const root = new URL('../reference/', import.meta.url);

/** Names of the three variables, so that a report can be made with any others. */
export interface SleepstudyNames {
  readonly response: string;
  readonly predictor: string;
  readonly group: string;
}

interface Expected {
  readonly minus2LogLik: number;
  readonly logLik: number;
  readonly aic: number;
  readonly bic: number;
  readonly sigma: number;
  readonly theta: readonly number[];
  readonly vcovFixed: readonly (readonly number[])[];
  readonly fixedSatterthwaite: readonly {
    term: string;
    estimate: number;
    se: number;
    df: number;
    t: number;
    p: number;
  }[];
  readonly anovaSatterthwaiteType3: FitResult['anova'];
  readonly icc: { adjusted: number; unadjusted: number };
  readonly r2Nakagawa: { marginal: number; conditional: number };
}

/**
 * The result of `Reaction ~ Days + (Days | Subject)` by REML, made of lme4's estimates (the reference case) and
 * the data, without the engine: a report can be tested on its own. Times are fixed.
 *
 * @param quote how a name stands in a formula
 */
export function sleepstudyResult(
  names: SleepstudyNames = { response: 'Reaction', predictor: 'Days', group: 'Subject' },
  levelName: (level: string) => string = (level) => level,
  quote: (name: string) => string = (name) => name,
): FitResult {
  const { expected } = JSON.parse(
    readFileSync(new URL('cases/lmer-sleepstudy-slope.json', root), 'utf8'),
  ) as { expected: Expected };
  const { data } = Papa.parse<Record<string, string>>(
    readFileSync(new URL('../../src-main/examples/data/sleepstudy.csv', root), 'utf8'),
    {
      header: true,
      skipEmptyLines: true,
    },
  );
  const y = Float64Array.from(data, (row) => Number(row['Reaction']));
  const x = Float64Array.from(data, (row) => Number(row['Days']));
  const levels = [...new Set(data.map((row) => row['Subject']))].sort();
  const codes = Int32Array.from(data, (row) => levels.indexOf(row['Subject']));
  const [b0, b1] = expected.fixedSatterthwaite.map((row) => row.estimate);
  const { sigma } = expected;
  const [l00, l10, l11] = expected.theta.map((value) => value * sigma);
  const psi = { a: l00 * l00, b: l00 * l10, c: l10 * l10 + l11 * l11 };

  const { modes, condVar } = conditionalModes(y, x, codes, levels.length, b0, b1, psi, sigma ** 2);
  const population = x.map((days) => b0 + b1 * days);
  const fitted = population.map((value, i) => value + modes[codes[i]][0] + modes[codes[i]][1] * x[i]);
  const residuals = y.map((value, i) => value - fitted[i]);
  const shown = levels.map(levelName);
  const { response, predictor, group } = names;
  const days = Array.from({ length: 10 }, (_, i) => i);
  const [[v00, v01], [, v11]] = expected.vcovFixed;
  const meanSquare = x.reduce((sum, value) => sum + value * value, 0) / x.length;
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  const parts = [psi.a, psi.c * meanSquare, 2 * psi.b * mean, sigma ** 2];
  const total = parts.reduce((sum, value) => sum + value, 0);
  const term = quote(predictor);

  return {
    spec: {
      formula: `${quote(response)} ~ ${term} + (${term} | ${quote(group)})`,
      method: 'REML',
      df: 'satterthwaite',
      anova: 3,
      level: 0.95,
    },
    formula: `${quote(response)} ~ ${term} + (${term} | ${quote(group)})`,
    response: quote(response),
    method: 'REML',
    dfMethod: 'satterthwaite',
    nObs: 180,
    droppedRows: { total: 0, byVariable: [] },
    nGroups: { [group]: 18 },
    nParameters: 6,
    minus2LogLik: expected.minus2LogLik,
    logLik: expected.logLik,
    aic: expected.aic,
    bic: expected.bic,
    converged: true,
    singular: false,
    singularComponents: [],
    certificate: {
      iterations: 5,
      evaluations: 7,
      decrement: 2.1e-13,
      gradientNorm: 3.4e-7,
      smallestEigenvalue: 0.61,
      boundaryEigenvalue: NaN,
      path: [1750.21, 1743.9, expected.minus2LogLik],
    },
    sigma,
    theta: expected.theta,
    fixed: expected.fixedSatterthwaite.map((row, k) => {
      const reach = tQuantile(0.975, row.df) * row.se;
      const own = k === 0 ? { term: row.term, label: 'Intercept' } : { term, label: predictor };
      return { ...row, ...own, lower: row.estimate - reach, upper: row.estimate + reach };
    }),
    vcov: expected.vcovFixed,
    anovaType: 3,
    anova: expected.anovaSatterthwaiteType3.map((row) => ({ ...row, term })),
    variance: [
      {
        kind: 'variance',
        group,
        term: '(Intercept)',
        variance: psi.a,
        sd: Math.sqrt(psi.a),
        share: parts[0] / total,
      },
      { kind: 'variance', group, term, variance: psi.c, sd: Math.sqrt(psi.c), share: parts[1] / total },
      {
        kind: 'covariance',
        group,
        term: '(Intercept)',
        term2: term,
        covariance: psi.b,
        correlation: psi.b / Math.sqrt(psi.a * psi.c),
        share: parts[2] / total,
      },
      {
        kind: 'variance',
        group: 'Residual',
        term: null,
        variance: sigma ** 2,
        sd: sigma,
        share: parts[3] / total,
      },
    ],
    r2: expected.r2Nakagawa,
    icc: expected.icc,
    glance: null,
    diagnostics: null,
    ranef: [{ group, terms: ['(Intercept)', term], levels: shown, modes, condVar }],
    fitted,
    population,
    residuals,
    qq: {
      theoretical: Float64Array.from(residuals, (_, i) => normalQuantile((i + 0.5) / residuals.length)),
      sample: residuals.map((value) => value / sigma).sort(),
    },
    effects: [
      {
        term,
        x: { variable: predictor, kind: 'continuous' },
        curves: [
          {
            by: [],
            x: days,
            estimate: days.map((d) => b0 + b1 * d),
            lower: days.map((d) => b0 + b1 * d - 2.11 * Math.sqrt(v00 + 2 * d * v01 + d * d * v11)),
            upper: days.map((d) => b0 + b1 * d + 2.11 * Math.sqrt(v00 + 2 * d * v01 + d * d * v11)),
          },
        ],
        heldAt: [],
        clusters: {
          group,
          lines: shown.map((level, j) => ({
            level,
            x: [0, 9],
            fitted: [0, 9].map((d) => b0 + modes[j][0] + (b1 + modes[j][1]) * d),
          })),
        },
      },
    ],
    frame: {
      rows: Int32Array.from(data, (_, i) => i),
      outcome: y,
      columns: [
        { kind: 'numeric', name: response, type: 'continuous', values: y },
        { kind: 'numeric', name: predictor, type: 'continuous', values: x },
        { kind: 'categorical', name: group, type: 'nominal', codes, levels: shown },
      ],
    },
    notices: [],
    timing: { fitMs: 0.9, inferenceMs: 0.3 },
  };
}

/** b_j = C_j Z_j'(y - X beta) / sigma^2 with C_j = (Z_j'Z_j / sigma^2 + Psi^-1)^-1, two by two. */
function conditionalModes(
  y: Float64Array,
  x: Float64Array,
  codes: Int32Array,
  nLevels: number,
  b0: number,
  b1: number,
  psi: { a: number; b: number; c: number },
  sigma2: number,
): { modes: number[][]; condVar: number[][][] } {
  const det = psi.a * psi.c - psi.b ** 2;
  const modes: number[][] = [];
  const condVar: number[][][] = [];
  for (let level = 0; level < nLevels; level++) {
    let [p, q, r, s0, s1] = [psi.c / det, -psi.b / det, psi.a / det, 0, 0];
    for (let i = 0; i < y.length; i++) {
      if (codes[i] !== level) continue;
      const residual = (y[i] - b0 - b1 * x[i]) / sigma2;
      p += 1 / sigma2;
      q += x[i] / sigma2;
      r += x[i] ** 2 / sigma2;
      s0 += residual;
      s1 += residual * x[i];
    }
    const d = p * r - q * q;
    condVar.push([
      [r / d, -q / d],
      [-q / d, p / d],
    ]);
    modes.push([(r * s0 - q * s1) / d, (p * s1 - q * s0) / d]);
  }
  return { modes, condVar };
}
