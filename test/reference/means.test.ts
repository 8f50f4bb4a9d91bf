import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readFitFile } from '../../src-main/app/fitFile/readFitFile.ts';
import { runToEnd } from '../../src-main/cli/runToEnd.ts';
import { ask } from '../../src-main/engine/ask.ts';
import { tTwoSided } from '../../src-main/engine/numerics/distributions/studentT.ts';
import { studentizedRangeSf } from '../../src-main/engine/numerics/distributions/studentizedRange.ts';
import { readCsv } from '../../src-main/importers/csv/readCsv.ts';
import type {
  Adjustment,
  MarginalMeans,
  MeansContrast,
  MeansRequest,
  NamedContrast,
} from '../../src-shared/model/analyses/means.ts';
import type { Dataset } from '../../src-shared/model/dataset.ts';
import type { DfMethod } from '../../src-shared/model/methods.ts';
import { modelSpecSchema, type ModelSpec } from '../../src-shared/model/modelSpec.ts';
import { Comparison } from '../helpers/comparison.ts';
import { referenceCases } from '../helpers/referenceCase.ts';

/** emmeans' columns. */
type Limits = Record<'SE' | 'df' | 'lower.CL' | 'upper.CL', number>;
interface ExpectedMeans {
  emmeans?: {
    specs: string;
    df: DfMethod;
    contrast: NamedContrast;
    means: (Limits & { emmean: number })[];
    contrasts: (Limits & { contrast: string; estimate: number; 'p.value': number })[];
  }[];
}

function tableOf(dataset: Dataset, spec: ModelSpec, request: MeansRequest): MarginalMeans {
  return runToEnd(ask(dataset, spec, { kind: 'means', requests: [request] })).tables[0];
}

const cases = referenceCases<ExpectedMeans>('lmer-').filter(
  ({ expected: { emmeans } }) => emmeans !== undefined,
);

describe.each(cases)('$name', ({ name, expected: { emmeans = [] } }) => {
  const { dataset, spec } = readFitFile(new URL(`cases/${name}.json`, import.meta.url).pathname);
  test.each(emmeans)('$specs, $df', ({ specs, df, contrast, means, contrasts }) => {
    const check = new Comparison();
    const table = tableOf(dataset, spec, { specs, df, contrast, adjust: null });
    check.same('number of means', means.length, table.means.length);
    means.forEach((row, i) => {
      const got = table.means[i];
      check.number(`mean ${i}`, row.emmean, got.estimate, 1e-5 * row.SE);
      limits(check, `mean ${i}`, row, got);
    });
    check.same(
      'contrasts',
      contrasts.map((row) => row.contrast),
      table.contrasts.map(({ label }) => label),
    );
    contrasts.forEach((row, i) => {
      const got = table.contrasts[i];
      check.number(`contrast ${i}`, row.estimate, got.estimate, 1e-5 * row.SE);
      // consec is adjusted by mvtnorm there, whose error is random, 1e-3 at most
      const ofP = contrast === 'consec' ? 1e-3 : 2e-3 * row['p.value'] + 1e-12;
      check.number(`p of contrast ${i}`, row['p.value'], got.p, ofP);
      limits(check, `contrast ${i}`, row, got);
    });
    check.finish();
  });
});

function limits(
  check: Comparison,
  what: string,
  expected: Limits,
  got: Omit<MeansContrast, 'label' | 'weights' | 'by' | 't' | 'p'>,
): void {
  const { SE, df, 'lower.CL': lower, 'upper.CL': upper } = expected;
  check.number(`standard error of ${what}`, SE, got.se, 2e-4 * SE);
  check.number(`df of ${what}`, df, got.df, 1e-3 * df);
  check.number(`lower limit of ${what}`, lower, got.lower, 1e-3 * (upper - lower));
  check.number(`upper limit of ${what}`, upper, got.upper, 1e-3 * (upper - lower));
}

/** Made by means/means.R. */
interface Asked {
  model: 'cake' | 'mtcars' | 'emptyCell';
  specs: string;
  contrast: NamedContrast | Record<string, number[]>;
  /** Empty where R has none. */
  reference: string[] | Record<string, never>;
  adjust: Adjustment;
  means: Record<'emmean' | 'SE', number | null>[];
  contrasts: (Record<'estimate' | 'se' | 'p' | 'lower' | 'upper', number | null> & { label: string })[];
}
const { asked, tukey } = JSON.parse(readFileSync(new URL('means/means.json', import.meta.url), 'utf8')) as {
  asked: Asked[];
  /** df null: infinite. */
  tukey: { q: number; k: number; df: number | null; p: number }[];
};

const formulas = {
  cake: 'angle ~ recipe * temperature',
  mtcars: 'mpg ~ gear * wt + hp',
  emptyCell: 'mpg ~ gear * cyl + wt',
};

