import { expandFormula } from '../../../src-shared/formula/expand.ts';
import { parseFormula } from '../../../src-shared/formula/parse.ts';
import type {
  RandomTest,
  RandomTests,
  RandomTestsQuestion,
  SimulatedP,
} from '../../../src-shared/model/analyses/randomTests.ts';
import { AppError } from '../../../src-shared/model/appError.ts';
import type { Dataset } from '../../../src-shared/model/dataset.ts';
import type { Progress } from '../../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../../src-shared/model/modelSpec.ts';
import { buildModelFrame } from '../frame/buildModelFrame.ts';
import type { ModelFrame } from '../frame/modelFrame.ts';
import { chiSquaredSf } from '../numerics/distributions/chiSquared.ts';
import { bootstrapNull } from './randomTerms/bootstrapNull.ts';
import { fitCompared, withoutRandomPart } from './randomTerms/comparedModel.ts';
import type { ComparedModel } from './randomTerms/comparedModel.ts';
import { exactNull } from './randomTerms/exactNull.ts';
import { mixtureP, nullDistribution } from './randomTerms/nullDistribution.ts';
import { reductions } from './randomTerms/reductions.ts';
import type { Reduction } from './randomTerms/reductions.ts';
import { singleVariance, singleVarianceDesign } from './randomTerms/singleVariance.ts';
import type { SingleVarianceDesign } from './randomTerms/singleVariance.ts';
import { reducedFrame } from './reducedFrame.ts';

/**
 * Drops each random term (or slope) in turn and compares the criteria of both fits: REML or ML, as the model.
 *
 * @throws AppError `needs-random-part` for a model by least squares; what `analyse` throws for the whole model
 */
export function* randomTests(
  dataset: Dataset,
  spec: ModelSpec,
  question: RandomTestsQuestion,
): Generator<Progress, RandomTests> {
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
  const isFactor = (name: string) =>
    frame.columns.some((column) => column.name === name && column.kind === 'categorical');

  const { model: full, also } = yield* fitCompared(frame, reml, (fit) => ({
    design: singleVarianceDesign(fit),
    linear: withoutRandomPart(fit),
  }));
  const tests: RandomTest[] = [];
  for (const reduction of reductions(terms, isFactor)) {
    const reduced = yield* fitReduced(frame, reduction, also.linear, { ...terms, ...reduction }, spec);
    const test = compare(full, reduced, reduction);
    tests.push({
      ...test,
      simulated: yield* simulatedP(test.LRT, full, reduced, also.design, question, reml),
    });
  }
  const { nParameters, minus2LogLik } = full;
  return { kind: 'randomTests', method, nParameters, minus2LogLik, aic: aicOf(full), tests };
}

function* fitReduced(
  frame: ModelFrame,
  { randomTerms }: Reduction,
  linear: ComparedModel,
  terms: Parameters<typeof reducedFrame>[1],
  spec: ModelSpec,
): Generator<Progress, ComparedModel> {
  if (randomTerms.length === 0) return linear;
  const smaller = reducedFrame(frame, terms, spec);
  return (yield* fitCompared(smaller, spec.method === 'REML', () => null)).model;
}

function compare(
  full: ComparedModel,
  reduced: ComparedModel,
  reduction: Reduction,
): Omit<RandomTest, 'simulated'> {
  const df = full.nParameters - reduced.nParameters;
  const LRT = Math.max(0, reduced.minus2LogLik - full.minus2LogLik);
  const distribution = nullDistribution({
    df,
    effects: effectsPerCluster(full) - effectsPerCluster(reduced),
    converged: full.converged && reduced.converged,
    reducedSingular: reduced.singular,
  });
  return {
    dropped: reduction.dropped,
    group: reduction.group,
    slope: reduction.slope,
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

/** The exact distribution where there is one, else the bootstrap, as far as asked for. */
function* simulatedP(
  LRT: number,
  full: ComparedModel,
  reduced: ComparedModel,
  design: SingleVarianceDesign | null,
  { seed, draws, bootstrap }: RandomTestsQuestion,
  reml: boolean,
): Generator<Progress, SimulatedP | null> {
  const progress = (iteration: number): Progress => ({
    stage: 'inference',
    iteration,
    criterion: Number.NaN,
  });
  if (design !== null && draws > 0) {
    const spectra = singleVariance(design);
    let spectrum = spectra.next();
    while (!spectrum.done) {
      yield progress(0);
      spectrum = spectra.next();
    }
    if (spectrum.value !== null) {
      const simulation = exactNull(spectrum.value, draws, seed);
      let step = simulation.next();
      while (!step.done) {
        yield progress(step.value);
        step = simulation.next();
      }
      return { kind: 'exact', p: shareAtLeast(LRT, step.value), draws, failed: 0, seed };
    }
  }
  if (bootstrap === 0) return null;
  const simulation = bootstrapNull(full.frame, reduced, reml, bootstrap, seed);
  let step = simulation.next();
  while (!step.done) {
    yield progress(step.value);
    step = simulation.next();
  }
  const statistics = step.value;
  return {
    kind: 'bootstrap',
    p: shareAtLeast(LRT, statistics),
    draws: statistics.length,
    failed: bootstrap - statistics.length,
    seed,
  };
}

/**
 * (1 + draws at or above the statistic) / (1 + draws): what was observed counts as one draw under the null hypothesis,
 * so that p is never 0 (Davison & Hinkley 1997, eq. 4.11).
 */
function shareAtLeast(statistic: number, draws: ArrayLike<number>): number {
  let count = 1;
  for (let i = 0; i < draws.length; i++) if (draws[i] >= statistic) count++;
  return count / (1 + draws.length);
}

function effectsPerCluster({ frame }: ComparedModel): number {
  return frame.random.reduce((sum, { k }) => sum + k, 0);
}

function aicOf({ minus2LogLik, nParameters }: ComparedModel): number {
  return minus2LogLik + 2 * nParameters;
}
