import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src-main/engine/analyse.ts';
import { runToEnd } from '../../src-main/cli/runToEnd.ts';
import { readCsv } from '../../src-main/importers/csv/readCsv.ts';
import type { Column, Dataset } from '../../src-shared/model/dataset.ts';
import type { FitResult } from '../../src-shared/model/fitResult.ts';
import type { ModelSpec, ResidualSpec } from '../../src-shared/model/modelSpec.ts';
import { Comparison } from '../helpers/comparison.ts';
import * as allowed from '../helpers/tolerance.ts';

/** nlme at the optimum; gls.R made them. */
interface Expected {
  minus2LogLik: number;
  sigma: number;
  estimate: number[];
  se: number[];
  correlation: number[];
}

const expectedOf = JSON.parse(
  readFileSync(new URL('residualStructures/gls.json', import.meta.url), 'utf8'),
) as Record<string, Expected>;

function read(
  file: string,
  columns: Record<string, 'nominal'>,
  levels: Record<string, string[]> = {},
): Dataset {
  const bytes = readFileSync(new URL(`../../src-main/examples/data/${file}`, import.meta.url));
  return readCsv(bytes, file, { columns, levels }).dataset;
}

const plain = read(
  'trial.csv',
  { arm: 'nominal', visit: 'nominal', subject: 'nominal' },
  { arm: ['Control', 'Active'] },
);
const visit = plain.columns.find(({ name }) => name === 'visit');
if (visit?.kind !== 'categorical') throw new Error('visit is a factor.');
const weights: Column = {
  name: 'w',
  kind: 'numeric',
  type: 'continuous',
  values: Float64Array.from(visit.codes, (code) => 1 + (code + 1) / 2),
};
const trial: Dataset = { ...plain, columns: [...plain.columns, weights] };
const rats = read('bodyweight.csv', { Diet: 'nominal', Rat: 'nominal' });
const mares = read('ovary.csv', { Mare: 'nominal' });

const formula = 'score ~ baseline + site + sex + arm * visit';
const byDay = 'score ~ baseline + arm * day';
const visits = { subject: ['subject'], time: 'visit' };
const days = { subject: ['subject'], time: 'day' };

function fit(dataset: Dataset, changes: Partial<ModelSpec> & { formula: string }): FitResult {
  return runToEnd(
    analyse(dataset, { method: 'REML', df: 'satterthwaite', anova: 3, level: 0.95, ...changes }),
  );
}

const structure = (name: ResidualSpec['structure'], more: Partial<ResidualSpec> = {}): ResidualSpec => ({
  structure: name,
  ...visits,
  ...more,
});

const models: Record<string, () => FitResult> = {
  un: () => fit(trial, { formula, residual: structure('un') }),
  unML: () => fit(trial, { formula, residual: structure('un'), method: 'ML' }),
  ar1: () => fit(trial, { formula, residual: structure('ar1') }),
  arh1: () => fit(trial, { formula, residual: structure('arh1') }),
  cs: () => fit(trial, { formula, residual: structure('cs') }),
  csh: () => fit(trial, { formula, residual: structure('csh') }),
  arma11: () => fit(trial, { formula, residual: structure('arma11') }),
  diag: () => fit(trial, { formula, residual: structure('diag') }),
  sp_exp: () => fit(trial, { formula: byDay, residual: structure('sp_exp', days) }),
  sp_gau: () => fit(trial, { formula: byDay, residual: structure('sp_gau', days) }),
  car1: () =>
    fit(rats, {
      formula: 'weight ~ Time * Diet',
      residual: { structure: 'car1', subject: ['Rat'], time: 'Time' },
    }),
  ar1Weights: () => fit(trial, { formula, residual: structure('ar1'), weights: 'w' }),
  ar1Slopes: () =>
    fit(mares, {
      formula: 'follicles ~ s + c + (s | Mare)',
      residual: { structure: 'ar1', subject: ['Mare'], time: 'visit' },
    }),
  diagRandom: () => fit(trial, { formula: `${formula} + (1 | subject)`, residual: structure('diag') }),
};

test.each(Object.entries(models))('%s as nlme', (name, model) => {
  const expected = expectedOf[name];
  const result = model();
  const check = new Comparison();
  check.atMost(
    'minus2LogLik',
    expected.minus2LogLik,
    result.minus2LogLik,
    allowed.criterion(expected.minus2LogLik),
  );
  check.same('converged', true, result.converged);
  check.same('at most 10 iterations', true, result.certificate.iterations <= 10);
  expected.estimate.forEach((estimate, i) => {
    check.number(
      `coefficient ${i}`,
      estimate,
      result.fixed[i].estimate,
      allowed.estimate(estimate, expected.se[i]),
    );
    check.number(`se ${i}`, expected.se[i], result.fixed[i].se, allowed.spread(expected.se[i]));
  });
  check.number('sigma', expected.sigma, result.sigma, allowed.spread(expected.sigma));
  const own = result.residualCovariance!.parameters.filter(
    ({ name: parameter }) => !parameter.startsWith('variance'),
  );
  // nlme lists the correlations of UN by the first occasion, as we do.
  expected.correlation.forEach((value, i) => {
    check.number(own[i].name, value, own[i].estimate, allowed.spread(value));
  });
  check.finish();
});

