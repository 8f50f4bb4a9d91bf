import { describe, expect, test } from 'vitest';
import { runToEnd } from '../../../../../src-main/cli/runToEnd.ts';
import { influence } from '../../../../../src-main/engine/analyses/influence/influence.ts';
import type { Influence, LevelInfluence } from '../../../../../src-shared/model/analyses/influence.ts';
import type { Dataset } from '../../../../../src-shared/model/dataset.ts';
import { modelSpecSchema, type ModelSpec } from '../../../../../src-shared/model/modelSpec.ts';
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
} from '../../../../helpers/datasets.ts';

const sleepstudy = referenceData('sleepstudy', { columns: { Subject: 'nominal' } });
const slopes = 'Reaction ~ Days + (Days | Subject)';

function ask(
  data: Dataset,
  formula: string,
  group: string | null,
  options: Partial<ModelSpec> = {},
): Influence {
  const spec = modelSpecSchema.parse({ formula, ...options });
  return runToEnd(influence(data, spec, { kind: 'influence', group }));
}

function without(data: Dataset, leftOut: (row: number) => boolean): Dataset {
  const rows = Array.from({ length: data.nRows }, (_, row) => row).filter((row) => !leftOut(row));
  return { ...reorderRows(data, rows), nRows: rows.length };
}

/** Leaving out is the same as never having had the rows. */
function expectFit(
  level: LevelInfluence,
  data: Dataset,
  formula: string,
  options: Partial<ModelSpec> = {},
): void {
  if (level.kind !== 'refitted') throw new Error(level.reason);
  const wanted = fit(data, formula, options);
  wanted.fixed.forEach((row, j) => {
    expect(Math.abs(level.estimate[j] - row.estimate)).toBeLessThan(1e-6 * row.se);
    expect(Math.abs(level.se[j] / row.se - 1)).toBeLessThan(1e-5);
    expect(Math.abs(level.df[j] / row.df - 1)).toBeLessThan(1e-5);
  });
  const variances = wanted.variance.filter((row) => row.kind === 'variance');
  const largest = Math.max(...variances.map(({ variance }) => variance));
  variances.forEach(({ variance }, c) => {
    expect(Math.abs(level.variances[c] - variance)).toBeLessThan(1e-5 * largest);
  });
  expect(level.singular).toBe(wanted.singular);
}

describe('leaving out is the same as a fit to the other rows', () => {
  test('a subject, a row', () => {
    const subjects = texts(sleepstudy, 'Subject');
    const bySubject = ask(sleepstudy, slopes, 'Subject', { method: 'ML' });
    const part = without(sleepstudy, (row) => subjects[row] === '335');
    const at = bySubject.levels.findIndex(({ level }) => level === '335');
    expectFit(bySubject.levels[at], part, slopes, { method: 'ML' });
    const byRow = ask(sleepstudy, slopes, null);
    expect(byRow.levels).toHaveLength(180);
    expectFit(
      byRow.levels[56],
      without(sleepstudy, (row) => row === 56),
      slopes,
    );
  });

  test('a level of a crossed grouping, one of a variable outside the model, one with rows dropped before it', () => {
    const penicillin = referenceData('penicillin');
    const formula = 'diameter ~ 1 + (1 | plate) + (1 | sample)';
    const plates = texts(penicillin, 'plate');
    const byPlate = ask(penicillin, formula, 'plate');
    const plate = byPlate.levels[3];
    expectFit(
      plate,
      without(penicillin, (row) => plates[row] === plate.level),
      formula,
    );

    const y = numbers(sleepstudy, 'Reaction').map((value, row) => (row % 20 === 3 ? NaN : value));
    const holes = withColumn(sleepstudy, continuous('Reaction', y));
    const halves = Array.from({ length: 180 }, (_, row) => (row % 3 === 0 ? 'third' : 'rest'));
    const parts = ask(withColumn(holes, nominal('part', halves)), slopes, 'part');
    expect(parts.levels.map(({ level, rows }) => [level, rows])).toEqual([
      ['third', 57],
      ['rest', 114],
    ]);
    expectFit(
      parts.levels[0],
      without(holes, (row) => row % 3 === 0),
      slopes,
    );
  });

  test('rows beside which all others are rounding errors: nothing is subtracted', () => {
    const spoiled = numbers(sleepstudy, 'Reaction').slice();
    spoiled[7] = 1e12;
    const data = withColumn(sleepstudy, continuous('Reaction', spoiled));
    const { levels } = ask(data, slopes, 'Subject');
    expectFit(
      levels[0],
      without(sleepstudy, (row) => row < 10),
      slopes,
    );
  });

  test('whatever the order of rows', () => {
    const order = Array.from({ length: 180 }, (_, i) => (i * 77) % 180);
    const there = ask(sleepstudy, slopes, 'Subject');
    const again = ask(reorderRows(sleepstudy, order), slopes, 'Subject');
    there.levels.forEach((level, i) => {
      const other = again.levels[i];
      if (level.kind !== 'refitted' || other.kind !== 'refitted') throw new Error('not refitted');
      expect(other.level).toBe(level.level);
      expect(Math.abs(other.cooksDistance / level.cooksDistance - 1)).toBeLessThan(1e-5);
    });
  });

  test('the same twice, to the last bit', () => {
    expect(ask(sleepstudy, slopes, 'Subject')).toEqual(ask(sleepstudy, slopes, 'Subject'));
  });
});

