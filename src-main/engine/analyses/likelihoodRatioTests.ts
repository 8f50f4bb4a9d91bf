import { expandFormula } from '../../../src-shared/formula/expand.ts';
import { parseFormula } from '../../../src-shared/formula/parse.ts';
import type {
  LikelihoodRatioTest,
  LikelihoodRatioTests,
} from '../../../src-shared/model/analyses/likelihoodRatioTests.ts';
import { AppError } from '../../../src-shared/model/appError.ts';
import type { Dataset } from '../../../src-shared/model/dataset.ts';
import type { Progress } from '../../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../../src-shared/model/modelSpec.ts';
import { buildModelFrame } from '../frame/buildModelFrame.ts';
import { chiSquaredSf } from '../numerics/distributions/chiSquared.ts';
import { aicOf, likelihoodRatio } from './comparedModel.ts';
import type { ComparedModel } from './comparedModel.ts';
import { dropScope } from './dropScope.ts';
import { fitCompared } from './fitCompared.ts';
import { reducedFrame } from './reducedFrame.ts';

/**
 * Drops each fixed term that no other one contains and compares the maximum likelihoods of both models (R's `drop1` of a
 * fit by ML). REML criteria of models with different fixed parts cannot be compared, so a model fitted by REML is
 * fitted again.
 *
 * @throws AppError `needs-random-part` for a model by least squares; what `analyse` throws for the whole model
 */
export function* likelihoodRatioTests(
  dataset: Dataset,
  spec: ModelSpec,
): Generator<Progress, LikelihoodRatioTests> {
  if (spec.method === 'OLS') {
    throw new AppError(
      'needs-random-part',
      'For a model fitted by least squares the F tests are exact; tests by likelihood ratio are for mixed models.',
      'Use the F tests, or add a random term and choose REML or ML.',
    );
  }
  const byML: ModelSpec = { ...spec, method: 'ML' };
  const terms = expandFormula(parseFormula(spec.formula));
  const frame = buildModelFrame(dataset, byML);
  const full = yield* fitCompared(frame, false);

  const scope = dropScope(terms.fixedTerms);
  const tests: LikelihoodRatioTest[] = [];
  for (const term of scope) {
    const fixedTerms = terms.fixedTerms.filter((other) => other !== term);
    const reduced = yield* fitCompared(reducedFrame(frame, { ...terms, fixedTerms }, byML), false);
    tests.push(compare(term.name, full, reduced));
  }
  return {
    kind: 'likelihoodRatioTests',
    minus2LogLik: full.minus2LogLik,
    aic: aicOf(full),
    converged: full.converged,
    tests,
    contained: terms.fixedTerms.filter((term) => !scope.includes(term)).map(({ name }) => name),
  };
}

function compare(term: string, full: ComparedModel, reduced: ComparedModel): LikelihoodRatioTest {
  const df = full.nParameters - reduced.nParameters;
  const LRT = likelihoodRatio(full, reduced);
  return {
    term,
    df,
    LRT,
    p: df > 0 ? chiSquaredSf(LRT, df) : Number.NaN,
    minus2LogLik: reduced.minus2LogLik,
    aic: aicOf(reduced),
    converged: reduced.converged,
  };
}
