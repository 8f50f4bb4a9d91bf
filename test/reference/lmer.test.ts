import { describe, expect, test } from 'vitest';
import { Comparison } from '../helpers/comparison.ts';
import { referenceCases, type ReferenceCase } from '../helpers/referenceCase.ts';
import * as allowed from '../helpers/tolerance.ts';
import type { AnovaRow, FitResult, VarianceRow } from '../../src-shared/model/fitResult.ts';

/** Numbers of lme4 and lmerTest for one model, as the case files hold them. */
interface Expected {
  method: string;
  minus2LogLik: number;
  logLik: number;
  aic: number;
  bic: number;
  nObs: number;
  nParameters: number;
  theta: number | number[];
  sigma: number;
  singular: boolean;
  nGroups: Record<string, number>;
  variance: ExpectedVariance[];
  vcovFixed: number[][];
  /** The large case has no degrees of freedom. */
  fixed?: ExpectedCoefficient[];
  fixedSatterthwaite?: Required<ExpectedCoefficient>[];
  anovaSatterthwaiteType1?: AnovaRow[];
  anovaSatterthwaiteType2?: AnovaRow[];
  anovaSatterthwaiteType3?: AnovaRow[];
  vcovFixedKenwardRoger?: number[][];
  fixedKenwardRoger?: Required<ExpectedCoefficient>[];
  anovaKenwardRogerType1?: AnovaRow[];
  anovaKenwardRogerType2?: AnovaRow[];
  anovaKenwardRogerType3?: AnovaRow[];
  blups: {
    group: string;
    terms: string | string[];
    levels: string[];
    modes: number[][];
    condVar: (number | number[][])[] | null;
  }[];
  fittedFirst: number[];
  residFirst: number[];
  populationFirst: number[];
  r2Nakagawa?: { marginal: number; conditional: number };
  icc?: { adjusted: number; unadjusted: number };
}

interface ExpectedCoefficient {
  term: string;
  estimate: number;
  se: number;
  t: number;
  df?: number;
  p?: number;
}

interface ExpectedVariance {
  group: string;
  term: string | null;
  variance: number;
  sd: number;
  term2?: string;
  covariance?: number;
  correlation?: number;
}

type Compare = (check: Comparison, model: ReferenceCase<Expected>) => void;

const kenwardRoger = { df: 'kenward-roger' } as const;

