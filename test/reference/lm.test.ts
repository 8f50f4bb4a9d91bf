import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../src-shared/model/dataset.ts';
import { Comparison } from '../helpers/comparison.ts';
import { referenceCases, type ReferenceCase } from '../helpers/referenceCase.ts';
import * as allowed from '../helpers/tolerance.ts';

/** Numbers of R's lm for one model, as the case files hold them. */
interface Expected {
  fixed: { term: string; estimate: number; se: number; df: number; t: number; p: number }[];
  glance: Record<
    'r2' | 'adjR2' | 'sigma' | 'F' | 'numDf' | 'denDf' | 'p' | 'deviance' | 'dfResidual',
    number
  > &
    Record<'logLik' | 'aic' | 'bic' | 'nObs', number>;
  anovaType1: {
    term: string;
    df: number;
    sumSq: number;
    meanSq: number;
    F: number | null;
    p: number | null;
  }[];
  anovaType3: { term: string; numDf: number; denDf: number; F: number; p: number }[];
  diagnostics: {
    durbinWatson: number;
    breuschPagan: { statistic: number; df: number; p: number };
    shapiroWilk: { W: number; p: number };
    /** Of standardised residuals: another choice than the program's. */
    shapiroWilkStandardised: unknown;
  };
}

type Compare = (check: Comparison, model: ReferenceCase<Expected>) => void;

const quantities: Partial<Record<keyof Expected, Compare>> = {
  fixed: (check, { expected, fit }) => {
    const got = fit().fixed;
    check.same(
      'terms',
      expected.fixed.map((row) => row.term),
      got.map((row) => row.term),
    );
    expected.fixed.forEach((row, i) => {
      const { term } = row;
      check.number(
        `estimate ${term}`,
        row.estimate,
        got[i]?.estimate,
        allowed.estimate(row.estimate, row.se),
      );
      check.number(`se ${term}`, row.se, got[i]?.se, allowed.closedForm(row.se));
      check.same(`df ${term}`, row.df, got[i]?.df);
      check.number(`t ${term}`, row.t, got[i]?.t, allowed.statistic(row.t));
      check.number(`p ${term}`, row.p, got[i]?.p, allowed.probability(row.p));
    });
  },
  glance: (check, { expected: { glance: row }, fit }) => {
    const result = fit();
    const { glance } = result;
    for (const key of ['r2', 'adjR2', 'sigma', 'deviance'] as const) {
      check.number(key, row[key], glance?.[key], allowed.closedForm(row[key]));
    }
    for (const key of ['numDf', 'denDf', 'dfResidual'] as const) check.same(key, row[key], glance?.[key]);
    check.number('F', row.F, glance?.F, allowed.statistic(row.F));
    check.number('p', row.p, glance?.p, allowed.probability(row.p));
    check.same('nObs', row.nObs, result.nObs);
    check.same('method', 'OLS', result.method);
    for (const key of ['logLik', 'aic', 'bic'] as const) {
      check.number(key, row[key], result[key], allowed.criterion(row[key]));
    }
    check.number('minus2LogLik', -2 * row.logLik, result.minus2LogLik, allowed.criterion(2 * row.logLik));
    check.number('sigma of the result', row.sigma, result.sigma, allowed.closedForm(row.sigma));
    check.number('r2 of the result', row.r2, result.r2.marginal, allowed.closedForm(row.r2));
  },
  anovaType1: (check, { expected, fit }) => {
    const result = fit({ anova: 1 });
    const terms = expected.anovaType1.filter((row) => row.term !== 'Residuals');
    check.same(
      'terms',
      terms.map((row) => row.term),
      result.anova.filter((row) => row.term !== 'Residuals').map((row) => row.term),
    );
    for (const row of terms) {
      const { term } = row;
      const got = result.anova.find((other) => other.term === term);
      check.same(`numDf ${term}`, row.df, got?.numDf);
      check.same(`denDf ${term}`, expected.glance.dfResidual, got?.denDf);
      check.number(`sumSq ${term}`, row.sumSq, got?.sumSq, allowed.closedForm(row.sumSq));
      check.number(`meanSq ${term}`, row.meanSq, got?.meanSq, allowed.closedForm(row.meanSq));
      check.number(`F ${term}`, row.F!, got?.F, allowed.statistic(row.F!));
      check.number(`p ${term}`, row.p!, got?.p, allowed.probability(row.p!));
    }
    const residuals = expected.anovaType1.find((row) => row.term === 'Residuals')!;
    check.number(
      'residual sum of squares',
      residuals.sumSq,
      result.glance?.deviance,
      allowed.closedForm(residuals.sumSq),
    );
    check.same('residual df', residuals.df, result.glance?.dfResidual);
  },
  // The case's numbers are emmeans::joint_tests', which tests a factor at the means of the covariates it interacts
  // with: type III on centred covariates. Ours (as SAS, lmerTest, drop1 with sum contrasts) tests it at 0.
  anovaType3: (check, { expected, fitOn }) => {
    const result = fitOn(centredCovariates, { anova: 3 });
    const got = result.anova.filter((row) => row.term !== 'Residuals');
    check.same(
      'terms',
      expected.anovaType3.map((row) => row.term),
      got.map((row) => row.term),
    );
    expected.anovaType3.forEach((row, i) => {
      const { term } = row;
      check.same(`numDf ${term}`, row.numDf, got[i]?.numDf);
      check.same(`denDf ${term}`, row.denDf, got[i]?.denDf);
      check.number(`F ${term}`, row.F, got[i]?.F, allowed.statisticOf3Decimals(row.F));
      check.number(`p ${term}`, row.p, got[i]?.p, allowed.probability(row.p));
    });
  },
  diagnostics: (check, { expected: { diagnostics: row }, fit }) => {
    const { diagnostics } = fit();
    const { breuschPagan, shapiroWilk } = row;
    check.number(
      'durbinWatson',
      row.durbinWatson,
      diagnostics?.durbinWatson,
      allowed.closedForm(row.durbinWatson),
    );
    check.number(
      'breuschPagan.statistic',
      breuschPagan.statistic,
      diagnostics?.breuschPagan.statistic,
      allowed.closedForm(breuschPagan.statistic),
    );
    check.same('breuschPagan.df', breuschPagan.df, diagnostics?.breuschPagan.df);
    check.number(
      'breuschPagan.p',
      breuschPagan.p,
      diagnostics?.breuschPagan.p,
      allowed.probability(breuschPagan.p),
    );
    check.number(
      'shapiroWilk.W',
      shapiroWilk.W,
      diagnostics?.shapiroWilk.W,
      allowed.closedForm(shapiroWilk.W),
    );
    check.number(
      'shapiroWilk.p',
      shapiroWilk.p,
      diagnostics?.shapiroWilk.p,
      allowed.probability(shapiroWilk.p),
    );
  },
};

