import type { Progress } from '../../../../src-shared/model/fitResult.ts';
import type { ModelFrame } from '../../frame/modelFrame.ts';
import { fitLmm } from '../../lmm/fitLmm.ts';
import type { LmmFit } from '../../lmm/fitLmm.ts';

/** What is left of a fit for comparing it with another one, and for simulating from it. */
export interface ComparedModel {
  /** Its random terms may be none: then it is the linear model. */
  readonly frame: ModelFrame;
  readonly minus2LogLik: number;
  readonly nParameters: number;
  readonly converged: boolean;
  readonly singular: boolean;
  readonly sigma: number;
  /** Per random term of the frame, k x k column-major. */
  readonly psi: readonly Float64Array[];
}

/**
 * Fits a frame with random terms.
 * @param alsoUse what else is needed of the fit while it is still attached to its factor
 */
export function* fitCompared<T>(
  frame: ModelFrame,
  reml: boolean,
  alsoUse: (fit: LmmFit) => T,
): Generator<Progress, { readonly model: ComparedModel; readonly also: T }> {
  const steps = fitLmm(frame, reml);
  let step = steps.next();
  while (!step.done) {
    yield { stage: 'fit', iteration: step.value.iteration, criterion: step.value.objective };
    step = steps.next();
  }
  const fit = step.value;
  try {
    const model: ComparedModel = {
      frame,
      minus2LogLik: fit.minus2LogLik,
      nParameters: fit.beta.length + fit.theta.length + 1,
      converged: fit.optimum.converged,
      singular: fit.settled.zeroColumns.length > 0,
      sigma: fit.sigma,
      psi: fit.psi,
    };
    return { model, also: alsoUse(fit) };
  } finally {
    fit.release();
  }
}

/** The same model without its random part: its criterion is that of the fit at theta = 0. */
export function withoutRandomPart(fit: LmmFit): ComparedModel {
  const { criterion, settled, problem, frame } = fit;
  const objective = criterion.objective(new Float64Array(criterion.parameters.length));
  return {
    frame: { ...frame, random: [] },
    minus2LogLik: fit.minus2LogLik + (objective - settled.objective),
    nParameters: fit.beta.length + 1,
    converged: true,
    singular: false,
    sigma: Math.sqrt(criterion.sigma2) * problem.scale,
    psi: [],
  };
}
