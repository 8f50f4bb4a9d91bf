import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { tQuantile } from '../../src-main/engine/numerics/distributions/studentT.ts';
import type { CoefficientRow, FitResult, ResidualParameter } from '../../src-shared/model/fitResult.ts';
import { quoteName } from '../../src-shared/formula/names.ts';
import { residualPart } from './reportResidual.ts';
import { categorical, numeric, variant } from './reportVariants.ts';

const root = new URL('../reference/cases/', import.meta.url);
const dataFile = new URL('../../src-main/examples/data/trial.csv', import.meta.url);

/** Levels as the reference cases order them. */
const levels = {
  site: ['North', 'South', 'West'],
  sex: ['F', 'M'],
  arm: ['Control', 'Active'],
  visit: ['V01', 'V02', 'V03', 'V04'],
} as const;

/** Names of the three variables of the residual part, so that a report can be made with any others. */
export interface TrialNames {
  readonly subject: string;
  readonly visit: string;
  readonly arm: string;
}

const plainNames: TrialNames = { subject: 'subject', visit: 'visit', arm: 'arm' };

interface Mean {
  readonly arm: string;
  readonly visit: string;
  readonly emmean: number;
  readonly 'lower.CL': number;
  readonly 'upper.CL': number;
}

interface Expected {
  readonly minus2LogLik: number;
  readonly nCovParameters: number;
  readonly residualCovariance: number[][] | Readonly<Record<string, number[][]>>;
  readonly fixedSatterthwaite: readonly Omit<CoefficientRow, 'label' | 'lower' | 'upper'>[];
  readonly anovaSatterthwaiteType3: FitResult['anova'];
  readonly emmeans?: readonly { readonly means: readonly Mean[] }[];
}

/**
 * The result of an MMRM of the simulated trial by REML, unstructured over the visits, made of mmrm's estimates (the
 * reference cases) and the data, without the engine. Standard errors of the covariance parameters are rough.
 *
 * @param byArm a matrix for each arm
 */
