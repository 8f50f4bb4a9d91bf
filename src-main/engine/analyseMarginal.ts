import type { Certificate, FitResult, Progress } from '../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../src-shared/model/modelSpec.ts';
import type { Notice } from '../../src-shared/model/notice.ts';
import type { ModelFrame } from './frame/modelFrame.ts';
import { groupingsAmongPredictors } from './frame/groupingsAmongPredictors.ts';
import { slopesWithoutFixedEffect } from './frame/slopesWithoutFixedEffect.ts';
import { aliasedTermsNotice } from './inference/aliasedTerms.ts';
import { isKenwardRoger } from './inference/estimates.ts';
import { requireModelBasedForKenwardRoger } from './inference/kenwardRogerEmpirical.ts';
import { requireRemlForKenwardRoger } from './inference/kenwardRogerByMl.ts';
import { kenwardRogerNotices } from './inference/kenwardRogerNotices.ts';
import { singularNotice } from './lmm/singularNotice.ts';
import { fitMarginal } from './marginal/fitMarginal.ts';
import type { MarginalFit } from './marginal/fitMarginal.ts';
import { requireRoomForKenwardRoger } from './marginal/kenwardRogerLimits.ts';
import { marginalEstimates } from './marginal/marginalEstimates.ts';
import { marginalRandomEffects } from './marginal/randomEffects.ts';
import { residualCovariance } from './marginal/residualCovariance.ts';
import { residualVariances } from './marginal/residualVariances.ts';
import { scaledResiduals } from './marginal/scaledResiduals.ts';
import { structureLimits } from './marginal/structureLimits.ts';
import { competingParts, unclearStructure } from './marginal/structureNotices.ts';
import { relativeFactors, singularTerms } from './marginal/singularTerms.ts';
import { mixedResult } from './mixedResult.ts';
import { intraclassCorrelation } from './postfit/icc.ts';
import { quantilePlot } from './postfit/quantilePlot.ts';

/**
 * A linear model whose residuals vary and hang together by a structure, with or without random effects, by REML or ML.
 *
 * @throws AppError `kenward-roger-by-ml`, `kenward-roger-empirical`, `kenward-roger-too-large`, and those of the fit
 */
export function* analyseMarginal(
  frame: ModelFrame,
  spec: ModelSpec,
  clock: () => number,
  started: number,
): Generator<Progress, FitResult> {
  requireRemlForKenwardRoger(spec);
  requireModelBasedForKenwardRoger(spec);
  requireRoomForKenwardRoger(frame, spec);
  const steps = fitMarginal(frame, spec.method === 'REML');
  let step = steps.next();
  while (!step.done) {
    yield { stage: 'fit', iteration: step.value.iteration, criterion: step.value.objective };
    step = steps.next();
  }
  const fit = step.value;
  const fitted = clock();
  yield { stage: 'inference', iteration: fit.optimum.iterations, criterion: fit.minus2LogLik };
  return { ...infer(frame, spec, fit), timing: { fitMs: fitted - started, inferenceMs: clock() - fitted } };
}

function infer(frame: ModelFrame, spec: ModelSpec, fit: MarginalFit): Omit<FitResult, 'timing'> {
  const { problem, optimum, minus2LogLik } = fit;
  const { kept, rootWeights } = problem;
  const estimates = marginalEstimates(fit, spec);
  const { psi, modes, ranef } = marginalRandomEffects(fit);
  const { first, mean } = residualVariances(fit);
  const shared = mixedResult(frame, spec, {
    problem,
    estimates,
    nCovariances: optimum.theta.length,
    minus2LogLik,
    psi,
    modes,
    residualVariance: mean,
  });
  const { anova, fixed, residuals } = shared;
  const weighted = rootWeights === null ? residuals : residuals.map((value, i) => value * rootWeights[i]);
  const scaled = scaledResiduals(fit, weighted);
  const sigma = Math.sqrt(first);
  const singularComponents = singularTerms(fit, psi, mean);
  const certificate = certify(fit);
  const qq = scaled === null ? undefined : quantilePlot(scaled, null, 1);
  return {
    ...shared,
    converged: optimum.converged,
    singular: singularComponents.length > 0,
    singularComponents,
    certificate,
    sigma,
    theta: relativeFactors(psi, sigma),
    icc: frame.random.length === 0 ? null : intraclassCorrelation(frame, kept, fit.beta, psi, mean),
    ranef,
    residualCovariance: residualCovariance(fit, estimates.derivatives!.covariance, weighted, spec.level),
    ...(scaled === null ? {} : { scaledResiduals: scaled }),
    ...(qq ? { qq } : {}),
    notices: [
      ...frame.notices,
      ...fitNotices(frame, fit, certificate),
      ...(singularComponents.length > 0 ? [singularNotice(singularComponents)] : []),
      // A variance of zero counts as known here: its factor T has no slope there.
      ...(isKenwardRoger(spec.df) ? kenwardRogerNotices(false, anova, fixed) : []),
    ],
  };
}

function certify({ optimum, minus2LogLik }: MarginalFit): Certificate {
  return {
    iterations: optimum.iterations,
    evaluations: optimum.evaluations,
    decrement: optimum.decrement,
    gradientNorm: optimum.gradientNorm,
    smallestEigenvalue: optimum.derivatives.hessian.smallestEigenvalue(),
    boundaryEigenvalue: Number.NaN,
    path: optimum.path.map((objective) => objective + minus2LogLik - optimum.objective),
  };
}

function fitNotices(frame: ModelFrame, fit: MarginalFit, certificate: Certificate): Notice[] {
  const notices: Notice[] = [];
  const aliased = aliasedTermsNotice(frame.fixed, fit.problem.qr, frame.weights);
  if (aliased) notices.push(aliased);
  if (!fit.optimum.converged) {
    notices.push({
      code: 'not-converged',
      severity: 'serious',
      message:
        `The iterations ended after ${fit.optimum.iterations} steps without reaching a clear optimum ` +
        `(the criterion could still fall by about ${fit.optimum.decrement.toPrecision(2)}). Do not rely on these results: ` +
        'choose a covariance structure with fewer parameters or check the data for extreme values.',
    });
  }
  notices.push(...unclearStructure(fit, certificate), ...structureLimits(fit), ...competingParts(frame));
  notices.push(...groupingsAmongPredictors(frame), ...slopesWithoutFixedEffect(frame));
  return notices;
}
