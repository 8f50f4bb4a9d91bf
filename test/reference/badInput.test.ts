/**
 * Data and models that cannot be fitted, or only just: each ends with an error or a notice in words, in the fit and in
 * everything that can be asked on top of it, and no table holds a number that does not exist without saying why.
 */
import { describe, expect, test } from 'vitest';
import { runToEnd } from '../../src-main/cli/runToEnd.ts';
import { analyse } from '../../src-main/engine/analyse.ts';
import { ask } from '../../src-main/engine/ask.ts';
import type { Answer, Question } from '../../src-shared/model/analyses/index.ts';
import type { Dataset } from '../../src-shared/model/dataset.ts';
import type { FitResult } from '../../src-shared/model/fitResult.ts';
import { modelSpecSchema, type ModelSpec } from '../../src-shared/model/modelSpec.ts';
import { buildReport } from '../../src-shared/report/buildReport.ts';
import { renderHtml } from '../../src-shared/report/renderHtml.ts';
import {
  continuous,
  dataset,
  fit,
  nominal,
  numbers,
  referenceData,
  withColumn,
} from '../helpers/datasets.ts';
import { doubtful, doubtfulAnswer } from '../helpers/doubtfulNumbers.ts';

const sleepstudy = referenceData('sleepstudy', { columns: { Subject: 'nominal' } });
const reaction = numbers(sleepstudy, 'Reaction');
const days = numbers(sleepstudy, 'Days');
const slopes = 'Reaction ~ Days + (Days | Subject)';
const intercepts = 'Reaction ~ Days + (1 | Subject)';

const outcome = (value: (y: number, row: number) => number) =>
  withColumn(sleepstudy, continuous('Reaction', Array.from(reaction, value)));
const column = (name: string, value: (day: number, row: number) => number, data = sleepstudy) =>
  withColumn(data, continuous(name, Array.from(days, value)));
const grouping = (name: string, level: (row: number) => string) =>
  withColumn(
    sleepstudy,
    nominal(
      name,
      Array.from({ length: 180 }, (_, row) => level(row)),
    ),
  );
/** Clusters of equal size: y by cluster and position in it, x the position, f two levels in turn. */
function clusters(
  count: number,
  size: number,
  y: (cluster: number, position: number, row: number) => number,
) {
  const rows = Array.from({ length: count * size }, (_, row) => ({
    g: Math.floor(row / size),
    x: row % size,
  }));
  const text = (prefix: string, codes: readonly number[]) => codes.map((code) => `${prefix}${code}`);
  const of = (prefix: string) =>
    text(
      prefix,
      rows.map(({ g }) => g),
    );
  return dataset([
    continuous(
      'y',
      rows.map(({ g, x }, row) => y(g, x, row)),
    ),
    continuous(
      'x',
      rows.map(({ x }) => x),
    ),
    nominal('g', of('g')),
    nominal('same', of('s')),
    nominal(
      'f',
      text(
        'f',
        rows.map(({ x }) => x % 2),
      ),
    ),
  ]);
}

const questions = (group: string): Question[] => [
  { kind: 'intervals', method: 'wald' },
  { kind: 'intervals', method: 'profile' },
  { kind: 'bootstrap', replicates: 45, seed: 1 },
  { kind: 'randomTests', seed: 1, draws: 200, bootstrap: 10 },
  { kind: 'likelihoodRatioTests' },
  { kind: 'influence', group },
  { kind: 'influence', group: null },
  { kind: 'effectSizes' },
  { kind: 'simplerModels' },
];

