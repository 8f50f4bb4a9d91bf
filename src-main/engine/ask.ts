import type { AnalysisKind, AnswerOf, QuestionOf } from '../../src-shared/model/analyses/index.ts';
import type { Dataset } from '../../src-shared/model/dataset.ts';
import type { Progress } from '../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../src-shared/model/modelSpec.ts';
import { bootstrap } from './analyses/bootstrap.ts';
import { effectSizes } from './analyses/effectSizes.ts';
import { influence } from './analyses/influence/influence.ts';
import { intervals } from './analyses/intervals/intervals.ts';
import { likelihoodRatioTests } from './analyses/likelihoodRatioTests.ts';
import { means } from './analyses/means/means.ts';
import { randomTests } from './analyses/randomTests.ts';
import { simplerModels } from './analyses/simplerModels/simplerModels.ts';
import { structures } from './analyses/structures/structures.ts';

/** How each kind of question is answered. */
const analyses: {
  readonly [Kind in AnalysisKind]: (
    dataset: Dataset,
    spec: ModelSpec,
    question: QuestionOf<Kind>,
  ) => Generator<Progress, AnswerOf<Kind>, 'stop' | undefined>;
} = {
  bootstrap,
  intervals,
  randomTests,
  likelihoodRatioTests,
  influence,
  effectSizes,
  simplerModels,
  structures,
  means,
};

/**
 * The second front door of the engine: what is asked on top of a fit. The model is fitted on the way. A generator,
 * so that the caller can show progress and stop in between; `next('stop')` asks for what there is so far, which those
 * analyses follow whose answer says how much of it was done.
 *
 * @throws AppError where the question does not fit the model; what `analyse` throws for the model itself
 */
export function ask<Kind extends AnalysisKind>(
  dataset: Dataset,
  spec: ModelSpec,
  question: QuestionOf<Kind> & { readonly kind: Kind },
): Generator<Progress, AnswerOf<Kind>, 'stop' | undefined> {
  return analyses[question.kind](dataset, spec, question);
}