export function trialResult(
  byArm = false,
  names: TrialNames = plainNames,
  levelName: (level: string) => string = (level) => level,
): FitResult {
  const file = new URL(`mmrm-trial-un${byArm ? '-by-arm' : ''}.json`, root);
  const { expected } = JSON.parse(readFileSync(file, 'utf8')) as { expected: Expected };
  const { data: all } = Papa.parse<Record<string, string>>(readFileSync(dataFile, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  const used = all.flatMap((row, i) => (row['score'] === '' ? [] : [{ row, i }]));
  const data = used.map(({ row }) => row);
  const code = (variable: keyof typeof levels) =>
    data.map((row) => (levels[variable] as readonly string[]).indexOf(row[variable]));
  const codes = { site: code('site'), sex: code('sex'), arm: code('arm'), visit: code('visit') };
  const subjects = [...new Set(data.map((row) => row['subject']))];
  const subject = data.map((row) => subjects.indexOf(row['subject']));
  const score = data.map((row) => Number(row['score']));
  const baseline = data.map((row) => Number(row['baseline']));

  const valueOf: Readonly<Record<string, (i: number) => number>> = {
    '(Intercept)': () => 1,
    baseline: (i) => baseline[i],
    ...indicators(codes),
  };
  const population = Float64Array.from(score, (_, i) =>
    expected.fixedSatterthwaite.reduce(
      (sum, { term, estimate }) =>
        sum + term.split(':').reduce((product, part) => product * valueOf[part](i), estimate),
      0,
    ),
  );
  const residuals = population.map((mean, i) => score[i] - mean);
  const occasions = levels.visit.map(levelName);
  const groups = Array.isArray(expected.residualCovariance)
    ? [{ level: null, covariance: expected.residualCovariance }]
    : Object.entries(expected.residualCovariance).map(([level, covariance]) => ({
        level: levelName(level),
        covariance,
      }));
  const rename = (term: string) =>
    term
      .split(':')
      .map((part) =>
        part.replace(/^(arm|visit)(.+)$/, (_, variable: 'arm' | 'visit', level: string) =>
          level === '' ? part : quoteName(names[variable]) + levelName(level),
        ),
      )
      .map((part) => (part === 'arm' || part === 'visit' ? quoteName(names[part]) : part))
      .join(':');
  const q = { subject: quoteName(names.subject), visit: quoteName(names.visit), arm: quoteName(names.arm) };
  const formula = `score ~ baseline + site + sex + ${q.arm} * ${q.visit}`;
  const nParameters = expected.fixedSatterthwaite.length + expected.nCovParameters;
  const sigma = Math.sqrt(groups[0].covariance[0][0]);
  const meanVariance =
    data.reduce((sum, _, i) => {
      const { covariance } = groups[byArm ? codes.arm[i] : 0];
      return sum + covariance[codes.visit[i]][codes.visit[i]];
    }, 0) / data.length;

  return variant({
    spec: {
      formula,
      method: 'REML',
      df: 'satterthwaite',
      anova: 3,
      level: 0.95,
      residual: {
        structure: 'un',
        subject: [names.subject],
        time: names.visit,
        ...(byArm ? { group: names.arm } : {}),
      },
    },
    formula,
    response: 'score',
    nObs: data.length,
    droppedRows: {
      total: all.length - data.length,
      byVariable: [{ variable: 'score', count: all.length - data.length }],
    },
    nGroups: {},
    nParameters,
    minus2LogLik: expected.minus2LogLik,
    logLik: -expected.minus2LogLik / 2,
    aic: expected.minus2LogLik + 2 * nParameters,
    bic: expected.minus2LogLik + Math.log(data.length) * nParameters,
    certificate: {
      iterations: 4,
      evaluations: 5,
      decrement: 4.2e-14,
      gradientNorm: 2.1e-7,
      smallestEigenvalue: 0.12,
      boundaryEigenvalue: NaN,
      path: [3702.4, 3651.1, expected.minus2LogLik],
    },
    sigma,
    theta: [],
    fixed: expected.fixedSatterthwaite.map((row) => {
      const reach = tQuantile(0.975, row.df) * row.se;
      const term = rename(row.term);
      return { ...row, term, label: term, lower: row.estimate - reach, upper: row.estimate + reach };
    }),
    anova: expected.anovaSatterthwaiteType3.map((row) => ({ ...row, term: rename(row.term) })),
    variance: [
      {
        kind: 'variance',
        group: 'Residual',
        term: null,
        variance: meanVariance,
        sd: Math.sqrt(meanVariance),
        share: 1,
      },
    ],
    r2: { marginal: 0.262, conditional: 0.262 },
    icc: null,
    ranef: [],
    fitted: population,
    population,
    residuals,
    ...residualPart({
      residuals,
      subject: Int32Array.from(subject),
      occasion: Int32Array.from(codes.visit),
      occasions,
      groups,
      group: Int32Array.from(codes.arm, (arm) => (byArm ? arm : 0)),
      parameters: groups.flatMap(({ level, covariance }) =>
        unstructured(level, covariance, occasions, byArm ? 100 : 200),
      ),
    }),
    effects: (expected.emmeans ?? []).slice(0, 1).map(({ means }) => ({
      term: `${q.arm}:${q.visit}`,
      x: { variable: names.visit, kind: 'factor' },
      curves: levels.arm.map((arm) => {
        const own = means.filter((mean) => mean.arm === arm);
        return {
          by: [{ variable: names.arm, value: levelName(arm) }],
          x: own.map(({ visit }) => levelName(visit)),
          estimate: own.map(({ emmean }) => emmean),
          lower: own.map((mean) => mean['lower.CL']),
          upper: own.map((mean) => mean['upper.CL']),
        };
      }),
      heldAt: [
        { variable: 'baseline', value: baseline.reduce((sum, value) => sum + value, 0) / data.length },
        { variable: 'site', value: 'averaged over levels' },
        { variable: 'sex', value: 'averaged over levels' },
      ],
      clusters: null,
    })),
    frame: {
      rows: Int32Array.from(used, ({ i }) => i),
      outcome: Float64Array.from(score),
      columns: [
        numeric('score', score),
        numeric('baseline', baseline),
        categorical('site', levels.site, codes.site),
        categorical('sex', levels.sex, codes.sex),
        categorical(names.arm, levels.arm.map(levelName), codes.arm),
        categorical(names.visit, occasions, codes.visit),
        categorical(names.subject, subjects.map(levelName), subject),
      ],
    },
    notices: [],
    timing: { fitMs: 2.4, inferenceMs: 1.1 },
  });
}

/** `siteSouth` -> 1 in the rows of South. */
function indicators(
  codes: Readonly<Record<keyof typeof levels, readonly number[]>>,
): Record<string, (i: number) => number> {
  return Object.fromEntries(
    (Object.keys(levels) as (keyof typeof levels)[]).flatMap((variable) =>
      levels[variable].map((level, k) => [variable + level, (i: number) => Number(codes[variable][i] === k)]),
    ),
  );
}

/** Variances and correlations with the standard errors of complete data on so many subjects. */
function unstructured(
  level: string | null,
  covariance: readonly (readonly number[])[],
  occasions: readonly string[],
  n: number,
): ResidualParameter[] {
  const variances = occasions.map((occasion, i) => {
    const estimate = covariance[i][i];
    const se = estimate * Math.sqrt(2 / n);
    const reach = Math.exp((1.96 * se) / estimate);
    return {
      level,
      name: `variance ${occasion}`,
      estimate,
      se,
      lower: estimate / reach,
      upper: estimate * reach,
    };
  });
  const correlations = occasions.flatMap((second, j) =>
    occasions.slice(0, j).map((first, i) => {
      const estimate = covariance[i][j] / Math.sqrt(covariance[i][i] * covariance[j][j]);
      const [lower, upper] = [-1, 1].map((side) =>
        Math.tanh(Math.atanh(estimate) + (side * 1.96) / Math.sqrt(n)),
      );
      const name = `correlation ${first}, ${second}`;
      return { level, name, estimate, se: (1 - estimate ** 2) / Math.sqrt(n), lower, upper };
    }),
  );
  return [...variances, ...correlations];
}
