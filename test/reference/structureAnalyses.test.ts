import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readFitFile } from '../../src-main/app/fitFile/readFitFile.ts';
import { runToEnd } from '../../src-main/cli/runToEnd.ts';
import { analyse } from '../../src-main/engine/analyse.ts';
import { ask } from '../../src-main/engine/ask.ts';
import type { AnalysisKind, AnswerOf, QuestionOf } from '../../src-shared/model/analyses/index.ts';
import type { RefittedWithout } from '../../src-shared/model/analyses/influence.ts';
import type { ModelSpec } from '../../src-shared/model/modelSpec.ts';
import { Comparison } from '../helpers/comparison.ts';
import * as allowed from '../helpers/tolerance.ts';

/** By R: structureAnalyses/structureAnalyses.R. */
const expected = JSON.parse(
  readFileSync(new URL('./structureAnalyses/structureAnalyses.json', import.meta.url), 'utf8'),
) as {
  profile: { case: string; parameters: { parameter: string; ends: [number, number] }[] }[];
  wald: { case: string } & Record<'sd' | 'correlation' | 'variance', number[]>;
  tests: Record<'trial' | 'ovary', Record<string, number>>;
  random: number;
  influence: {
    subject: string;
    estimate: number[];
    se: number[];
    cooksDistance: number;
    dfbetas: number[];
    firstVariance: number;
  }[];
};

function answer<Kind extends AnalysisKind>(
  name: string,
  question: QuestionOf<Kind> & { readonly kind: Kind },
  changes: Partial<ModelSpec> = {},
): AnswerOf<Kind> {
  const { dataset, spec } = readFitFile(new URL(`./cases/${name}.json`, import.meta.url).pathname);
  return runToEnd(ask<Kind>(dataset, { ...spec, ...changes }, question));
}

const refitted = (levels: readonly { readonly kind: string }[]) =>
  levels.filter((level): level is RefittedWithout => level.kind === 'refitted');

describe('intervals', () => {
  test.each(expected.profile)('profiles of $case', ({ case: name, parameters }) => {
    const check = new Comparison();
    const { intervals } = answer(name, { kind: 'intervals', method: 'profile' });
    for (const { parameter, ends } of parameters) {
      const found = intervals.find((interval) => interval.parameter.name === parameter);
      // Ends are interpolated: 1e-4 of the width, a tenth of what is asked for.
      const near = allowed.profileLimit(...ends) / 10;
      check.number(`lower ${parameter}`, ends[0], found?.lower, near);
      check.number(`upper ${parameter}`, ends[1], found?.upper, near);
    }
    check.finish();
  });

  test('compound symmetry has the profiles of the random intercept', () => {
    const question = { kind: 'intervals', method: 'profile' } as const;
    const structure = answer('gls-orthodont-cs', question).intervals.slice(2);
    const mixed = answer('gls-orthodont-cs', question, {
      formula: 'distance ~ age * Sex + (1 | Subject)',
      residual: undefined,
    }).intervals.slice(2);
    const check = new Comparison();
    structure.forEach(({ parameter, lower, upper }, i) => {
      check.same('name', mixed[i].parameter.name, parameter.name);
      check.number(`lower ${parameter.name}`, mixed[i].lower, lower, 1e-5 * (upper - lower));
      check.number(`upper ${parameter.name}`, mixed[i].upper, upper, 1e-5 * (upper - lower));
    });
    check.finish();
  });

  test('Wald intervals of a random SD beside AR(1), as nlme', () => {
    const { case: name, ...parts } = expected.wald;
    const [sd, variance, correlation] = answer(name, { kind: 'intervals', method: 'wald' }).intervals;
    const check = new Comparison();
    for (const [part, found] of Object.entries({ sd, variance, correlation })) {
      const [lower, upper] = parts[part as keyof typeof parts];
      // nlme takes differences of the likelihood.
      check.number(`lower ${part}`, lower, found.lower, allowed.profileLimit(lower, upper));
      check.number(`upper ${part}`, upper, found.upper, allowed.profileLimit(lower, upper));
    }
    check.finish();
  });

  test('Wald intervals are those of the tables', () => {
    const { dataset, spec } = readFitFile(
      new URL('./cases/mmrm-trial-un-by-arm.json', import.meta.url).pathname,
    );
    const result = runToEnd(analyse(dataset, spec));
    const { intervals } = runToEnd(ask(dataset, spec, { kind: 'intervals', method: 'wald' }));
    const rows = [...result.residualCovariance!.parameters, ...result.fixed];
    expect(intervals.map(({ lower, upper }) => [lower, upper])).toEqual(
      rows.map(({ lower, upper }) => [lower, upper]),
    );
  });

  // The second one has a correlation of which the data say nothing.
  test.each(['lmer-sleepstudy-slope', 'lmer-orthodont-unbalanced'])(
    '%s: a residual variance by a column that never changes has the profiles of independent residuals',
    (name) => {
      const { dataset, spec } = readFitFile(new URL(`./cases/${name}.json`, import.meta.url).pathname);
      const codes = new Int32Array(dataset.nRows);
      const all = { kind: 'categorical', name: 'all', type: 'nominal', levels: ['one'], codes } as const;
      const data = { ...dataset, columns: [...dataset.columns, all] };
      const residual = { structure: 'diag', subject: [], heterogeneousBy: 'all' } as const;
      const question = { kind: 'intervals', method: 'profile' } as const;
      const structure = runToEnd(ask(data, { ...spec, residual }, question)).intervals;
      const mixed = runToEnd(ask(data, spec, question)).intervals;
      const check = new Comparison();
      mixed.forEach(({ parameter, lower, upper }, i) => {
        // The structure has a variance in place of the residual SD.
        const own = (value: number) => (parameter.kind === 'sigma' ? Math.sqrt(value) : value);
        check.number(`lower ${parameter.name}`, lower, own(structure[i].lower), 1e-4 * (upper - lower));
        check.number(`upper ${parameter.name}`, upper, own(structure[i].upper), 1e-4 * (upper - lower));
      });
      check.finish();
    },
  );
});