const quantities: Partial<Record<keyof Expected, Compare>> = {
  method: (check, { expected, fit }) => {
    check.same('method', expected.method, fit().method);
  },
  minus2LogLik: (check, { expected, fit }) => {
    check.atMost(
      'minus2LogLik',
      expected.minus2LogLik,
      fit().minus2LogLik,
      allowed.criterion(expected.minus2LogLik),
    );
  },
  logLik: (check, { expected, fit }) => {
    check.atMost('-logLik', -expected.logLik, -fit().logLik, allowed.criterion(expected.logLik));
  },
  aic: (check, { expected, fit }) => {
    check.atMost('aic', expected.aic, fit().aic, allowed.criterion(expected.aic));
  },
  bic: (check, { expected, fit }) => {
    check.atMost('bic', expected.bic, fit().bic, allowed.criterion(expected.bic));
  },
  nObs: (check, { expected, fit }) => {
    check.same('nObs', expected.nObs, fit().nObs);
  },
  nParameters: (check, { expected, fit }) => {
    check.same('nParameters', expected.nParameters, fit().nParameters);
  },
  singular: (check, { expected, fit }) => {
    check.same('singular', expected.singular, fit().singular);
    check.same('converged', true, fit().converged);
  },
  theta: (check, { expected, fit }) => {
    const theta = [expected.theta].flat();
    check.same('length of theta', theta.length, fit().theta.length);
    theta.forEach((value, i) => {
      check.number(`theta[${i}]`, value, fit().theta[i], value === 0 ? 1e-6 : allowed.spread(value));
    });
  },
  sigma: (check, { expected, fit }) => {
    check.number('sigma', expected.sigma, fit().sigma, allowed.estimate(expected.sigma, 0));
  },
  nGroups: (check, { expected, fit }) => {
    check.same('nGroups', Object.entries(expected.nGroups), Object.entries(fit().nGroups));
  },
  variance: compareVariance,
  vcovFixed: (check, { expected, fit }) => {
    compareCovariance(check, expected.vcovFixed, fit());
  },
  vcovFixedKenwardRoger: (check, { expected, fit }) => {
    compareCovariance(check, expected.vcovFixedKenwardRoger!, fit(kenwardRoger));
  },
  fixed: (check, { expected, fit }) => {
    compareFixed(check, expected.fixed!, fit());
  },
  fixedSatterthwaite: (check, { expected, fit }) => {
    compareFixed(check, expected.fixedSatterthwaite!, fit());
  },
  fixedKenwardRoger: (check, { expected, fit }) => {
    compareFixed(check, expected.fixedKenwardRoger!, fit(kenwardRoger));
  },
  anovaSatterthwaiteType1: (check, { expected, fit }) => {
    compareAnova(check, expected.anovaSatterthwaiteType1!, fit({ anova: 1 }), 1);
  },
  anovaSatterthwaiteType2: (check, { expected, fit }) => {
    compareAnova(check, expected.anovaSatterthwaiteType2!, fit({ anova: 2 }), 2);
  },
  anovaSatterthwaiteType3: (check, { expected, fit }) => {
    compareAnova(check, expected.anovaSatterthwaiteType3!, fit({ anova: 3 }), 3);
  },
  anovaKenwardRogerType1: (check, { expected, fit }) => {
    compareAnova(check, expected.anovaKenwardRogerType1!, fit({ ...kenwardRoger, anova: 1 }), 1);
  },
  anovaKenwardRogerType2: (check, { expected, fit }) => {
    compareAnova(check, expected.anovaKenwardRogerType2!, fit({ ...kenwardRoger, anova: 2 }), 2);
  },
  anovaKenwardRogerType3: (check, { expected, fit }) => {
    compareAnova(check, expected.anovaKenwardRogerType3!, fit({ ...kenwardRoger, anova: 3 }), 3);
  },
  blups: compareBlups,
  fittedFirst: (check, model) => {
    compareFirst(check, model, 'fitted', model.expected.fittedFirst);
  },
  residFirst: (check, model) => {
    compareFirst(check, model, 'residuals', model.expected.residFirst);
  },
  populationFirst: (check, model) => {
    compareFirst(check, model, 'population', model.expected.populationFirst);
  },
  r2Nakagawa: (check, model) => {
    const { r2 } = sharesOfVariance(model);
    check.number('r2.marginal', r2.marginal, model.fit().r2.marginal, allowed.spread(r2.marginal));
    check.number(
      'r2.conditional',
      r2.conditional,
      model.fit().r2.conditional,
      allowed.spread(r2.conditional),
    );
  },
  icc: (check, model) => {
    const { icc } = sharesOfVariance(model);
    check.number('icc.adjusted', icc.adjusted, model.fit().icc?.adjusted, allowed.spread(icc.adjusted));
    check.number(
      'icc.unadjusted',
      icc.unadjusted,
      model.fit().icc?.unadjusted,
      allowed.spread(icc.unadjusted),
    );
  },
};

/**
 * The reference numbers of this case were made with the first of the two terms of `||` only: they leave out
 * the variance of the slope. The test adds it by Johnson's (2014) formula, from the reference variances.
 */
const withoutSlope = 'lmer-sleepstudy-uncorrelated';
const MEAN_SQUARE_OF_DAYS = 28.5;

function sharesOfVariance({ name, expected }: ReferenceCase<Expected>) {
  const [r2, icc] = [expected.r2Nakagawa!, expected.icc!];
  if (name !== withoutSlope) return { r2, icc };
  const [intercept, slope, residual] = expected.variance.map((row) => row.variance);
  const fixed = ((intercept + residual) * r2.marginal) / (1 - r2.marginal);
  const random = intercept + slope * MEAN_SQUARE_OF_DAYS;
  const total = fixed + random + residual;
  return {
    r2: { marginal: fixed / total, conditional: (fixed + random) / total },
    icc: { adjusted: random / (random + residual), unadjusted: random / total },
  };
}

