import type { Bootstrap, BootstrapQuestion } from '../../../src-shared/model/analyses/bootstrap.ts';
import type { IntervalParameter } from '../../../src-shared/model/analyses/intervals.ts';
import { AppError } from '../../../src-shared/model/appError.ts';
import type { Dataset } from '../../../src-shared/model/dataset.ts';
import type { Progress } from '../../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../../src-shared/model/modelSpec.ts';
import { buildModelFrame } from '../frame/buildModelFrame.ts';
import type { LmmFit } from '../lmm/fitLmm.ts';
import { summariseReplicates } from './bootstrap/bootstrapInterval.ts';
import { intervalParameters, writeParameters } from './bootstrap/parameters.ts';
import { drawReplicates, lmmReplicates } from './bootstrap/replicates.ts';
import type { Replicates } from './bootstrap/replicates.ts';
import { fitFrame, fitMarginalFrame } from './fitFrame.ts';
import { marginalParameters, marginalValues } from './marginal/parameters.ts';
import { requireFewToAsk } from './marginal/requireFewToAsk.ts';
import { marginalReplicates } from './marginal/replicates.ts';

/**
 * Parametric bootstrap: outcomes are drawn from the fitted model, random effects and residuals anew, and the model is
 * fitted to each of them by the same criterion.
 *
 * `next('stop')` instead of `next()` ends the replicates: the answer then holds those that are done.
 *
 * @throws AppError `needs-random-part` for a model by least squares; `too-many-covariance-parameters`; what `analyse` throws for the model itself
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
  const reml = method === 'REML';
  const range = { seed, first: 0, end: requested };
  const answer = (parameters: readonly IntervalParameter[], estimates: Float64Array, drawn: Replicates) => {
    const { completed, singular, failed } = drawn;
    return {
      kind: 'bootstrap' as const,
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
  };
  if (frame.residual !== null) {
    requireFewToAsk(frame.residual, 'Bootstrap intervals');
    const fit = yield* fitMarginalFrame(frame, reml);
    const parameters = marginalParameters(fit);
    const estimates = marginalValues(fit);
    const steps = drawReplicates(marginalReplicates(fit), parameters.length, range);
    return answer(parameters, estimates, yield* withProgress(steps, requested, fit.minus2LogLik));
  }
  const fit = yield* fitFrame(frame, reml);
  try {
    const parameters = intervalParameters(frame, fit.problem.kept);
    const estimates = new Float64Array(parameters.length);
    writeParameters(ownEstimates(fit), estimates, 0);
    const steps = drawReplicates(lmmReplicates(fit), parameters.length, range);
    return answer(parameters, estimates, yield* withProgress(steps, requested, fit.minus2LogLik));
  } finally {
    fit.release();
  }
}

function ownEstimates({ psi, sigma, beta }: LmmFit): Parameters<typeof writeParameters>[0] {
  return { relative: psi.map((own) => own.map((value) => value / sigma ** 2)), sigma, beta };
}

function* withProgress(
  steps: ReturnType<typeof drawReplicates>,
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
