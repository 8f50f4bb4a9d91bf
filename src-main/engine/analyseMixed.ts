import { requireDfOfDesign } from './inference/dfOfDesign.ts';
import type { Certificate, FitResult, Progress } from '../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../src-shared/model/modelSpec.ts';
import type { Notice } from '../../src-shared/model/notice.ts';
import type { ModelFrame } from './frame/modelFrame.ts';
import { aliasedTermsNotice } from './inference/aliasedTerms.ts';
import { isKenwardRoger } from './inference/estimates.ts';
import { requireRemlForKenwardRoger } from './inference/kenwardRogerByMl.ts';
import { kenwardRogerNotices } from './inference/kenwardRogerNotices.ts';
import { conditionalModes } from './lmm/conditionalVariance.ts';
import { fitLmm } from './lmm/fitLmm.ts';
import type { LmmFit } from './lmm/fitLmm.ts';
import { fixedEstimates } from './lmm/fixedEstimates.ts';
import { notIdentified } from './lmm/notIdentified.ts';
import { singularNotice } from './lmm/singularNotice.ts';
import { vcovDerivatives } from './lmm/vcovDerivatives.ts';
import { groupingsAmongPredictors } from './frame/groupingsAmongPredictors.ts';
import { slopesWithoutFixedEffect } from './frame/slopesWithoutFixedEffect.ts';
import { mixedResult } from './mixedResult.ts';
import { intraclassCorrelation } from './postfit/icc.ts';
import { quantilePlot } from './postfit/quantilePlot.ts';

/**
 * A linear mixed model by REML or ML.
 *
 * @throws AppError `kenward-roger-by-ml`, `kenward-roger-too-large`, and those of the fit
 */
export function* analyseMixed(
  frame: ModelFrame,
  spec: ModelSpec,
  clock: () => number,
  started: number,
): Generator<Progress, FitResult> {
  requireRemlForKenwardRoger(spec);
  requireDfOfDesign(spec);
  const steps = fitLmm(frame, spec.method === 'REML');
  let step = steps.next();
  while (!step.done) {
    yield { stage: 'fit', iteration: step.value.iteration, criterion: step.value.objective };
    step = steps.next();
  }
  const fit = step.value;
  try {
    const fitted = clock();
    yield { stage: 'inference', iteration: fit.iterations, criterion: fit.minus2LogLik };
    const result = infer(frame, spec, fit);
    return { ...result, timing: { fitMs: fitted - started, inferenceMs: clock() - fitted } };
  } finally {
    fit.release();
  }
}

function infer(frame: ModelFrame, spec: ModelSpec, fit: LmmFit): Omit<FitResult, 'timing'> {
  const sigma2 = fit.sigma ** 2;
  const { derivatives, certificate } = vcovDerivatives(fit);
  const shared = mixedResult(frame, spec, {
    problem: fit.problem,
    estimates: fixedEstimates(fit, spec.df, derivatives),
    nCovariances: fit.theta.length + 1,
    minus2LogLik: fit.minus2LogLik,
    psi: fit.psi,
    modes: fit.modes,
    residualVariance: sigma2,
  });
  const { anova, fixed, residuals } = shared;
  const qq = quantilePlot(residuals, frame.weights, fit.sigma);
  return {
    ...shared,
    converged: fit.optimum.converged,
    singular: fit.settled.zeroColumns.length > 0,
    singularComponents: fit.singularComponents,
    certificate,
    sigma: fit.sigma,
    theta: fit.theta,
    icc: intraclassCorrelation(frame, fit.problem.kept, fit.beta, fit.psi, sigma2),
    ranef: conditionalModes(fit),
    ...(qq ? { qq } : {}),
    notices: [
      ...frame.notices,
      ...fitNotices(frame, fit, certificate),
      ...(isKenwardRoger(spec.df)
        ? kenwardRogerNotices(fit.singularComponents.length > 0, anova, fixed)
        : []),
    ],
  };
}

function fitNotices(frame: ModelFrame, fit: LmmFit, certificate: Certificate): Notice[] {
  const notices: Notice[] = [];
  const aliased = aliasedTermsNotice(frame.fixed, fit.problem.qr, frame.weights);
  if (aliased) notices.push(aliased);
  if (!fit.optimum.converged) {
    notices.push({
      code: 'not-converged',
      severity: 'serious',
      message:
        `The iterations ended after ${fit.iterations} steps without reaching a clear optimum ` +
        `(the criterion could still fall by about ${fit.optimum.decrement.toPrecision(2)}). Do not rely on these results: ` +
        'simplify the random part or check the data for extreme values.',
    });
  }
  if (notIdentified(certificate)) {
    notices.push({
      code: 'not-identified',
      severity: 'serious',
      message:
        'The data cannot tell the variance components apart: other values of them fit equally well. Do not rely on the ' +
        'standard errors, tests and variances; simplify the random part, or collect more rows per cluster.',
    });
  }
  notices.push(...groupingsAmongPredictors(frame), ...slopesWithoutFixedEffect(frame));
  if (fit.singularComponents.length > 0) notices.push(singularNotice(fit.singularComponents));
  return notices;
}