describe('likelihood ratios', () => {
  test.each(['trial', 'ovary'] as const)('of the fixed terms of %s', (which) => {
    const name = which === 'trial' ? 'mmrm-trial-ar1' : 'lme-ovary-ar1';
    const { tests } = answer(name, { kind: 'likelihoodRatioTests' });
    const wanted = expected.tests[which];
    expect(tests.map(({ term }) => term)).toEqual(Object.keys(wanted));
    for (const { term, LRT } of tests) {
      expect(Math.abs(LRT - wanted[term])).toBeLessThan(allowed.criterion(1000));
    }
  });

  test('of the random intercept beside AR(1)', () => {
    const { tests } = answer('lme-ovary-ar1', { kind: 'randomTests', seed: 1, draws: 0, bootstrap: 0 });
    expect(tests).toMatchObject([{ dropped: '(1 | Mare)', df: 1, null: { kind: 'mixture', df: [0, 1] } }]);
    expect(Math.abs(tests[0].LRT - expected.random)).toBeLessThan(allowed.criterion(1000));
    expect(tests[0].pMixture).toBeCloseTo(tests[0].pChisq / 2, 12);
  });
});

describe('influence', () => {
  test('of subjects in an unstructured model, as gls without them', () => {
    const { levels, components } = answer('gls-orthodont-un', { kind: 'influence', group: 'Subject' });
    const check = new Comparison();
    expect(components[0]).toMatchObject({ group: 'Residual', parameter: { name: 'variance 8' } });
    for (const { subject, estimate, se, cooksDistance, dfbetas, firstVariance } of expected.influence) {
      const found = refitted(levels).find(({ level }) => level === subject)!;
      estimate.forEach((value, j) => {
        check.number(`estimate ${j}`, value, found.estimate[j], allowed.estimate(value, se[j]));
        check.number(`se ${j}`, se[j], found.se[j], allowed.spread(se[j]));
        check.number(`dfbetas ${j}`, dfbetas[j], found.dfbetas[j], 2e-4);
      });
      check.number('cooksDistance', cooksDistance, found.cooksDistance, 1e-3 * cooksDistance);
      check.number('variance', firstVariance, found.variances[0], 1e-3 * firstVariance);
    }
    check.finish();
  });

  test('compound symmetry has the influence of the random intercept', () => {
    const question = { kind: 'influence', group: 'Subject' } as const;
    const structure = answer('gls-orthodont-cs', question);
    const mixed = answer('gls-orthodont-cs', question, {
      formula: 'distance ~ age * Sex + (1 | Subject)',
      residual: undefined,
    });
    const check = new Comparison();
    refitted(structure.levels).forEach((level, i) => {
      const other = refitted(mixed.levels)[i];
      check.number('Cook', other.cooksDistance, level.cooksDistance, 1e-5 * other.cooksDistance);
      check.number('covRatio', other.covRatio, level.covRatio, 1e-5 * other.covRatio);
      check.number('covTrace', other.covTrace, level.covTrace, 1e-5);
      level.p.forEach((p, j) => {
        check.number('p', other.p[j], p, 1e-5);
      });
    });
    check.finish();
  });

  test('each refit is the fit to the data without the subject', () => {
    const { dataset, spec } = readFitFile(new URL('./cases/mmrm-trial-un.json', import.meta.url).pathname);
    const { levels } = runToEnd(ask(dataset, spec, { kind: 'influence', group: 'subject' }));
    const check = new Comparison();
    for (const { level, estimate, se, df, variances } of refitted(levels).slice(0, 3)) {
      const wanted = runToEnd(analyse(dataset, { ...spec, exclude: [[{ variable: 'subject', level }]] }));
      wanted.fixed.forEach((row, j) => {
        check.number(row.term, row.estimate, estimate[j], 1e-6 * row.se);
        check.number(`se ${row.term}`, row.se, se[j], 1e-6 * row.se);
        check.number(`df ${row.term}`, row.df, df[j], 1e-5 * row.df);
      });
      wanted.residualCovariance!.parameters.forEach((row, c) => {
        check.number(row.name, row.estimate, variances[c], 1e-5 * row.se);
      });
    }
    check.finish();
  });

  test('without the only subject of an occasion its variance cannot be estimated', () => {
    const { dataset, spec } = readFitFile(new URL('./cases/gls-orthodont-un.json', import.meta.url).pathname);
    const subject = dataset.columns.find((column) => column.name === 'Subject');
    const age = dataset.columns.find((column) => column.name === 'age');
    if (subject?.kind !== 'categorical' || age?.kind !== 'numeric') throw new Error('other columns');
    // One boy is seen at 15 instead of 14.
    const values = age.values.map((value, i) => (subject.codes[i] === 0 && value === 14 ? 15 : value));
    const changed = {
      ...dataset,
      columns: dataset.columns.map((column) => (column === age ? { ...age, values } : column)),
    };
    const residual = { structure: 'diag', subject: ['Subject'], time: 'age' } as const;
    const { levels } = runToEnd(ask(changed, { ...spec, residual }, { kind: 'influence', group: 'Subject' }));
    expect(levels[0]).toMatchObject({ kind: 'not-estimable', reason: 'no row is left with age = 15' });
    expect(levels.slice(1).every(({ kind }) => kind === 'refitted')).toBe(true);
  });
});

