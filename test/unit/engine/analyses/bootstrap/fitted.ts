import { buildModelFrame } from '../../../../../src-main/engine/frame/buildModelFrame.ts';
import type { ModelFrame } from '../../../../../src-main/engine/frame/modelFrame.ts';
import { fitLmm } from '../../../../../src-main/engine/lmm/fitLmm.ts';
import type { LmmFit } from '../../../../../src-main/engine/lmm/fitLmm.ts';
import { modelSpecSchema, type ModelSpec } from '../../../../../src-shared/model/modelSpec.ts';
import type { Dataset } from '../../../../../src-shared/model/dataset.ts';

/** A mixed model, still attached to its criterion. */
export function fitted(dataset: Dataset, formula: string, options: Partial<ModelSpec> = {}): LmmFit {
  const spec = modelSpecSchema.parse({ formula, ...options });
  return fittedFrame(buildModelFrame(dataset, spec), spec.method === 'REML');
}

export function fittedFrame(frame: ModelFrame, reml = true): LmmFit {
  const steps = fitLmm(frame, reml);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Kolmogorov-Smirnov distance of draws from their distribution. */
export function distance(draws: readonly number[], cdf: (x: number) => number): number {
  const u = draws.map(cdf).sort((a, b) => a - b);
  return Math.max(...u.map((value, i) => Math.max((i + 1) / u.length - value, value - i / u.length)));
}

/** The distance that so many draws from the distribution itself exceed with probability 1e-4. */
export function largestDistance(draws: number): number {
  return Math.sqrt(Math.log(2 / 1e-4) / 2 / draws);
}
