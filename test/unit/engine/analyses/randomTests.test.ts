import { describe, expect, test } from 'vitest';
import { randomTests } from '../../../../src-main/engine/analyses/randomTests.ts';
import { fSf } from '../../../../src-main/engine/numerics/distributions/fDistribution.ts';
import { randomNumbers } from '../../../../src-main/engine/numerics/random.ts';
import type { RandomTestsQuestion } from '../../../../src-shared/model/analyses/randomTests.ts';
import type { Dataset } from '../../../../src-shared/model/dataset.ts';
import { modelSpecSchema, type ModelSpec } from '../../../../src-shared/model/modelSpec.ts';
import { buildDataset } from '../../../helpers/buildDataset.ts';
import { drain } from '../../../helpers/drain.ts';

const draws = randomNumbers(11);

/** Groups of 6 rows; they differ in level (SD 1) and slope (SD 0.5) beside residuals of SD 1. */
function grouped(nGroups: number, differ = 1): Dataset {
  const rows = [...Array(6 * nGroups).keys()];
  const g = rows.map((row) => Math.floor(row / 6));
  const x = rows.map((row) => (row % 6) - 2.5);
  return buildDataset({
    y: rows.map(
      (row) =>
        3 +
        differ * (draws.normal(0, g[row]) + 0.5 * x[row] * draws.normal(1, g[row])) +
        draws.normal(2, row),
    ),
    x,
    z: rows.map((row) => (row === 4 ? Number.NaN : draws.normal(3, row))),
    g: g.map((group) => `g${group}`),
    // three values within each group
    f: rows.map((row) => `f${row % 3}`),
  });
}

const question: RandomTestsQuestion = { kind: 'randomTests', seed: 5, draws: 0, bootstrap: 0 };
const spec = (formula: string, change: Partial<ModelSpec> = {}) =>
  modelSpecSchema.parse({ formula, ...change });
const ask = (data: Dataset, formula: string, change: Partial<RandomTestsQuestion> = {}) =>
  drain(randomTests(data, spec(formula), { ...question, ...change }));

describe('which reference distribution', () => {
  test('of a slope with its covariance, of a variance, of several variances', () => {
    const data = grouped(12);
    const nulls = (formula: string) => ask(data, formula).tests.map((row) => row.null);
    expect(nulls('y ~ x + (x | g)')).toEqual([{ kind: 'mixture', df: [1, 2] }]);
    expect(nulls('y ~ x + (x || g)')).toEqual([
      { kind: 'mixture', df: [0, 1] },
      { kind: 'mixture', df: [0, 1] },
    ]);
    expect(nulls('y ~ f + (f | g)')).toEqual([{ kind: 'unknown', reason: 'several-variances' }]);
  });

  test('where the model without it is at its limit', () => {
    const { tests } = ask(grouped(12, 0), 'y ~ x + (x || g)');
    expect(tests.some((row) => row.null.kind === 'unknown' && row.null.reason === 'reduced-singular')).toBe(
      true,
    );
    for (const row of tests) if (row.null.kind === 'unknown') expect(row.pMixture).toBeNaN();
  });
});

describe('simulated p values', () => {
  test('exact for a single variance: the F test of balanced groups', () => {
    const data = grouped(8, 0.6);
    const { tests } = ask(data, 'y ~ 1 + (1 | g)', { draws: 20_000 });
    const y = data.columns[0].kind === 'numeric' ? data.columns[0].values : new Float64Array(0);
    const p = fSf(oneWayF(y, 6), 7, 40);
    expect(p).toBeGreaterThan(0.002);
    expect(p).toBeLessThan(0.3);
    expect(tests[0].simulated).toMatchObject({ kind: 'exact', draws: 20_000, failed: 0, seed: 5 });
    expect(Math.abs(tests[0].simulated!.p - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / 20_000));
    // the bootstrap of the same test, by refits
    const again = ask(data, 'y ~ 1 + (1 | g)', { bootstrap: 400 }).tests[0].simulated!;
    expect(again).toMatchObject({ kind: 'bootstrap', draws: 400, failed: 0 });
    expect(Math.abs(again.p - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / 400));
  });

  test('bootstrap wherever there are other random effects; the same for the same seed', () => {
    const data = grouped(10, 0.3);
    const first = ask(data, 'y ~ x + (x | g)', { draws: 500, bootstrap: 60 });
    expect(first.tests[0].simulated).toMatchObject({ kind: 'bootstrap', requested: 60, seed: 5 });
    expect(ask(data, 'y ~ x + (x | g)', { draws: 500, bootstrap: 60 })).toEqual(first);
    const p = first.tests[0].simulated!.p;
    // 61 is one more than the draws: the observed statistic counts as one
    expect(Math.abs(p * 61 - Math.round(p * 61))).toBeLessThan(1e-9);
    expect(ask(data, 'y ~ x + (x | g)', { bootstrap: 60, seed: 6 }).tests[0].simulated!.p).not.toBe(p);
  });

  test('a stop keeps the tests and the draws so far', () => {
    const steps = randomTests(grouped(10, 0.3), spec('y ~ x + (x || g)'), { ...question, bootstrap: 50 });
    let step = steps.next();
    while (!step.done) step = steps.next((step.value.work?.done ?? 0) >= 7 ? 'stop' : undefined);
    const [first, second] = step.value.tests;
    expect(first.simulated).toMatchObject({ requested: 50 });
    expect(first.simulated!.draws + first.simulated!.failed).toBe(7);
    expect(second.simulated).toBeNull();
    expect(second.LRT).toBeGreaterThanOrEqual(0);
  });
});

describe('the comparison', () => {
  test('both models have the same rows, also where the slope is missing in some', () => {
    const data = grouped(12);
    const { tests, minus2LogLik } = ask(data, 'y ~ x + (z | g)');
    const complete = ask(without(data, 4), 'y ~ x + (z | g)');
    expect(Math.abs(tests[0].minus2LogLik - complete.tests[0].minus2LogLik)).toBeLessThan(1e-8);
    expect(Math.abs(tests[0].LRT - (tests[0].minus2LogLik - minus2LogLik))).toBeLessThan(1e-9);
  });

  test('a single numeric slope without intercept is compared with the linear model', () => {
    const [row] = ask(grouped(12), 'y ~ x + (0 + x | g)').tests;
    expect(row).toMatchObject({ dropped: 'x in (0 + x | g)', df: 1, slope: 'x', group: 'g' });
    expect(row.LRT).toBeGreaterThan(0);
  });

  test('needs a random part', () => {
    const steps = randomTests(grouped(3), spec('y ~ x', { method: 'OLS' }), question);
    expect(() => steps.next()).toThrow(expect.objectContaining({ code: 'needs-random-part' }));
  });
});

function oneWayF(y: Float64Array, size: number): number {
  const nGroups = y.length / size;
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = (values: Float64Array, centre: number) =>
    values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  const groups = Array.from({ length: nGroups }, (_, l) => y.subarray(l * size, (l + 1) * size));
  const within = groups.reduce((sum, group) => sum + squares(group, mean(group)), 0);
  const between = squares(y, mean(y)) - within;
  return between / (nGroups - 1) / (within / (y.length - nGroups));
}

function without(data: Dataset, row: number): Dataset {
  const kept = <T extends Float64Array | Int32Array>(values: T) => values.filter((_, i) => i !== row) as T;
  return {
    ...data,
    nRows: data.nRows - 1,
    columns: data.columns.map((column) =>
      column.kind === 'numeric'
        ? { ...column, values: kept(column.values) }
        : { ...column, codes: kept(column.codes) },
    ),
  };
}