describe('bootstrap', () => {
  test('replicates are around the estimates, with the standard errors of the fit', () => {
    const { dataset, spec } = readFitFile(new URL('./cases/gls-orthodont-cs.json', import.meta.url).pathname);
    const result = runToEnd(analyse(dataset, spec));
    const { intervals, failed } = runToEnd(
      ask(dataset, spec, { kind: 'bootstrap', replicates: 1000, seed: 1 }),
    );
    const rows = [...result.residualCovariance!.parameters, ...result.fixed];
    expect(failed).toBe(0);
    expect(intervals.map(({ estimate }) => estimate)).toEqual(rows.map(({ estimate }) => estimate));
    for (const [i, { bias, se }] of intervals.entries()) {
      // Four standard errors of the mean of 1,000 draws, and of their SD; covariance parameters are skewed.
      const exact = i >= result.residualCovariance!.parameters.length;
      expect(Math.abs(bias)).toBeLessThan((exact ? 0.13 : 0.3) * rows[i].se);
      expect(Math.abs(se / rows[i].se - 1)).toBeLessThan(exact ? 0.1 : 0.2);
    }
  });
});

test('effect sizes of a model without random effects: the mean residual variance against the null model', () => {
  const { dataset, spec } = readFitFile(new URL('./cases/mmrm-trial-un.json', import.meta.url).pathname);
  const { components, terms, r2, nullModel } = runToEnd(ask(dataset, spec, { kind: 'effectSizes' }));
  const residualOf = (formula: string) => {
    const result = runToEnd(analyse(dataset, { ...spec, formula }));
    return { row: result.variance.at(-1), r2: result.r2.marginal };
  };
  const [full, nothing] = [residualOf(spec.formula), residualOf('score ~ 1')];
  expect(nullModel.formula).toBe('score ~ 1');
  expect(components).toHaveLength(1);
  expect(components[0]).toMatchObject({ group: null });
  expect(components[0].variance).toBeCloseTo(full.row?.kind === 'variance' ? full.row.variance : NaN, 6);
  // All rows have an outcome and predictors, or none.
  expect(components[0].nullVariance).toBeCloseTo(
    nothing.row?.kind === 'variance' ? nothing.row.variance : NaN,
    6,
  );
  const without = residualOf('score ~ site + sex + arm * visit');
  expect(r2).toBeCloseTo(full.r2, 9);
  expect(terms[0].r2Without).toBeCloseTo(without.r2, 9);
});