describe('what cannot be fitted is refused, whatever is asked', () => {
  const perRow = grouping('row', (row) => `r${row}`);
  const exact = outcome((_, row) => 250 + 10 * days[row] + 7 * (Math.floor(row / 10) % 4));
  const refused: [string, string, string, Dataset, string, Partial<ModelSpec>?][] = [
    [
      'more random effects than rows',
      'more-random-effects-than-rows',
      'pair',
      grouping('pair', (row) => `p${row >> 1}`),
      'Reaction ~ Days + (Days | pair)',
    ],
    ['a grouping equal to the residual', 'grouping-per-row', 'row', perRow, 'Reaction ~ Days + (1 | row)'],
    ['beside another grouping', 'grouping-per-row', 'row', perRow, 'Reaction ~ Days + (1 | Subject/row)'],
    ['one cluster', 'grouping-one-level', 'all', grouping('all', () => 'a'), 'Reaction ~ Days + (1 | all)'],
    ['a constant outcome', 'constant-response', 'Reaction', outcome(() => 250), slopes],
    ['an outcome of zeros', 'constant-response', 'Reaction', outcome(() => 0), slopes],
    [
      'an outcome constant but for rounding',
      'constant-response',
      'last digits',
      outcome((_, row) => 250 + (row % 2) * 1e-13),
      slopes,
    ],
    ['no outcome at all', 'no-rows-left', 'Reaction in 180', outcome(() => NaN), slopes],
    ['no predictor at all', 'no-rows-left', 'Days in 180', column('Days', () => NaN), slopes],
    ['infinite outcomes only', 'no-rows-left', 'Reaction in 180', outcome(() => -Infinity), slopes],
    ['a perfect fit', 'perfect-fit', 'Reaction', exact, intercepts],
    ['a perfect fit with slopes', 'perfect-fit', 'Reaction', exact, slopes],
    [
      'the outcome as offset',
      'perfect-fit',
      'Reaction',
      column('known', (_, row) => reaction[row]),
      slopes,
      { offset: 'known' },
    ],
    ...[1e-300, 1e300].flatMap((unit): typeof refused => {
      const scaled = outcome((y) => y * unit);
      const covariate = (data: Dataset, factor: number) => column('Days', (day) => day * factor, data);
      return [
        [`an outcome times ${unit}`, 'extreme-scale', 'Reaction', scaled, slopes],
        [`a predictor times ${unit}`, 'extreme-scale', 'Days', covariate(sleepstudy, unit), slopes],
        [`both times ${unit}`, 'extreme-scale', 'Reaction', covariate(scaled, unit), slopes],
        [
          `outcome times, predictor over ${unit}`,
          'extreme-scale',
          'Reaction',
          covariate(scaled, 1 / unit),
          slopes,
        ],
        [
          `weights times ${unit}`,
          'extreme-scale',
          'w',
          column('w', (day) => (1 + day) * unit),
          slopes,
          { weights: 'w' },
        ],
        [
          `an offset times ${unit}`,
          'extreme-scale',
          'known',
          column('known', (day) => day * unit),
          slopes,
          { offset: 'known' },
        ],
      ];
    }),
  ];

  test.each(refused)('%s: %s', (_, code, words, data, formula, options = {}) => {
    const spec = modelSpecSchema.parse({ formula, ...options });
    const expected = expect.objectContaining({
      name: 'AppError',
      code,
      message: expect.stringContaining(words) as string,
      hint: expect.stringMatching(/\S/) as string,
    }) as Error;
    expect(() => runToEnd(analyse(data, spec))).toThrow(expected);
    for (const question of questions('Subject')) {
      expect(() => runToEnd(ask(data, spec, question)), question.kind).toThrow(expected);
    }
  });
});

