import type { Progress } from '../../../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../../../src-shared/model/modelSpec.ts';
import type { ModelFrame } from '../../frame/modelFrame.ts';
import { requireDfOfDesign } from '../../inference/dfOfDesign.ts';
import type { Estimates } from '../../inference/estimates.ts';
import { requireModelBasedForKenwardRoger } from '../../inference/kenwardRogerEmpirical.ts';
import { requireRemlForKenwardRoger } from '../../inference/kenwardRogerByMl.ts';
import { fixedEstimates } from '../../lmm/fixedEstimates.ts';
import { vcovDerivatives } from '../../lmm/vcovDerivatives.ts';
import { requireRoomForKenwardRoger } from '../../marginal/kenwardRogerLimits.ts';
import { marginalEstimates } from '../../marginal/marginalEstimates.ts';
import type { QrResult } from '../../numerics/qr.ts';
import { fitOls } from '../../ols/fitOls.ts';
import { fitFrame, fitMarginalFrame } from '../fitFrame.ts';

/** The coefficients of any kind of model, and the QR of its weighted X that says which columns they belong to. */
export interface FittedEstimates {
  readonly estimates: Estimates;
  readonly qr: QrResult;
}

/** Fits a model as its spec says. Throws the AppErrors of `analyse`. */
export function* estimatesOf(frame: ModelFrame, spec: ModelSpec): Generator<Progress, FittedEstimates> {
  if (spec.method === 'OLS') {
    const { beta, vcov, dfResidual, qr } = fitOls(frame);
    return { estimates: { beta, vcov, derivatives: null, dfResidual, dfMethod: spec.df }, qr };
  }
  requireRemlForKenwardRoger(spec);
  if (frame.residual !== null) {
    requireModelBasedForKenwardRoger(spec);
    requireRoomForKenwardRoger(frame, spec);
    const fit = yield* fitMarginalFrame(frame, spec.method === 'REML');
    return { estimates: marginalEstimates(fit, spec), qr: fit.problem.qr };
  }
  requireDfOfDesign(spec);
  const fit = yield* fitFrame(frame, spec.method === 'REML');
  try {
    return {
      estimates: fixedEstimates(fit, spec.df, vcovDerivatives(fit).derivatives),
      qr: fit.problem.qr,
    };
  } finally {
    fit.release();
  }
}