describe('what cannot be estimated without a level is said', () => {
  const reasons = (answer: Influence): (string | null)[] =>
    answer.levels.map((level) => (level.kind === 'refitted' ? null : level.reason));

  test('a level of a factor vanishes', () => {
    const oats = referenceData('oats');
    expect(reasons(ask(oats, 'yield ~ nitro * Variety + (1 | Block)', 'Variety'))).toEqual([
      'no row is left with Variety = Golden Rain',
      'no row is left with Variety = Marvellous',
      'no row is left with Variety = Victory',
    ]);
  });

  test('one level of a grouping is left', () => {
    const [first, second] = reasons(
      ask(
        without(sleepstudy, (row) => row >= 20),
        'Reaction ~ Days + (1 | Subject)',
        'Subject',
      ),
    );
    expect(first).toBe('only one level of Subject is left, and no variance between levels can be estimated');
    expect(second).toBe(first);
  });

  /** 6 clusters of 4; x varies in the last one only. */
  const rows = Array.from({ length: 24 }, (_, i) => ({ g: Math.floor(i / 4), i: i % 4 }));
  const noise = rows.map(({ g, i }) => 10 + ((g * 7) % 5) + ((i * 5 + g * 3) % 7) / 3);
  const flat = dataset([
    continuous('y', noise),
    nominal(
      'g',
      rows.map(({ g }) => `g${g}`),
    ),
    continuous(
      'x',
      rows.map(({ g, i }) => (g === 5 ? i : 0)),
    ),
  ]);

  test('a predictor no longer varies', () => {
    const got = reasons(ask(flat, 'y ~ x + (1 | g)', 'g'));
    expect(got.slice(0, 5)).toEqual([null, null, null, null, null]);
    expect(got[5]).toBe('the rows left do not tell x apart from the other coefficients');
  });

  test('a random slope no longer shows', () => {
    const got = reasons(ask(flat, 'y ~ 1 + (1 | g) + (0 + x | g)', 'g'));
    expect(got[5]).toBe('the rows left do not tell how the effect of x varies over the levels of g');
  });

  test('fewer rows than coefficients; a perfect fit', () => {
    const small = dataset([continuous('y', [1, 2, 4, 5, 9]), nominal('h', ['a', 'a', 'a', 'a', 'b'])]);
    const data = withColumn(small, continuous('x', [1, 2, 3, 4, 7]));
    expect(reasons(ask(data, 'y ~ x + I(x^2)', 'h', { method: 'OLS' }))).toEqual([
      '1 row is left for 3 coefficients',
      null,
    ]);
    const line = dataset([continuous('y', [1, 2, 3, 4, 9, 7]), continuous('x', [1, 2, 3, 4, 5, 7])]);
    expect(reasons(ask(line, 'y ~ x', null, { method: 'OLS' }))[4]).toBe(
      'the model reproduces y exactly in the rows left',
    );
  });
});

test.each([
  ['Subjekt', 'unknown-grouping', 'Subjekt'],
  ['holes', 'grouping-missing', '90'],
  ['same', 'grouping-one-level', 'same'],
])('refused: %s', (group, code, named) => {
  const half = Array.from({ length: 180 }, (_, row) => (row % 2 === 0 ? 1 : NaN));
  const data = withColumn(
    withColumn(sleepstudy, continuous('holes', half)),
    nominal('same', new Array<string>(180).fill('one')),
  );
  expect(() => ask(data, slopes, group)).toThrow(
    expect.objectContaining({
      name: 'AppError',
      code,
      message: expect.stringContaining(named) as string,
    }) as Error,
  );
});

test('progress counts the levels, and leaving early ends the work', () => {
  const spec = modelSpecSchema.parse({ formula: slopes });
  const steps = influence(sleepstudy, spec, { kind: 'influence', group: 'Subject' });
  const counted: number[] = [];
  for (let step = steps.next(); !step.done; step = steps.next()) {
    if (step.value.stage === 'inference') counted.push(step.value.iteration);
  }
  expect(counted).toEqual(Array.from({ length: 18 }, (_, i) => i + 1));
  const left = influence(sleepstudy, spec, { kind: 'influence', group: 'Subject' });
  left.next();
  left.return(undefined as never);
  expect(left.next().done).toBe(true);
});
