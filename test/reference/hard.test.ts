/**
 * Models whose answer is known without another program: by an exact transformation of a model that agrees
 * with lme4, or by a closed formula. They are hard where squared sums lose digits or an optimum is on its
 * boundary.
 */
import { describe, expect, test } from 'vitest';
import {
  continuous,
  dataset,
  fit,
  nominal,
  numbers,
  referenceData,
  reorderRows,
  texts,
  withColumn,
} from '../helpers/datasets.ts';
import type { FitResult } from '../../src-shared/model/fitResult.ts';

const sleepstudy = referenceData('sleepstudy', { columns: { Subject: 'nominal' } });
const reaction = numbers(sleepstudy, 'Reaction');
const days = numbers(sleepstudy, 'Days');
const slopes = 'Reaction ~ Days + (Days | Subject)';
const base = fit(sleepstudy, slopes);

/** An objective may be lower (a better optimum), never higher by more than this (engine goal). */
const OBJECTIVE = 1e-7;
/** Estimates of one optimum reached on two ways: the criterion is flat, its root accuracy 1e-8 or so. */
const SAME = 1e-6;

function expectClose(got: number, wanted: number, relative = SAME): void {
  expect(Math.abs(got - wanted), `${got} against ${wanted}`).toBeLessThanOrEqual(
    relative * Math.max(Math.abs(wanted), Number.MIN_VALUE),
  );
}

function expectSameVariances(got: FitResult, wanted: FitResult, factor = 1): void {
  expectClose(got.sigma, wanted.sigma * factor);
  expect(got.theta.length).toBe(wanted.theta.length);
  // the least certain parameter decides what is noise: theta is compared on the scale of its largest
  const scale = Math.max(...wanted.theta.map(Math.abs));
  got.theta.forEach((value, i) => {
    expect(Math.abs(value - wanted.theta[i])).toBeLessThanOrEqual(10 * SAME * scale);
  });
}

describe('scales', () => {
  test('an outcome shifted by 1e9', () => {
    const shifted = withColumn(
      sleepstudy,
      continuous(
        'Reaction',
        reaction.map((y) => y + 1e9),
      ),
    );
    const result = fit(shifted, slopes);
    expectSameVariances(result, base);
    expectClose(result.minus2LogLik, base.minus2LogLik);
    expectClose(result.fixed[0].estimate - 1e9, base.fixed[0].estimate);
    expectClose(result.fixed[1].estimate, base.fixed[1].estimate);
    expectClose(result.fixed[1].df, base.fixed[1].df, 1e-4);
  });

  test.each([1e-6, 1e6])('an outcome in units of %d', (unit) => {
    const scaled = withColumn(
      sleepstudy,
      continuous(
        'Reaction',
        reaction.map((y) => y * unit),
      ),
    );
    const result = fit(scaled, slopes);
    expectSameVariances(result, base, unit);
    const shift = 2 * (180 - 2) * Math.log(unit);
    expect(result.minus2LogLik).toBeLessThanOrEqual(base.minus2LogLik + shift + OBJECTIVE);
    expectClose(result.fixed[1].t, base.fixed[1].t);
  });

  test.each([
    [1000, 5e4],
    [1e-6, 0],
    [1e6, -3e9],
  ])('a slope variable times %d plus %d', (factor, shift) => {
    const moved = withColumn(
      sleepstudy,
      continuous(
        'Days',
        days.map((x) => x * factor + shift),
      ),
    );
    const result = fit(moved, slopes);
    // REML holds log |X'X|, which the new unit changes by a constant
    const wanted = base.minus2LogLik + 2 * Math.log(factor);
    expect(result.minus2LogLik).toBeLessThanOrEqual(wanted + OBJECTIVE);
    expectClose(result.minus2LogLik, wanted);
    expectClose(result.sigma, base.sigma);
    expectClose(result.fixed[1].estimate * factor, base.fixed[1].estimate);
    expectClose(result.fixed[1].t, base.fixed[1].t);
    expect(result.converged && !result.singular).toBe(true);
  });
});

