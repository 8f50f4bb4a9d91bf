import { perfectFit } from '../lmm/refusals.ts';
import type { MarginalPoint } from './marginalPoint.ts';

/** Residual variance below this share of the outcome's is rounding: the model reproduces the data. */
const NO_RESIDUAL = 1e-12;

/**
 * Residual variance of an observation of weight 1: at the first occasion of the first group, and the mean over the rows.
 * @throws AppError `perfect-fit`
 */
export function residualVariances({ design, structure, optimum, problem, frame }: MarginalPoint): {
  readonly first: number;
  readonly mean: number;
} {
  const { occasions, groups } = design;
  const unit = problem.scale ** 2;
  const variances = groups.levels.map((_, set) => {
    const entry = structure.at(optimum.theta.subarray(set * structure.count, (set + 1) * structure.count));
    return occasions.levels.map((__, t) => entry.value(t, t));
  });
  let sum = 0;
  for (let i = 0; i < frame.n; i++) sum += variances[groups.codes[i]][occasions.codes[i]];
  const mean = sum / frame.n;
  if (!(mean > NO_RESIDUAL)) throw perfectFit(frame.response);
  return { first: variances[0][0] * unit, mean: mean * unit };
}
