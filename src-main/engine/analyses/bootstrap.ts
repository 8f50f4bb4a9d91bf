import type { Bootstrap, BootstrapQuestion } from '../../../src-shared/model/analyses/bootstrap.ts';
import { AppError } from '../../../src-shared/model/appError.ts';
import type { Dataset } from '../../../src-shared/model/dataset.ts';
import type { Progress } from '../../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../../src-shared/model/modelSpec.ts';
import { buildModelFrame } from '../frame/buildModelFrame.ts';
import { fitLmm } from '../lmm/fitLmm.ts';
import type { LmmFit } from '../lmm/fitLmm.ts';
import { summariseReplicates } from './bootstrap/bootstrapInterval.ts';
import { intervalParameters, writeParameters } from './bootstrap/parameters.ts';
import { fitReplicates } from './bootstrap/replicates.ts';
import type { Replicates } from './bootstrap/replicates.ts';

/**
 * Parametric bootstrap: outcomes are drawn from the fitted model, random effects and residuals anew, and the model is
 * fitted to each of them by the same criterion.
 *
 * `next('stop')` instead of `next()` ends the replicates: the answer then holds those that are done.
 *
 * @throws AppError `needs-random-part` for a model by least squares; what `analyse` throws for the model itself
 */
export function* bootstrap(
  dataset: Dataset,
  spec: ModelSpec,
  { replicates: requested, seed }: BootstrapQuestion,
): Generator<Progress, Bootstrap, 'stop' | undefined> {
  const { method, level } = spec;
  if (method === 'OLS') {
    throw new AppError(
      'needs-random-part',
      'For a model fitted by least squares the intervals are exact; the bootstrap is for mixed models.',
      'Use the intervals of the table of coefficients, or add a random term and choose REML or ML.',
    );
  }
  const frame = buildModelFrame(dataset, spec);
  const steps = fitLmm(frame, method === 'REML');
  let step = steps.next();
  while (!step.done) {
    yield { stage: 'fit', iteration: step.value.iteration, criterion: step.value.objective };
    step = steps.next();
  }
  const fit = step.value;
  try {
    const parameters = intervalParameters(frame, fit.problem.kept);
    const estimates = new Float64Array(parameters.length);
    writeParameters(ownEstimates(fit), estimates, 0);
    const drawn = yield* withProgress(
      fitReplicates(fit, parameters.length, { seed, first: 0, end: requested }),
      requested,
      fit.minus2LogLik,
    );
    const { completed, singular, failed } = drawn;
    return {
      kind: 'bootstrap',
      method,
      level,
      seed,
      requested,
      completed,
      singular,
      failed,
      intervals: parameters.map((parameter, j) => ({
        parameter,
        estimate: estimates[j],
        ...summariseReplicates(column(drawn, j, parameters.length), estimates[j], level),
      })),
    };
  } finally {
    fit.release();
  }
}

function ownEstimates({ psi, sigma, beta }: LmmFit): Parameters<typeof writeParameters>[0] {
  return { relative: psi.map((own) => own.map((value) => value / sigma ** 2)), sigma, beta };
}

function* withProgress(
  steps: ReturnType<typeof fitReplicates>,
  total: number,
  criterion: number,
): Generator<Progress, Replicates, 'stop' | undefined> {
  let step = steps.next();
  while (!step.done) {
    const done = step.value;
    step = steps.next(yield { stage: 'inference', iteration: done, criterion, work: { done, total } });
  }
  return step.value;
}

function column({ values, completed }: Replicates, j: number, count: number): Float64Array {
  return Float64Array.from({ length: completed }, (_, replicate) => values[replicate * count + j]);
}