describe('what can only just be fitted keeps its tables whole', () => {
  const around = [3, -1, 2, -2, 1, 0.5];
  const restless = (cluster: number, _: number, row: number) => cluster + ((row * 7) % 11);
  const fitted: [string, string | null, Dataset, string, Partial<ModelSpec>?][] = [
    ['an infinite outcome', 'infinite-values', outcome((y, row) => (row === 3 ? Infinity : y)), slopes],
    [
      'an infinite predictor',
      'infinite-values',
      column('Days', (day, row) => (row === 3 ? -Infinity : day)),
      slopes,
    ],
    [
      'units at the edge of what can be computed',
      null,
      column(
        'Days',
        (day) => day * 1e68,
        outcome((y) => y * 1e-68),
      ),
      slopes,
    ],
    ['one absurd outcome', 'singular-fit', outcome((y, row) => (row === 5 ? 1e60 : y)), slopes],
    [
      'one absurd predictor',
      'not-identified',
      column('Days', (day, row) => (row === 5 ? 1e60 : day)),
      slopes,
    ],
    ['weights far apart', null, column('w', (_, row) => (row % 2 ? 1e30 : 1e-30)), slopes, { weights: 'w' }],
    ['a predictor without variation', 'aliased-terms', column('Days', () => 3), slopes],
    [
      'two groupings that are the same',
      'not-identified',
      clusters(8, 6, restless),
      'y ~ x + (1 | g) + (1 | same)',
    ],
    [
      'as many coefficients as rows but one',
      'not-identified',
      dataset([
        continuous('y', [1, 2, 4, 3]),
        continuous('x', [0, 1, 2, 5]),
        nominal('g', ['a', 'a', 'b', 'b']),
      ]),
      'y ~ x + I(x^2) + (1 | g)',
    ],
    [
      'one row unlike all others',
      'singular-fit',
      clusters(6, 5, (_, __, row) => Number(row === 7)),
      'y ~ x + (x | g)',
    ],
    [
      'noise in one cluster only',
      null,
      clusters(6, 5, (g, x) => g * g + g * x + (g === 2 ? around[x] : 0)),
      'y ~ x + (x | g)',
    ],
    [
      'two clusters',
      'singular-fit',
      clusters(2, 6, (g, x) => g + around[(x * (g + 1)) % 6]),
      'y ~ x + (x | g)',
    ],
    [
      'more slopes than clusters bear',
      'singular-fit',
      clusters(9, 6, restless),
      'y ~ x + (x + I(x^2) + I(x^3) | g)',
    ],
    [
      'clusters that are all the same',
      'singular-fit',
      clusters(8, 6, (_, x) => (x * 7) % 11),
      'y ~ x + (x | g)',
    ],
  ];

  test.each(fitted)('%s: %s', (_, notice, data, formula, options = {}) => {
    const spec = modelSpecSchema.parse({ formula, ...options });
    const group = formula.includes('Subject') ? 'Subject' : 'g';
    const answers = questions(group).map((question) => runToEnd(ask(data, spec, question)));
    for (const answer of answers) expect(doubtfulAnswer(answer), answer.kind).toEqual([]);
    for (const df of ['satterthwaite', 'kenward-roger'] as const) {
      const result = runToEnd(analyse(data, { ...spec, df }));
      expect(result.converged).toBe(true);
      expect(doubtful(result)).toEqual([]);
      const codes = result.notices.map(({ code }) => code);
      if (notice !== null) expect(codes).toContain(notice);
      if (df === 'kenward-roger') expect(shownWithoutValue(result, answers)).toBeNull();
    }
  });

  test('without coefficients everything is answered but what is about them', () => {
    const data = clusters(8, 6, restless);
    const spec = modelSpecSchema.parse({ formula: 'y ~ 0 + (1 | g)' });
    const [about, others] = [true, false].map((wanted) =>
      questions('g').filter(({ kind }) => (kind === 'influence') === wanted),
    );
    const answers = others.map((question) => runToEnd(ask(data, spec, question)));
    for (const answer of answers) expect(doubtfulAnswer(answer), answer.kind).toEqual([]);
    expect(shownWithoutValue(runToEnd(analyse(data, spec)), answers)).toBeNull();
    for (const question of about) {
      expect(() => runToEnd(ask(data, spec, question))).toThrow(
        expect.objectContaining({ name: 'AppError', code: 'no-coefficients' }) as Error,
      );
    }
  });

  test('an infinite value is a missing one', () => {
    const infinite = fit(
      outcome((y, row) => (row === 3 ? Infinity : y)),
      slopes,
    );
    const missing = fit(
      outcome((y, row) => (row === 3 ? NaN : y)),
      slopes,
    );
    expect(infinite.fixed).toEqual(missing.fixed);
    expect(infinite.variance).toEqual(missing.variance);
    expect(infinite.nObs).toBe(179);
  });

  test('a variance that the data put exactly at its limit is zero, not nearly so', () => {
    // between and within mean squares are equal: the criterion is flat to the fourth order at 0
    const balanced = clusters(8, 2, (g, x) => (g % 3) + around[(2 * g + x) % 6]);
    const flat = fit(balanced, 'y ~ x + (1 | g)');
    expect(flat.theta).toEqual([0]);
    // the slopes of f are the same in all clusters
    const parallel = fit(clusters(8, 6, restless), 'y ~ f + (f | g)');
    expect(parallel.theta.slice(1)).toEqual([0, 0]);
    expect(parallel.singularComponents).toEqual([{ group: 'g', terms: ['ff1'], kind: 'zero-variance' }]);
  });
});

/** Where the report shows a number that does not exist as such. */
function shownWithoutValue(result: FitResult, answers: readonly Answer[]): string[] | null {
  const page = renderHtml(buildReport(result, { dataName: 'data.csv' }, answers));
  return page.match(/.{40}(NaN|Infinity|undefined).{20}/g);
}
