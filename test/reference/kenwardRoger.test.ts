import { readFileSync } from 'node:fs';
import { describe, test } from 'vitest';
import { buildDataset } from '../helpers/buildDataset.ts';
import { Comparison } from '../helpers/comparison.ts';
import * as allowed from '../helpers/tolerance.ts';
import { analyse } from '../../src-main/engine/analyse.ts';
import { runToEnd } from '../../src-main/cli/runToEnd.ts';
import type { AnovaRow, CoefficientRow } from '../../src-shared/model/fitResult.ts';
import { modelSpecSchema } from '../../src-shared/model/modelSpec.ts';

/** Expected numbers come from pbkrtest and lmerTest by kenwardRoger/kenwardRoger.R. */
interface Case {
  readonly name: string;
  readonly formula: string;
  readonly weights?: string;
  readonly data: Readonly<Record<string, readonly number[] | readonly string[]>>;
  readonly minus2LogLik: number;
  readonly singular: boolean;
  readonly fixed: readonly Pick<CoefficientRow, 'term' | 'estimate' | 'se' | 'df' | 't' | 'p'>[];
  readonly vcov: readonly (readonly number[])[];
  readonly anova1?: readonly AnovaRow[];
  readonly anova2?: readonly AnovaRow[];
  readonly anova3?: readonly AnovaRow[];
}

const file = new URL('kenwardRoger/kenwardRoger.json', import.meta.url);
const cases = JSON.parse(readFileSync(file, 'utf8')) as Case[];

describe.each(cases)('$name', (expected) => {
  const { formula, weights, data } = expected;
  const fit = (anova: 1 | 2 | 3) =>
    runToEnd(
      analyse(
        buildDataset(data),
        modelSpecSchema.parse({ formula, df: 'kenward-roger', anova, ...(weights ? { weights } : {}) }),
      ),
    );

  test('adjusted covariance and t tests', () => {
    const result = fit(3);
    const check = new Comparison();
    check.atMost(
      'minus2LogLik',
      expected.minus2LogLik,
      result.minus2LogLik,
      allowed.criterion(expected.minus2LogLik),
    );
    check.same('singular', expected.singular, result.singular);
    expected.vcov.forEach((row, i) => {
      row.forEach((value, j) => {
        const scale = Math.sqrt(expected.vcov[i][i] * expected.vcov[j][j]);
        check.number(`vcov[${i}][${j}]`, value, result.vcov[i][j], allowed.covariance(value, scale));
      });
    });
    expected.fixed.forEach((row, i) => {
      const got = result.fixed[i];
      check.same('term', row.term, got.term);
      check.number(
        `estimate ${row.term}`,
        row.estimate,
        got.estimate,
        allowed.estimate(row.estimate, row.se),
      );
      check.number(`se ${row.term}`, row.se, got.se, allowed.spread(row.se));
      check.number(`df ${row.term}`, row.df, got.df, allowed.degreesOfFreedom(row.df));
      check.number(`t ${row.term}`, row.t, got.t, allowed.statistic(row.t));
      check.number(`p ${row.term}`, row.p, got.p, allowed.probability(row.p));
    });
    check.finish();
  });

  const given = ([1, 2, 3] as const).filter((type) => (expected[`anova${type}`] ?? []).length > 0);
  test.each(given)('F tests of type %d', (type) => {
    const rows = expected[`anova${type}`]!;
    const { anova } = fit(type);
    const check = new Comparison();
    rows.forEach((row, i) => {
      const got = anova[i];
      check.same('term', row.term, got.term);
      check.same(`numDf ${row.term}`, row.numDf, got.numDf);
      check.number(`denDf ${row.term}`, row.denDf, got.denDf, allowed.degreesOfFreedom(row.denDf));
      check.number(`F ${row.term}`, row.F, got.F, allowed.statistic(row.F));
      check.number(`p ${row.term}`, row.p, got.p, allowed.probability(row.p));
    });
    check.finish();
  });
});