function compareVariance(check: Comparison, { expected, fit }: ReferenceCase<Expected>): void {
  const { variance } = fit();
  check.same('rows of variance', expected.variance.map(rowName), variance.map(rowName));
  const residual = expected.variance.at(-1)!.variance;
  const sdOf = (row: ExpectedVariance, term: string) =>
    expected.variance.find((other) => other.group === row.group && other.term === term && !other.term2)!.sd;
  expected.variance.forEach((row, i) => {
    const got = variance[i];
    const name = rowName(row);
    if (row.term2 !== undefined) {
      const covariance = got?.kind === 'covariance' ? got : undefined;
      const scale = sdOf(row, row.term!) * sdOf(row, row.term2);
      check.number(
        `covariance ${name}`,
        row.covariance!,
        covariance?.covariance,
        allowed.covariance(row.covariance!, scale),
      );
      check.number(
        `correlation ${name}`,
        row.correlation!,
        covariance?.correlation,
        allowed.spread(row.correlation!),
      );
    } else {
      const component = got?.kind === 'variance' ? got : undefined;
      check.number(
        `variance ${name}`,
        row.variance,
        component?.variance,
        allowed.variance(row.variance, residual),
      );
      const sd = row.variance === 0 ? 1e-6 * Math.sqrt(residual) : allowed.spread(row.sd);
      check.number(`sd ${name}`, row.sd, component?.sd, sd);
    }
  });
  const shares = variance.reduce((sum, row) => sum + row.share, 0);
  check.number('sum of shares', 1, shares, 1e-12);
}

/** lme4 numbers the terms that share a grouping (`Subject.1`); the effect names the row just as well. */
function rowName(row: ExpectedVariance | VarianceRow): string {
  const group = row.group.replace(/\.\d+$/, '');
  const effects = [row.term, 'term2' in row ? row.term2 : undefined];
  return [group, ...effects].filter((part) => part !== null && part !== undefined).join(' ');
}

function compareCovariance(check: Comparison, vcov: readonly (readonly number[])[], got: FitResult): void {
  const sd = vcov.map((row, i) => Math.sqrt(row[i]));
  check.same('size of vcov', vcov.length, got.vcov.length);
  vcov.forEach((row, i) => {
    row.forEach((value, j) => {
      check.number(`vcov[${i}][${j}]`, value, got.vcov[i]?.[j], allowed.covariance(value, sd[i] * sd[j]));
    });
  });
}

function compareFixed(check: Comparison, rows: readonly ExpectedCoefficient[], { fixed }: FitResult): void {
  check.same(
    'terms',
    rows.map((row) => row.term),
    fixed.map((row) => row.term),
  );
  rows.forEach((row, i) => {
    const { term } = row;
    check.number(
      `estimate ${term}`,
      row.estimate,
      fixed[i]?.estimate,
      allowed.estimate(row.estimate, row.se),
    );
    check.number(`se ${term}`, row.se, fixed[i]?.se, allowed.spread(row.se));
    check.number(`t ${term}`, row.t, fixed[i]?.t, allowed.statistic(row.t));
    if (row.df !== undefined && row.p !== undefined) {
      check.number(`df ${term}`, row.df, fixed[i]?.df, allowed.degreesOfFreedom(row.df));
      check.number(`p ${term}`, row.p, fixed[i]?.p, allowed.probability(row.p));
    }
  });
}

function compareAnova(
  check: Comparison,
  rows: readonly AnovaRow[],
  result: FitResult,
  type: 1 | 2 | 3,
): void {
  check.same('anovaType', type, result.anovaType);
  check.same(
    'terms',
    rows.map((row) => row.term),
    result.anova.map((row) => row.term),
  );
  rows.forEach((row, i) => {
    const { term } = row;
    const got = result.anova[i];
    check.same(`numDf ${term}`, row.numDf, got?.numDf);
    check.number(`denDf ${term}`, row.denDf, got?.denDf, allowed.degreesOfFreedom(row.denDf));
    check.number(`F ${term}`, row.F, got?.F, allowed.statistic(row.F));
    check.number(`p ${term}`, row.p, got?.p, allowed.probability(row.p));
  });
}

