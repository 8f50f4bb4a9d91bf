import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readFitFile } from '../../src-main/app/fitFile/readFitFile.ts';
import { likelihoodRatioTests } from '../../src-main/engine/analyses/likelihoodRatioTests.ts';
import { exactNull } from '../../src-main/engine/analyses/randomTerms/exactNull.ts';
import { singleVariance } from '../../src-main/engine/analyses/randomTerms/singleVariance.ts';
import { randomTests } from '../../src-main/engine/analyses/randomTests.ts';
import { buildModelFrame } from '../../src-main/engine/frame/buildModelFrame.ts';
import { fitLmm } from '../../src-main/engine/lmm/fitLmm.ts';
import type { RandomTests } from '../../src-shared/model/analyses/randomTests.ts';
import type { Dataset } from '../../src-shared/model/dataset.ts';
import { modelSpecSchema, type ModelSpec } from '../../src-shared/model/modelSpec.ts';
import { Comparison } from '../helpers/comparison.ts';
import { referenceData } from '../helpers/datasets.ts';
import { drain } from '../helpers/drain.ts';
import { referenceCases } from '../helpers/referenceCase.ts';
import * as allowed from '../helpers/tolerance.ts';

interface Model {
  data: string;
  formula: string;
}
/** Numbers from R by modelTests/modelTests.R. */
interface Expected {
  fixed: (Model & {
    minus2LogLik: number;
    tests: { term: string; df: number; LRT: number; p: number; aic: number }[];
  })[];
  random: (Model & {
    minus2LogLik: number;
    tests: { dropped: string; df: number; LRT: number; pChisq: number }[];
  })[];
  single: (Model & { method: 'REML' | 'ML'; upper: number[]; quantiles: number[]; zero: number })[];
}
const expected = JSON.parse(
  readFileSync(new URL('modelTests/modelTests.json', import.meta.url), 'utf8'),
) as Expected;

const categorical: Readonly<Record<string, readonly string[]>> = {
  cake: ['recipe', 'temperature', 'replicate'],
  oats: ['nitro'],
  egsingle: ['schoolid', 'childid'],
};

function dataOf({ data }: Model): Dataset {
  const columns = Object.fromEntries((categorical[data] ?? []).map((name) => [name, 'nominal'] as const));
  return referenceData(data, { columns });
}
const specOf = ({ formula }: Model, method: 'REML' | 'ML'): ModelSpec =>
  modelSpecSchema.parse({ formula, method });

/** -2 log-likelihoods of two fits differ by two errors of a criterion. */
const ratio = (criterion: number) => 2 * allowed.criterion(criterion);

interface Ranova {
  dropped: string;
  nPar: number;
  logLik: number;
  aic: number;
  LRT: number | null;
  df: number | null;
  pChisq: number | null;
}
const noSimulation = { kind: 'randomTests', seed: 1, draws: 0, bootstrap: 0 } as const;
const cases = referenceCases<{ ranova?: Ranova[] }>('lmer-').filter(({ expected: { ranova } }) => ranova);

test('all cases with tests of random terms are there', () => {
  expect(cases.length).toBe(15);
});

test.each(cases)('random terms: $name', ({ name, expected: { ranova } }) => {
  const [whole, ...rows] = ranova!;
  const { dataset, spec } = readFitFile(new URL(`cases/${name}.json`, import.meta.url).pathname);
  const answer = drain(randomTests(dataset, spec, noSimulation));
  const check = new Comparison();
  check.number('logLik', -2 * whole.logLik, answer.minus2LogLik, allowed.criterion(2 * whole.logLik));
  check.same('nPar', whole.nPar, answer.nParameters);
  check.number('aic', whole.aic, answer.aic, allowed.criterion(whole.aic));
  check.same(
    'rows',
    rows.map(({ dropped }) => dropped),
    answer.tests.map(({ dropped }) => dropped),
  );
  rows.forEach((row, i) => {
    const got = answer.tests[i];
    check.same(`nPar ${row.dropped}`, row.nPar, got.nParameters);
    check.number(
      `logLik ${row.dropped}`,
      -2 * row.logLik,
      got.minus2LogLik,
      allowed.criterion(2 * row.logLik),
    );
    check.number(`aic ${row.dropped}`, row.aic, got.aic, allowed.criterion(row.aic));
    check.same(`df ${row.dropped}`, row.df, got.df);
    check.number(`LRT ${row.dropped}`, row.LRT!, got.LRT, ratio(whole.logLik));
    check.number(`pChisq ${row.dropped}`, row.pChisq!, got.pChisq, allowed.probability(row.pChisq!));
  });
  check.finish();
});

test.each(expected.random)('as ranova: $formula', (model) => {
  const answer: RandomTests = drain(randomTests(dataOf(model), specOf(model, 'REML'), noSimulation));
  const check = new Comparison();
  check.same(
    'rows',
    model.tests.map(({ dropped }) => dropped),
    answer.tests.map(({ dropped }) => dropped),
  );
  check.atMost('criterion', model.minus2LogLik, answer.minus2LogLik, allowed.criterion(model.minus2LogLik));
  model.tests.forEach(({ dropped, df, LRT }, i) => {
    check.same(`df ${dropped}`, df, answer.tests[i].df);
    check.number(`LRT ${dropped}`, LRT, answer.tests[i].LRT, ratio(model.minus2LogLik));
  });
  check.finish();
});

test.each(expected.fixed)('as drop1: $formula', (model) => {
  const answer = drain(likelihoodRatioTests(dataOf(model), specOf(model, 'REML')));
  const check = new Comparison();
  check.same(
    'terms',
    model.tests.map(({ term }) => term),
    answer.tests.map(({ term }) => term),
  );
  check.number('criterion', model.minus2LogLik, answer.minus2LogLik, allowed.criterion(model.minus2LogLik));
  model.tests.forEach(({ term, df, LRT, p, aic }, i) => {
    const got = answer.tests[i];
    check.same(`df ${term}`, df, got.df);
    check.number(`LRT ${term}`, LRT, got.LRT, ratio(model.minus2LogLik));
    check.number(`p ${term}`, p, got.p, allowed.probability(p));
    check.number(`aic ${term}`, aic, got.aic, allowed.criterion(aic));
  });
  check.finish();
});

describe('exact null distribution, against RLRsim', () => {
  const DRAWS = 20_000;
  const DRAWS_OF_R = 200_000;
  test.each(expected.single)('$method $formula', (model) => {
    const fit = drain(
      fitLmm(buildModelFrame(dataOf(model), specOf(model, model.method)), model.method === 'REML'),
    );
    const design = singleVariance(fit);
    fit.release();
    const draws = drain(exactNull(design!, DRAWS, 1));
    const check = new Comparison();
    const above = (value: number) => draws.filter((draw) => draw > value).length / DRAWS;
    // four standard errors of the difference of two proportions
    const chance = (share: number) => 4 * Math.sqrt(share * (1 - share) * (1 / DRAWS + 1 / DRAWS_OF_R));
    check.number('P(0)', model.zero, 1 - above(1e-3), chance(model.zero));
    model.upper.forEach((share, i) => {
      if (model.quantiles[i] > 1e-3) {
        check.number(`P(> ${model.quantiles[i]})`, share, above(model.quantiles[i]), chance(share));
      }
    });
    check.finish();
  });
});