describe('orders and names change nothing', () => {
  test('of rows', () => {
    const order = Array.from({ length: 180 }, (_, i) => (i * 77) % 180);
    expect(new Set(order).size).toBe(180);
    const result = fit(reorderRows(sleepstudy, order), slopes);
    expectSameVariances(result, base);
    expectClose(result.minus2LogLik, base.minus2LogLik, 1e-10);
    order.forEach((row, i) => {
      expect(result.fitted[i]).toBeCloseTo(base.fitted[row], 3);
    });
  });

  test('of levels of a grouping', () => {
    const subjects = texts(sleepstudy, 'Subject').map(String);
    const reversed = [...new Set(subjects)].reverse();
    const result = fit(withColumn(sleepstudy, nominal('Subject', subjects, reversed)), slopes);
    expectSameVariances(result, base);
    expect(result.ranef[0].levels).toEqual(reversed);
    expectClose(result.ranef[0].modes[0][0], base.ranef[0].modes.at(-1)![0], 1e-4);
  });

  test('the reference level of a factor moves coefficients, not the fit', () => {
    const wanted = fit(referenceData('oats'), 'yield ~ nitro * Variety + (1 | Block/Variety)');
    const oats = referenceData('oats', { levels: { Variety: ['Victory', 'Marvellous', 'Golden Rain'] } });
    const result = fit(oats, 'yield ~ nitro * Variety + (1 | Block/Variety)');
    expectSameVariances(result, wanted);
    result.anova.forEach((row, i) => {
      expectClose(row.F, wanted.anova[i].F, 1e-5);
      expectClose(row.denDf, wanted.anova[i].denDf, 1e-4);
    });
  });

  test('implicit and explicit labels of three nested levels', () => {
    const pastes = referenceData('pastes');
    const batch = texts(pastes, 'batch');
    const cask = texts(pastes, 'cask');
    // six plants of casks in batches: a third level above, made of pairs of batches
    const plant = batch.map((name) => `p${Math.floor('ABCDEFGHIJ'.indexOf(String(name)) / 2)}`);
    const implicit = withColumn(pastes, nominal('plant', plant));
    const explicit = withColumn(
      implicit,
      nominal(
        'cask',
        batch.map((name, i) => `${plant[i]} ${name} ${cask[i]}`),
      ),
    );
    const left = fit(implicit, 'strength ~ 1 + (1 | plant/batch/cask)');
    const right = fit(explicit, 'strength ~ 1 + (1 | plant) + (1 | batch) + (1 | cask)');
    expect(Object.values(left.nGroups)).toEqual([30, 10, 5]);
    expect(Object.values(right.nGroups)).toEqual([30, 10, 5]);
    expectSameVariances(left, right);
    expectClose(left.minus2LogLik, right.minus2LogLik, 1e-10);
  });
});

describe('closed formulas', () => {
  const dyestuff = referenceData('dyestuff');
  const y = numbers(dyestuff, 'Yield');
  const batches = texts(dyestuff, 'Batch').map(String);
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const groups = [...new Set(batches)].map((name) => Array.from(y).filter((_, i) => batches[i] === name));
  const grand = mean(Array.from(y));
  const between = groups.reduce((sum, group) => sum + 5 * (mean(group) - grand) ** 2, 0);
  const within = groups.reduce(
    (sum, group) => sum + group.reduce((part, value) => part + (value - mean(group)) ** 2, 0),
    0,
  );

  test.each([
    ['REML', 5],
    ['ML', 6],
  ] as const)('balanced one-way layout by %s', (method, divisor) => {
    const result = fit(dyestuff, 'Yield ~ 1 + (1 | Batch)', { method });
    const error = within / 24;
    expectClose(result.sigma ** 2, error);
    const row = result.variance[0];
    expectClose(row.kind === 'variance' ? row.variance : NaN, (between / divisor - error) / 5);
    expectClose(result.fixed[0].estimate, grand, 1e-12);
  });

  test('weights of 2 throughout double sigma squared and change nothing else', () => {
    const weighted = withColumn(
      sleepstudy,
      continuous(
        'w',
        Array.from({ length: 180 }, () => 2),
      ),
    );
    const result = fit(weighted, slopes, { weights: 'w' });
    expectClose(result.sigma ** 2, 2 * base.sigma ** 2);
    expectClose(result.minus2LogLik, base.minus2LogLik, 1e-10);
    result.fixed.forEach((row, i) => {
      expectClose(row.estimate, base.fixed[i].estimate, 1e-8);
      expectClose(row.se, base.fixed[i].se);
      expectClose(row.df, base.fixed[i].df, 1e-4);
    });
  });

  test('an offset is a coefficient of 1', () => {
    const moved = withColumn(
      sleepstudy,
      continuous(
        'known',
        days.map((x) => 3 * x - 20),
      ),
    );
    const result = fit(moved, slopes, { offset: 'known' });
    expectSameVariances(result, base);
    expectClose(result.fixed[1].estimate, base.fixed[1].estimate - 3);
    expectClose(result.fitted[7], base.fitted[7]);
  });
});

