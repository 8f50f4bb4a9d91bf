import type { Intervals, IntervalsQuestion } from '../../../../src-shared/model/analyses/intervals.ts';
import { AppError } from '../../../../src-shared/model/appError.ts';
import type { Dataset } from '../../../../src-shared/model/dataset.ts';
import type { Progress } from '../../../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../../../src-shared/model/modelSpec.ts';
import { buildModelFrame } from '../../frame/buildModelFrame.ts';
import type { ModelFrame } from '../../frame/modelFrame.ts';
import type { LmmFit } from '../../lmm/fitLmm.ts';
import { normalQuantile } from '../../numerics/distributions/normal.ts';
import { fitFrame, fitMarginalFrame } from '../fitFrame.ts';
import { isQuickMarginal } from '../marginal/isQuick.ts';
import { marginalProfileIntervals } from '../marginal/profileIntervals.ts';
import { requireFewToAsk } from '../marginal/requireFewToAsk.ts';
import { marginalWaldIntervals } from '../marginal/waldIntervals.ts';
import { isQuick } from './isQuick.ts';
import { profileIntervals } from './profileIntervals.ts';
import { waldIntervals } from './waldIntervals.ts';

/**
 * Intervals for all parameters of a mixed model or one with a residual covariance structure, by profile likelihood or Wald's.
 *
 * Profiles are always those of the likelihood (ML), as lme4's confint(method = "profile"): a model fitted by REML is
 * fitted by ML first, since REML criteria of models with different coefficients cannot be compared.
 *
 * @throws AppError `needs-random-part` for a model by least squares; `too-many-covariance-parameters` for profiles; what `analyse` throws for the model itself
 */
export function* intervals(
  dataset: Dataset,
  spec: ModelSpec,
  { method: asked }: IntervalsQuestion,
): Generator<Progress, Intervals> {
  const { method: criterion, level, df } = spec;
  if (criterion === 'OLS') {
    throw new AppError(
      'needs-random-part',
      'For a model fitted by least squares the intervals in the table of coefficients are exact.',
      'Use those, or add a random term and choose REML or ML.',
    );
  }
  const frame = buildModelFrame(dataset, spec);
  const reml = criterion === 'REML';
  if (frame.residual !== null) return yield* marginalIntervals(frame, spec, asked);
  if (asked === 'profile') return yield* profiled(frame, null, 'asked', level);
  const fit = yield* fitFrame(frame, reml);
  if (asked === 'default' && isQuick(fit)) {
    if (reml) fit.release();
    return yield* profiled(frame, reml ? null : fit, 'small-model', level);
  }
  try {
    return {
      kind: 'intervals',
      method: 'wald',
      chosen: asked === 'wald' ? 'asked' : 'large-model',
      criterion,
      level,
      quantile: normalQuantile((1 + level) / 2),
      intervals: waldIntervals(frame, fit, df, level),
      profiles: [],
    };
  } finally {
    fit.release();
  }
}

/** @param fit by maximum likelihood, if there is one already */
function* profiled(
  frame: ModelFrame,
  fit: LmmFit | null,
  chosen: Intervals['chosen'],
  level: number,
): Generator<Progress, Intervals> {
  const quantile = normalQuantile((1 + level) / 2);
  const followed = yield* profileIntervals(frame, fit ?? (yield* fitFrame(frame, false)), quantile);
  return { kind: 'intervals', method: 'profile', chosen, criterion: 'ML', level, quantile, ...followed };
}

/** The same for a model with a residual covariance structure. */
function* marginalIntervals(
  frame: ModelFrame,
  spec: ModelSpec,
  asked: IntervalsQuestion['method'],
): Generator<Progress, Intervals> {
  const { level } = spec;
  const reml = spec.method === 'REML';
  const quantile = normalQuantile((1 + level) / 2);
  if (asked === 'profile') requireFewToAsk(frame.residual!, 'Profiles');
  const fit = yield* fitMarginalFrame(frame, reml && asked !== 'profile');
  if (asked === 'wald' || (asked === 'default' && !isQuickMarginal(fit))) {
    return {
      kind: 'intervals',
      method: 'wald',
      chosen: asked === 'wald' ? 'asked' : 'large-model',
      criterion: reml ? 'REML' : 'ML',
      level,
      quantile,
      intervals: marginalWaldIntervals(fit, spec),
      profiles: [],
    };
  }
  const byML = fit.criterion.reml ? yield* fitMarginalFrame(frame, false) : fit;
  const chosen = asked === 'profile' ? 'asked' : 'small-model';
  const followed = yield* marginalProfileIntervals(byML, quantile);
  return { kind: 'intervals', method: 'profile', chosen, criterion: 'ML', level, quantile, ...followed };
}
