/** Influence against the reference case and against refits in R (influence/influence.R). */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runToEnd } from '../../src-main/cli/runToEnd.ts';
import { influence } from '../../src-main/engine/analyses/influence/influence.ts';
import type {
  Influence,
  InfluenceEstimates,
  LevelInfluence,
  RefittedWithout,
} from '../../src-shared/model/analyses/influence.ts';
import { modelSpecSchema, type ModelSpec } from '../../src-shared/model/modelSpec.ts';
import { referenceData } from '../helpers/datasets.ts';

/** Groupings whose levels are written as numbers. */
const nominal: Readonly<Record<string, readonly string[]>> = {
  sleepstudy: ['Subject'],
  'sleepstudy-weights': ['Subject'],
  machines: ['Worker'],
  mtcars: ['gear'],
};

function ask(data: string, spec: Partial<ModelSpec>, group: string | null): Influence {
  const columns = Object.fromEntries((nominal[data] ?? []).map((name) => [name, 'nominal' as const]));
  const dataset = referenceData(data, { columns });
  return runToEnd(influence(dataset, modelSpecSchema.parse(spec), { kind: 'influence', group }));
}

function refitted(level: LevelInfluence | undefined): RefittedWithout {
  if (level?.kind !== 'refitted') throw new Error(`not refitted: ${JSON.stringify(level)}`);
  return level;
}

function expectRelative(got: number, wanted: number, tolerance: number, what: string): void {
  expect(Math.abs(got - wanted), `${what}: ${got} against ${wanted}`).toBeLessThanOrEqual(
    tolerance * Math.abs(wanted),
  );
}

test('the reference case: sleepstudy by subject', () => {
  const path = new URL('./cases/lmer-sleepstudy-slope.json', import.meta.url);
  const { expected } = JSON.parse(readFileSync(path, 'utf8')) as {
    expected: {
      influence: { levels: string[]; fixedWithout: number[][]; cooksDistance: number[] };
    };
  };
  const got = ask('sleepstudy', { formula: 'Reaction ~ Days + (Days | Subject)' }, 'Subject');
  const wanted = expected.influence;
  expect(got.levels.map(({ level }) => level)).toEqual(wanted.levels);
  got.levels.map(refitted).forEach((level, i) => {
    level.estimate.forEach((value, j) => {
      expect(Math.abs(value - wanted.fixedWithout[i][j])).toBeLessThanOrEqual(1e-5 * level.se[j]);
    });
    expectRelative(level.cooksDistance, wanted.cooksDistance[i], 1e-5, `Cook's distance of ${level.level}`);
  });
});

/** R's JSON writer turns a vector of length one into a number. */
type Vector = number | readonly number[];
type Estimates = Record<keyof InfluenceEstimates, Vector>;

interface Reference {
  readonly mixed: readonly {
    readonly data: string;
    readonly formula: string;
    readonly method?: 'ML';
    readonly weights?: string;
    readonly offset?: string;
    readonly group?: string;
    readonly all: Estimates;
    readonly without: readonly (Estimates & {
      readonly level: string;
      readonly cooksDistance: number;
      readonly dfbetas: Vector;
      readonly covRatio: number;
      readonly covTrace: number;
    })[];
  }[];
  readonly ols: {
    readonly data: string;
    readonly formula: string;
    readonly cooksDistance: readonly number[];
    readonly covRatio: readonly number[];
    readonly sigma: readonly number[];
  };
}

const reference = JSON.parse(
  readFileSync(new URL('./influence/influence.json', import.meta.url), 'utf8'),
) as Reference;

const vector = (value: Vector): readonly number[] => (typeof value === 'number' ? [value] : value);

function expectEstimates(got: InfluenceEstimates, wanted: Estimates, what: string): void {
  const se = vector(wanted.se);
  vector(wanted.estimate).forEach((value, j) => {
    expect(Math.abs(got.estimate[j] - value), `${what}, coefficient ${j}`).toBeLessThanOrEqual(1e-5 * se[j]);
    expectRelative(got.se[j], se[j], 2e-4, `${what}, SE ${j}`);
    expectRelative(got.df[j], vector(wanted.df)[j], 1e-3, `${what}, df ${j}`);
    expectRelative(got.p[j], vector(wanted.p)[j], 1e-3, `${what}, p ${j}`);
  });
  const largest = Math.max(...vector(wanted.variances));
  vector(wanted.variances).forEach((value, c) => {
    const tolerance = Math.max(2e-4 * value, 1e-6 * largest);
    expect(Math.abs(got.variances[c] - value), `${what}, variance ${c}`).toBeLessThanOrEqual(tolerance);
  });
}

describe.each(reference.mixed)('$data: $formula without each of $group', (model) => {
  const { data, formula, method, weights, offset, group = null } = model;
  const got = ask(
    data,
    { formula, ...(method && { method }), ...(weights && { weights }), ...(offset && { offset }) },
    group,
  );

  test('all rows', () => {
    expectEstimates(got.all, model.all, 'all rows');
  });

  test('each level', () => {
    for (const wanted of model.without) {
      const level = refitted(got.levels.find((candidate) => candidate.level === wanted.level));
      expectEstimates(level, wanted, level.level);
      expectRelative(level.cooksDistance, wanted.cooksDistance, 1e-3, `Cook's distance of ${level.level}`);
      vector(wanted.dfbetas).forEach((value, j) => {
        expect(Math.abs(level.dfbetas[j] - value), `DFBETAS ${j} of ${level.level}`).toBeLessThanOrEqual(
          1e-4,
        );
      });
      expectRelative(level.covRatio, wanted.covRatio, 1e-3, `COVRATIO of ${level.level}`);
      expect(Math.abs(level.covTrace - wanted.covTrace)).toBeLessThanOrEqual(1e-3);
    }
  });
});

test('least squares without each row: R’s cooks.distance and covratio', () => {
  const { data, formula, cooksDistance, covRatio, sigma } = reference.ols;
  const got = ask(data, { formula, method: 'OLS' }, null);
  expect(got.dfMethod).toBe('residual');
  got.levels.map(refitted).forEach((row, i) => {
    expect(row.level).toBe(String(i + 1));
    expectRelative(row.cooksDistance, cooksDistance[i], 1e-9, `Cook's distance of row ${i + 1}`);
    expectRelative(row.covRatio, covRatio[i], 1e-9, `COVRATIO of row ${i + 1}`);
    expectRelative(Math.sqrt(row.variances[0]), sigma[i], 1e-9, `sigma without row ${i + 1}`);
  });
});
