import type { FitJob } from '../app/fitFile/readFitFile.ts';
import { analyse } from '../engine/analyse.ts';
import { ask } from '../engine/ask.ts';
import type { Answer } from '../../src-shared/model/analyses/index.ts';
import type { FitResult, Progress } from '../../src-shared/model/fitResult.ts';
import { runToEnd } from './runToEnd.ts';

/** A fit and what was asked on top of it. */
export interface Answered {
  /** Its `inferenceMs` includes the answers. */
  readonly result: FitResult;
  readonly answers: readonly Answer[];
}

/** Fits the model of a fit file, then answers its questions. Throws AppError. */
export function answerQuestions(
  { dataset, spec, questions }: Pick<FitJob, 'dataset' | 'spec' | 'questions'>,
  onProgress?: (progress: Progress) => void,
): Answered {
  const fit = runToEnd(
    analyse(dataset, spec, () => performance.now()),
    onProgress,
  );
  const started = performance.now();
  const answers = questions.map((question) => runToEnd(ask(dataset, spec, question), onProgress));
  const { fitMs, inferenceMs } = fit.timing;
  const timing = { fitMs, inferenceMs: inferenceMs + performance.now() - started };
  return { result: { ...fit, timing }, answers };
}
