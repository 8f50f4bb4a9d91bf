import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../../src-main/importers/csv/readCsv.ts';
import { buildModelFrame } from '../../src-main/engine/frame/buildModelFrame.ts';
import type { ModelFrame } from '../../src-main/engine/frame/modelFrame.ts';
import { fitOls, type OlsFit } from '../../src-main/engine/ols/fitOls.ts';
import { glance } from '../../src-main/engine/ols/glance.ts';
import { olsAnova } from '../../src-main/engine/ols/olsAnova.ts';
import { anovaTable } from '../../src-main/engine/inference/anovaTable.ts';
import type { Estimates } from '../../src-main/engine/inference/estimates.ts';
import { hypotheses } from '../../src-main/engine/inference/hypotheses.ts';
import { modelSpecSchema, type ModelSpec } from '../../src-shared/model/modelSpec.ts';

/** Expected numbers come from R by ols/ols.R. */
interface FTest {
  term: string;
  numDf: number;
  F?: number;
  sumSq?: number;
}
interface WholeModel {
  coefficients: { term: string; estimate: number; se: number }[];
  sigma: number;
  r2: number;
  adjR2: number;
  F: number;
  numDf: number;
  deviance: number;
  logLik: number;
  aic: number;
  bic: number;
  fitted: number[];
  residuals: number[];
  type1?: FTest[];
  type2?: FTest[];
}
interface Expected {
  hypotheses: {
    formula: string;
    aliased: string | string[];
    type1: FTest[];
    type2: FTest[];
    type3: FTest[];
  }[];
  written: { formula: string; term: string; numDf: number; F: number }[];
  weighted: WholeModel;
  noIntercept: WholeModel;
  offset: WholeModel;
  mtcarsType3: FTest[];
}

const here = new URL('ols/', import.meta.url);
const expected = JSON.parse(readFileSync(new URL('ols.json', here), 'utf8')) as Expected;

function frameOf(formula: string, options: Partial<ModelSpec> = {}, file = 'cells.csv'): ModelFrame {
  const { dataset } = readCsv(readFileSync(new URL(file, here)), file, {
    columns: file === 'cells.csv' ? {} : { gear: 'nominal' },
  });
  return buildModelFrame(dataset, modelSpecSchema.parse({ formula, method: 'OLS', ...options }));
}

const estimatesOf = (fit: OlsFit): Estimates => ({
  beta: fit.beta,
  vcov: fit.vcov,
  derivatives: null,
  dfResidual: fit.dfResidual,
  dfMethod: 'satterthwaite',
});

/** lmerTest rounds type III hypotheses to 7 digits (1/3 becomes 0.3333333). */
const tolerance = { 1: 1e-9, 2: 1e-9, 3: 1e-5 };

/** Both ways to an F: sums of squares, and Wald from coefficients and vcov. */
function expectTests(frame: ModelFrame, fit: OlsFit, type: 1 | 2 | 3, rows: readonly FTest[]): void {
  const bySquares = olsAnova(frame.fixed, fit, type, frame.weights);
  const byWald = anovaTable(hypotheses(frame.fixed, fit.qr, type, frame.weights), estimatesOf(fit));
  expect(byWald.map(({ term }) => term)).toEqual(rows.map(({ term }) => term));
  rows.forEach(({ term, numDf, F, sumSq }, t) => {
    const got = { term, numDf: byWald[t].numDf, denDf: byWald[t].denDf };
    if (numDf === 0) {
      expect([got.numDf, bySquares[t].numDf, bySquares[t].F]).toEqual([0, 0, NaN]);
      return;
    }
    expect(got).toEqual({ term, numDf, denDf: fit.dfResidual });
    expect(Math.abs(byWald[t].F / F! - 1)).toBeLessThan(tolerance[type]);
    expect(Math.abs(bySquares[t].F / F! - 1)).toBeLessThan(tolerance[type]);
    expect(bySquares[t].numDf).toBe(numDf);
    if (sumSq !== undefined) expect(bySquares[t].sumSq! / sumSq).toBeCloseTo(1, 9);
  });
}

describe.each(expected.hypotheses)('hypotheses of $formula', ({ formula, aliased, ...types }) => {
  const frame = frameOf(formula);
  const fit = fitOls(frame);

  test('left-out columns', () => {
    const names = Array.from(fit.qr.pivot.subarray(fit.qr.rank), (column) => frame.fixed.names[column]);
    expect(names).toEqual([aliased].flat());
    expect(fit.notices.map(({ code }) => code)).toEqual(names.length > 0 ? ['aliased-terms'] : []);
  });

  test.each([1, 2, 3] as const)('type %i', (type) => {
    expectTests(frame, fit, type, types[`type${type}`]);
  });
});

test.each(expected.written)('type III of $term in $formula', ({ formula, term, numDf, F }) => {
  const frame = frameOf(formula);
  const row = olsAnova(frame.fixed, fitOls(frame), 3, null).find((other) => other.term === term)!;
  expect(row.numDf).toBe(numDf);
  expect(row.F / F).toBeCloseTo(1, 8);
});

test('type III with a factor by covariate interaction is about the lines at zero', () => {
  const frame = frameOf('mpg ~ wt * gear + hp', {}, '../../../src-main/examples/data/mtcars.csv');
  expectTests(frame, fitOls(frame), 3, expected.mtcarsType3);
});

describe.each([
  { name: 'weighted', formula: 'y ~ a * b + x', options: { weights: 'w' } },
  { name: 'noIntercept', formula: 'y ~ 0 + a + x', options: { weights: 'w' } },
  { name: 'offset', formula: 'y ~ a + x', options: { offset: 'known' } },
] as const)('$name', ({ name, formula, options }) => {
  const row = expected[name];
  const frame = frameOf(formula, options);
  const fit = fitOls(frame);

  test('coefficients', () => {
    const p = fit.beta.length;
    const got = Array.from(fit.kept, (column, j) => ({
      term: frame.fixed.names[column],
      estimate: fit.beta[j],
      se: Math.sqrt(fit.vcov[j * p + j]),
    }));
    expect(got.map(({ term }) => term)).toEqual(row.coefficients.map(({ term }) => term));
    got.forEach(({ estimate, se }, j) => {
      expect(estimate).toBeCloseTo(row.coefficients[j].estimate, 10);
      expect(se).toBeCloseTo(row.coefficients[j].se, 10);
    });
  });

  test('whole model', () => {
    const summary = glance(frame, fit);
    for (const key of ['sigma', 'r2', 'adjR2', 'F', 'numDf', 'deviance'] as const) {
      expect(summary[key] / row[key], key).toBeCloseTo(1, 10);
    }
    for (const key of ['logLik', 'aic', 'bic'] as const) expect(fit[key], key).toBeCloseTo(row[key], 9);
    for (let i = 0; i < 3; i++) {
      expect(fit.residuals[i]).toBeCloseTo(row.residuals[i], 10);
      const offset = frame.offset?.[i] ?? 0;
      expect(fit.fitted[i]).toBeCloseTo(row.fitted[i] + offset, 10);
    }
  });

  test('sequential tests', () => {
    if (row.type1) expectTests(frame, fit, 1, row.type1);
    if (row.type2) expectTests(frame, fit, 2, row.type2);
  });
});