function compareBlups(check: Comparison, { expected, fit }: ReferenceCase<Expected>): void {
  const { ranef } = fit();
  check.same(
    'groups',
    expected.blups.map((block) => block.group),
    ranef.map((block) => block.group),
  );
  expected.blups.forEach((block, b) => {
    const got = ranef[b];
    if (!got) return;
    check.same(`terms ${block.group}`, [block.terms].flat(), got.terms);
    check.same(`levels ${block.group}`, block.levels, got.levels.slice(0, block.levels.length));
    check.same(`number of levels ${block.group}`, expected.nGroups[block.group], got.levels.length);
    block.levels.forEach((level, l) => {
      // the standard error of a conditional mode is the root of its conditional variance
      const covariance = matrixOf(block.condVar?.[l] ?? got.condVar[l] ?? []);
      block.modes[l].forEach((mode, i) => {
        const se = Math.sqrt(covariance[i][i]);
        const name = `mode ${block.group} ${level} ${i}`;
        check.number(name, mode, got.modes[l]?.[i], allowed.mode(mode, se));
        if (block.condVar === null) return; // lme4 has none for `||`
        covariance[i].forEach((value, j) => {
          const scale = Math.sqrt(covariance[i][i] * covariance[j][j]);
          const element = got.condVar[l]?.[i]?.[j];
          check.number(
            `condVar ${block.group} ${level} ${i} ${j}`,
            value,
            element,
            allowed.covariance(value, scale),
          );
        });
      });
    });
  });
}

/** The case files hold a scalar for the covariance of a single effect. */
function matrixOf(value: number | readonly (readonly number[])[]): readonly (readonly number[])[] {
  return typeof value === 'number' ? [[value]] : value;
}

function compareFirst(
  check: Comparison,
  { expected, fit }: ReferenceCase<Expected>,
  part: 'fitted' | 'residuals' | 'population',
  values: readonly number[],
): void {
  const result = fit();
  check.same(`length of ${part}`, expected.nObs, result[part].length);
  values.forEach((value, i) => {
    // linear in the coefficients, on the scale of the outcome
    const outcome = expected.fittedFirst[i] + expected.residFirst[i];
    check.number(`${part}[${i}]`, value, result[part][i], allowed.estimate(outcome, 0));
  });
}

/** Members that belong to later parts of the program, or that only describe the reference itself. */
const elsewhere = /^emmeans$|^ranova$|^profileCI$|^influence$|^source$|^optimizerEvaluations$/;

const inEveryCase: (keyof Expected)[] = [
  'method',
  'minus2LogLik',
  'logLik',
  'aic',
  'bic',
  'nObs',
  'nParameters',
  'theta',
  'sigma',
  'singular',
  'nGroups',
  'variance',
  'vcovFixed',
  'blups',
  'fittedFirst',
  'residFirst',
  'populationFirst',
];

const cases = referenceCases<Expected>('lmer-');

test('all cases of lmer are there', () => {
  expect(cases.length).toBe(18);
});

describe.each(cases)('$name', (model) => {
  const given = Object.keys(model.expected).filter((key) => !elsewhere.test(key));

  test('every quantity of the case is compared', () => {
    expect(given.filter((key) => !(key in quantities))).toEqual([]);
    expect(inEveryCase.filter((key) => !(key in model.expected))).toEqual([]);
    expect(model.expected.fixed ?? model.expected.fixedSatterthwaite).toBeDefined();
  });

  test('few iterations', () => {
    const { singular, certificate } = model.fit();
    expect(certificate.iterations).toBeLessThanOrEqual(singular ? 15 : 10);
  });

  test.each(given)('%s', (quantity) => {
    const check = new Comparison();
    quantities[quantity as keyof Expected]!(check, model);
    check.finish();
  });
});
