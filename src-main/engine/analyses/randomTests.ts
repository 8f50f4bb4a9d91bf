import { expandFormula } from '../../../src-shared/formula/expand.ts';
import { parseFormula } from '../../../src-shared/formula/parse.ts';
import type { ModelTerms } from '../../../src-shared/formula/terms.ts';
import type {
  RandomTest,
  RandomTests,
  RandomTestsQuestion,
} from '../../../src-shared/model/analyses/randomTests.ts';
import { AppError } from '../../../src-shared/model/appError.ts';
import type { Dataset } from '../../../src-shared/model/dataset.ts';
import type { Progress } from '../../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../../src-shared/model/modelSpec.ts';
import { buildModelFrame } from '../frame/buildModelFrame.ts';
import type { ModelFrame } from '../frame/modelFrame.ts';
import type { LmmFit } from '../lmm/fitLmm.ts';
import type { MarginalFit } from '../marginal/fitMarginal.ts';
import { chiSquaredSf } from '../numerics/distributions/chiSquared.ts';
import {
  aicOf,
  comparedMarginal,
  comparedModel,
  likelihoodRatio,
  marginalRatio,
  withoutRandomPart,
} from './comparedModel.ts';
import type { ComparedModel } from './comparedModel.ts';
import { fitFrame, fitMarginalFrame } from './fitFrame.ts';
import { marginalSimulatedTests } from './marginal/simulatedTests.ts';
import { mixtureP, nullDistribution } from './randomTerms/nullDistribution.ts';
import { reductions } from './randomTerms/reductions.ts';
import { simulatedTests } from './randomTerms/simulatedTests.ts';
import { reducedFrame } from './reducedFrame.ts';

/**
 * Drops each random term (or slope) in turn and compares the criteria of both fits: REML or ML, as the model.
 *
 * `next('stop')` instead of `next()` ends the simulations: the answer holds what is done, and says so.
 *
 * @throws AppError `needs-random-part` for a model by least squares, or with a residual structure alone; what `analyse` throws for the whole model
 */
export function* randomTests(
  dataset: Dataset,
  spec: ModelSpec,
  question: RandomTestsQuestion,
): Generator<Progress, RandomTests, 'stop' | undefined> {
  const { method } = spec;
  if (method === 'OLS') {
    throw new AppError(
      'needs-random-part',
      'Random terms can be tested in a mixed model only; this one is fitted by least squares.',
      'Choose REML or ML and add a random term such as (1 | group).',
    );
  }
  const reml = method === 'REML';
  const terms = expandFormula(parseFormula(spec.formula));
  const frame = buildModelFrame(dataset, spec);
  if (frame.residual !== null) return yield* marginalRandomTests(frame, terms, spec, question);
  const fits: LmmFit[] = [];
  try {
    const fullFit = yield* fitFrame(frame, reml);
    fits.push(fullFit);
    const full = comparedModel(fullFit);
    const linear = withoutRandomPart(fullFit);
    const tests: Omit<RandomTest, 'simulated'>[] = [];
    const reducedFits: (LmmFit | null)[] = [];
    for (const reduction of reductions(terms, factorsOf(frame))) {
      const { randomTerms, dropped, group, slope } = reduction;
      let fit: LmmFit | null = null;
      if (randomTerms.length > 0) {
        fit = yield* fitFrame(reducedFrame(frame, { ...terms, randomTerms }, spec), reml);
        fits.push(fit);
      }
      reducedFits.push(fit);
      tests.push({ dropped, group, slope, ...compare(full, fit === null ? linear : comparedModel(fit)) });
    }
    const statistics = tests.map(({ LRT }) => LRT);
    const simulated = yield* simulatedTests(fullFit, reducedFits, statistics, question);
    return {
      kind: 'randomTests',
      method,
      nParameters: full.nParameters,
      minus2LogLik: full.minus2LogLik,
      aic: aicOf(full),
      tests: tests.map((test, i) => ({ ...test, simulated: simulated[i] })),
    };
  } finally {
    for (const fit of fits) fit.release();
  }
}

/**
 * The same beside a residual covariance structure, which stays: where no random term is left, the models are still compared
 * by their likelihoods. There is no exact test.
 */
function* marginalRandomTests(
  frame: ModelFrame,
  terms: ModelTerms,
  spec: ModelSpec,
  question: RandomTestsQuestion,
): Generator<Progress, RandomTests, 'stop' | undefined> {
  if (frame.random.length === 0) {
    throw new AppError(
      'needs-random-part',
      'This model has no random term that could be tested.',
      'Add one, such as (1 | group), or compare residual covariance structures by AIC.',
    );
  }
  const reml = spec.method === 'REML';
  const full = yield* fitMarginalFrame(frame, reml);
  const compared = comparedMarginal(full);
  const tests: Omit<RandomTest, 'simulated'>[] = [];
  const reducedFits: MarginalFit[] = [];
  for (const { randomTerms, dropped, group, slope } of reductions(terms, factorsOf(frame))) {
    const fit = yield* fitMarginalFrame(reducedFrame(frame, { ...terms, randomTerms }, spec), reml);
    reducedFits.push(fit);
    tests.push({ dropped, group, slope, ...compare(compared, comparedMarginal(fit), marginalRatio) });
  }
  const statistics = tests.map(({ LRT }) => LRT);
  const simulated = yield* marginalSimulatedTests(full, reducedFits, statistics, question);
  return {
    kind: 'randomTests',
    method: reml ? 'REML' : 'ML',
    nParameters: compared.nParameters,
    minus2LogLik: compared.minus2LogLik,
    aic: aicOf(compared),
    tests: tests.map((test, i) => ({ ...test, simulated: simulated[i] })),
  };
}

/** Whether a name is that of a categorical column. */
function factorsOf({ columns }: ModelFrame): (name: string) => boolean {
  return (name) => columns.some((column) => column.name === name && column.kind === 'categorical');
}

function compare(
  full: ComparedModel,
  reduced: ComparedModel,
  ratio = likelihoodRatio,
): Omit<RandomTest, 'simulated' | 'dropped' | 'group' | 'slope'> {
  const df = full.nParameters - reduced.nParameters;
  const LRT = ratio(full, reduced);
  const distribution = nullDistribution({
    df,
    effects: full.nEffects - reduced.nEffects,
    converged: full.converged && reduced.converged,
    reducedSingular: reduced.singular,
  });
  return {
    df,
    LRT,
    pChisq: chiSquaredSf(LRT, df),
    null: distribution,
    pMixture: mixtureP(LRT, distribution),
    nParameters: reduced.nParameters,
    minus2LogLik: reduced.minus2LogLik,
    aic: aicOf(reduced),
  };
}