function olsModel(model: Asked['model']): { dataset: Dataset; spec: ModelSpec } {
  const file = model === 'cake' ? 'cake.csv' : 'mtcars.csv';
  const url = new URL(`../../src-main/examples/data/${file}`, import.meta.url);
  const columns = { recipe: 'nominal', temperature: 'nominal', gear: 'nominal', cyl: 'nominal' } as const;
  const used = Object.entries(columns).filter(([name]) => formulas[model].includes(name));
  const { dataset } = readCsv(readFileSync(url), file, { columns: Object.fromEntries(used) });
  return {
    dataset,
    spec: modelSpecSchema.parse({ formula: formulas[model], method: 'OLS', df: 'residual' }),
  };
}

describe('emmeans, with every adjustment', () => {
  test.each(asked)(
    '$model $specs $contrast $adjust',
    ({ model, specs, contrast, reference, adjust, means, contrasts }) => {
      const { dataset, spec } = olsModel(model);
      const named = Array.isArray(reference) ? { reference } : {};
      const table = tableOf(dataset, spec, { specs, contrast, ...named, adjust, df: null });
      // mvtnorm's values have a random error of their own
      const ofP = adjust === 'mvt' ? 2e-4 : 1e-7;
      const ofLimit = adjust === 'mvt' ? 2e-3 : 1e-7;
      const check = new Comparison();
      const value = (what: string, expected: number | null, got: number, allowed: number) => {
        if (expected === null) check.same(what, true, Number.isNaN(got));
        else check.number(what, expected, got, allowed);
      };
      check.same('number of means', means.length, table.means.length);
      means.forEach(({ emmean, SE }, i) => {
        value(`mean ${i}`, emmean, table.means[i].estimate, 1e-8 * (SE ?? 0));
        value(`standard error ${i}`, SE, table.means[i].se, 1e-8 * (SE ?? 0));
      });
      check.same(
        'contrasts',
        contrasts.map(({ label }) => label),
        table.contrasts.map(({ label }) => label),
      );
      contrasts.forEach(({ estimate, se, p, lower, upper }, i) => {
        const got = table.contrasts[i];
        const size = se ?? 0;
        value(`contrast ${i}`, estimate, got.estimate, 1e-8 * size);
        value(`standard error of contrast ${i}`, se, got.se, 1e-8 * size);
        value(`p of contrast ${i}`, p, got.p, ofP);
        value(`lower limit of contrast ${i}`, lower, got.lower, ofLimit * size);
        value(`upper limit of contrast ${i}`, upper, got.upper, ofLimit * size);
      });
      check.finish();
    },
  );
});

describe('the studentised range', () => {
  // ptukey's quadrature is coarse where df are few: off by 1e-6 at 4 and by 2e-5 at 2.5, seen where the range is known, at k = 2.
  const reliable = 10;
  test("is R's ptukey", () => {
    const check = new Comparison();
    for (const { q, k, df, p } of tukey) {
      if (df !== null && df < reliable) continue;
      const got = studentizedRangeSf(q, k, df ?? Infinity);
      check.number(`q ${q}, k ${k}, df ${df}`, p, got, 1e-8 + 1e-6 * p);
    }
    check.finish();
  });
  test('of two means is their t test', () => {
    const check = new Comparison();
    for (const { q, k, df } of tukey) {
      if (k !== 2 || df === null) continue;
      const p = tTwoSided(q / Math.SQRT2, df);
      check.number(`q ${q}, df ${df}`, p, studentizedRangeSf(q, k, df), 1e-10 * p);
    }
    check.finish();
  });
});

test('what cannot be read or compared is refused by name', () => {
  const { dataset, spec } = olsModel('cake');
  const asking =
    (specs: string, contrast: MeansRequest['contrast'] = null, reference?: readonly string[]) =>
    () =>
      tableOf(dataset, spec, { specs, contrast, reference, adjust: null, df: null });
  expect(asking('recipe')).toThrow(/"recipe"/);
  expect(asking('~ replicate')).toThrow(/replicate is no categorical predictor/);
  expect(asking('~ recipe | recipe')).toThrow(/named twice/);
  expect(asking('~ recipe', { half: [1, -1] })).toThrow(/"half" has 2 weights for 3 means/);
  expect(asking('~ recipe', { nothing: [0, 0, 0] })).toThrow(/"nothing" has no weight/);
  expect(asking('~ recipe', 'trt.vs.ctrl1', ['D'])).toThrow(/no mean \["D"\] to compare with/);
  expect(asking('~ recipe', 'trt.vs.ctrl1', ['A', 'B'])).toThrow(/no mean \["A","B"\]/);
});