/** Every numeric column minus its mean (which changes no test but those of factors crossed with a covariate). */
function centredCovariates(dataset: Dataset): Dataset {
  const columns = dataset.columns.map((column) => {
    if (column.kind !== 'numeric') return column;
    const mean = column.values.reduce((sum, value) => sum + value, 0) / column.values.length;
    return { ...column, values: column.values.map((value) => value - mean) };
  });
  return { ...dataset, columns };
}

const cases = referenceCases<Expected>('lm-');

test('type III of a factor crossed with a covariate is about the lines at 0, as SAS and lmerTest define it', () => {
  const gear = cases
    .find(({ name }) => name === 'lm-mtcars-interaction')
    ?.fit({ anova: 3 })
    .anova.find(({ term }) => term === 'gear');
  // R 4.2.2: options(contrasts = c("contr.sum", "contr.poly")); d <- transform(mtcars, gear = factor(gear));
  // drop1(lm(mpg ~ wt * gear + hp, d), . ~ ., test = "F")
  expect(gear?.F).toBeCloseTo(5.23843958679, 6);
});

test('all cases of lm are there', () => {
  expect(cases.length).toBe(3);
});

describe.each(cases)('$name', (model) => {
  const given = Object.keys(model.expected).filter((key) => key !== 'source');

  test('every quantity of the case is compared', () => {
    expect(given.toSorted()).toEqual(Object.keys(quantities).toSorted());
  });

  test.each(given)('%s', (quantity) => {
    const check = new Comparison();
    quantities[quantity as keyof Expected]!(check, model);
    check.finish();
  });
});