describe('identities', () => {
  const criterion = (residual: ResidualSpec, more: Partial<ModelSpec> = {}): number =>
    fit(trial, { formula, residual, ...more }).minus2LogLik;

  test('a random intercept is compound symmetry', () => {
    const random = fit(trial, { formula: `${formula} + (1 | subject)` });
    const cs = fit(trial, { formula, residual: structure('cs') });
    expect(cs.minus2LogLik).toBeCloseTo(random.minus2LogLik, 7);
    cs.fixed.forEach(({ estimate, se, df }, i) => {
      expect(estimate / random.fixed[i].estimate).toBeCloseTo(1, 6);
      expect(se / random.fixed[i].se).toBeCloseTo(1, 6);
      expect(df / random.fixed[i].df).toBeCloseTo(1, 5);
    });
  });

  test('random effects beside diag are those of a mixed model where all variances are equal', () => {
    // One variance for all: diag by a column with one level is not admissible, so a group of one.
    const all: Column = {
      name: 'all',
      kind: 'categorical',
      type: 'nominal',
      levels: ['a', 'b'],
      codes: new Int32Array(trial.nRows),
    };
    all.codes[0] = 1;
    const dataset = { ...trial, columns: [...trial.columns, all] };
    const with2 = fit(dataset, {
      formula: `${formula} + (1 | subject)`,
      residual: { structure: 'diag', subject: [], heterogeneousBy: 'all' },
    });
    const mixed = fit(trial, { formula: `${formula} + (1 | subject)` });
    // One more parameter, of a single row.
    expect(with2.minus2LogLik).toBeLessThanOrEqual(mixed.minus2LogLik + 1e-8);
    expect(with2.minus2LogLik).toBeGreaterThan(mixed.minus2LogLik - 12);
    expect(with2.nParameters).toBe(mixed.nParameters + 1);
  });

  test('all bands are unstructured, one band is diagonal', () => {
    expect(criterion(structure('un_banded', { bands: 4 }))).toBeCloseTo(criterion(structure('un')), 6);
    expect(criterion(structure('un_banded', { bands: 1 }))).toBeCloseTo(criterion(structure('diag')), 7);
  });

  test('with two occasions Huynh-Feldt is unstructured; one factor with three', () => {
    const few = (count: number): Dataset => {
      const { codes } = visit;
      const rows = [...codes.keys()].filter((i) => codes[i] >= 1 && codes[i] <= count);
      return {
        ...trial,
        nRows: rows.length,
        columns: trial.columns.map((column) =>
          column.kind === 'numeric'
            ? { ...column, values: Float64Array.from(rows, (i) => column.values[i]) }
            : { ...column, codes: Int32Array.from(rows, (i) => column.codes[i]) },
        ),
      };
    };
    const on = (dataset: Dataset, name: ResidualSpec['structure']): number =>
      fit(dataset, { formula, residual: structure(name) }).minus2LogLik;
    expect(on(few(2), 'hf')).toBeCloseTo(on(few(2), 'un'), 7);
    expect(on(few(3), 'fa1')).toBeCloseTo(on(few(3), 'un'), 6);
  });

  test('nested structures order their criteria', () => {
    const un = criterion(structure('un'));
    for (const name of ['hf', 'fa1', 'toeph', 'ante1', 'csh', 'arh1'] as const) {
      expect(criterion(structure(name))).toBeGreaterThan(un);
    }
    expect(criterion(structure('toep'))).toBeGreaterThan(criterion(structure('toeph')));
    expect(criterion(structure('ar1'))).toBeGreaterThan(criterion(structure('arma11')));
    expect(criterion(structure('arma11'))).toBeGreaterThan(criterion(structure('toep')));
  });

  test('the order of rows and names of subjects do not matter', () => {
    const shuffled = [...Array(trial.nRows).keys()].sort((a, b) => ((a * 7919) % 1009) - ((b * 7919) % 1009));
    const mixed: Dataset = {
      ...trial,
      columns: trial.columns.map((column) =>
        column.kind === 'numeric'
          ? { ...column, values: Float64Array.from(shuffled, (i) => column.values[i]) }
          : { ...column, codes: Int32Array.from(shuffled, (i) => column.codes[i]) },
      ),
    };
    const a = fit(trial, { formula, residual: structure('toeph'), df: 'kenward-roger' });
    const b = fit(mixed, { formula, residual: structure('toeph'), df: 'kenward-roger' });
    b.fixed.forEach(({ estimate, se, df }, i) => {
      expect(estimate / a.fixed[i].estimate).toBeCloseTo(1, 8);
      expect(se / a.fixed[i].se).toBeCloseTo(1, 8);
      expect(df / a.fixed[i].df).toBeCloseTo(1, 7);
    });
  });

  test('units of the outcome change nothing else', () => {
    const unit = 1e-7;
    const other: Dataset = {
      ...trial,
      columns: trial.columns.map((column) =>
        column.name === 'score' && column.kind === 'numeric'
          ? { ...column, values: column.values.map((v) => v * unit) }
          : column,
      ),
    };
    for (const name of ['un', 'hf', 'fa1', 'ar1'] as const) {
      const a = fit(trial, { formula, residual: structure(name), df: 'kenward-roger' });
      const b = fit(other, { formula, residual: structure(name), df: 'kenward-roger' });
      b.fixed.forEach(({ estimate, df }, i) => {
        expect(estimate / unit / a.fixed[i].estimate).toBeCloseTo(1, 5);
        expect(df / a.fixed[i].df).toBeCloseTo(1, 5);
      });
      b.residualCovariance!.matrices[0].covariance.forEach((row, t) => {
        expect(row[t] / unit ** 2 / a.residualCovariance!.matrices[0].covariance[t][t]).toBeCloseTo(1, 5);
      });
    }
  });

  test('scaled residuals are white: their sum of squares is that of the criterion', () => {
    const { scaledResiduals, nObs, fixed } = fit(trial, { formula, residual: structure('un'), method: 'ML' });
    const sum = scaledResiduals!.reduce((total, value) => total + value * value, 0);
    // By ML the quadratic form equals n at the optimum over a common factor.
    expect(sum / nObs).toBeCloseTo(1, 7);
    expect(fixed.length).toBe(12);
  });
});