describe('what cannot be estimated is said', () => {
  test('a duplicated predictor is left out with a notice, the rest stays as it is', () => {
    const doubled = withColumn(
      sleepstudy,
      continuous(
        'Twice',
        days.map((x) => 2 * x),
      ),
    );
    const result = fit(doubled, 'Reaction ~ Days + Twice + (Days | Subject)');
    expect(result.fixed.map((row) => row.term)).toEqual(['(Intercept)', 'Days']);
    expect(result.nParameters).toBe(6);
    const notice = result.notices.find(({ code }) => code === 'aliased-terms');
    expect(notice?.message).toContain('Twice');
    expectSameVariances(result, base);
  });

  test('a variance at zero: singular, converged, equal to the model without it', () => {
    // groups that differ less than chance: every group holds the same values
    const values = [3, 5, 4, 8, 6, 9, 2, 7];
    const data = dataset([
      continuous(
        'y',
        Array.from({ length: 48 }, (_, i) => values[i % 8]),
      ),
      nominal(
        'g',
        Array.from({ length: 48 }, (_, i) => `g${Math.floor(i / 8)}`),
      ),
    ]);
    const result = fit(data, 'y ~ 1 + (1 | g)', { method: 'ML' });
    expect([result.singular, result.converged, result.theta]).toEqual([true, true, [0]]);
    expect(result.singularComponents).toMatchObject([{ group: 'g', kind: 'zero-variance' }]);
    expect(result.notices.some(({ code }) => code === 'singular-fit')).toBe(true);
    expectClose(result.minus2LogLik, fit(data, 'y ~ 1', { method: 'OLS' }).minus2LogLik, 1e-10);
    expect(result.ranef[0].modes.flat()).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('a perfect correlation of intercepts and slopes', () => {
    const xs = [-2, -1, 0, 1, 2];
    const noise = [0.3, -0.6, 0.6, -0.6, 0.3]; // orthogonal to 1 and x within each group
    const rows = Array.from({ length: 40 }, (_, i) => ({
      g: Math.floor(i / 5),
      x: xs[i % 5],
      e: noise[i % 5],
    }));
    const data = dataset([
      continuous(
        'x',
        rows.map((row) => row.x),
      ),
      continuous(
        'y',
        rows.map(({ g, x, e }) => 10 + (g - 3.5) * (2 + x) + e),
      ),
      nominal(
        'g',
        rows.map((row) => `g${row.g}`),
      ),
    ]);
    const result = fit(data, 'y ~ x + (x | g)');
    expect([result.singular, result.converged]).toEqual([true, true]);
    expect(result.singularComponents).toMatchObject([{ group: 'g', kind: 'perfect-correlation' }]);
    const row = result.variance.find((candidate) => candidate.kind === 'covariance');
    expectClose(row?.kind === 'covariance' ? row.correlation : NaN, 1, 1e-6);
  });

  test('a constant outcome', () => {
    const constant = withColumn(
      sleepstudy,
      continuous(
        'Reaction',
        reaction.map(() => 250),
      ),
    );
    for (const formula of [slopes, 'Reaction ~ Days']) {
      expect(() => fit(constant, formula, formula === slopes ? {} : { method: 'OLS' })).toThrow(
        expect.objectContaining({
          name: 'AppError',
          message: expect.stringContaining('Reaction') as string,
        }) as Error,
      );
    }
  });

  test('one level per row, and one level in all', () => {
    const each = withColumn(
      sleepstudy,
      nominal(
        'row',
        Array.from({ length: 180 }, (_, i) => `r${i}`),
      ),
    );
    const all = withColumn(
      sleepstudy,
      nominal(
        'all',
        Array.from({ length: 180 }, () => 'a'),
      ),
    );
    for (const [data, name] of [
      [each, 'row'],
      [all, 'all'],
    ] as const) {
      expect(() => fit(data, `Reaction ~ Days + (1 | ${name})`)).toThrow(
        expect.objectContaining({
          name: 'AppError',
          message: expect.stringContaining(name) as string,
        }) as Error,
      );
    }
  });

  test('a perfect fit is not reported as evidence', () => {
    const exact = withColumn(
      sleepstudy,
      continuous(
        'Reaction',
        days.map((x) => 250 + 10 * x),
      ),
    );
    const result = fit(exact, 'Reaction ~ Days', { method: 'OLS' });
    expectClose(result.fixed[1].estimate, 10, 1e-9);
    expect(result.sigma).toBeLessThan(1e-9);
    expect(result.notices.some(({ code }) => code === 'perfect-fit')).toBe(true);
  });

  test('an outcome that predictors and groups reproduce exactly', () => {
    const exact = withColumn(
      sleepstudy,
      continuous(
        'Reaction',
        days.map((x, i) => 250 + 10 * x + 7 * (Math.floor(i / 10) % 4)),
      ),
    );
    expect(() => fit(exact, 'Reaction ~ Days + (1 | Subject)')).toThrow(
      expect.objectContaining({ name: 'AppError', code: 'perfect-fit' }) as Error,
    );
  });

  test('as many coefficients as rows leave nothing to judge them by', () => {
    const data = dataset([continuous('y', [1, 2, 4]), nominal('g', ['a', 'b', 'c'])]);
    const result = fit(data, 'y ~ g', { method: 'OLS' });
    expect(result.fixed[0].se).toBeNaN();
    expect(result.notices.some(({ code }) => code === 'no-residual-df')).toBe(true);
  });
});
