import type { DfMethod } from '../../../../src-shared/model/methods.ts';
import { ProfiledCriterion } from '../../lmm/criterion.ts';
import { fixedCovariance, fixedEffects, informationRoot, relativeCovariances } from '../../lmm/dataUnits.ts';
import type { FactorPattern } from '../../lmm/factorPattern.ts';
import { NO_RESIDUAL } from '../../lmm/newton.ts';
import type { NewtonStep } from '../../lmm/newton.ts';
import { search } from '../../lmm/search.ts';
import { refitDerivatives } from '../../lmm/vcovDerivatives.ts';
import type { Estimates } from '../../inference/estimates.ts';
import type { Workspace } from '../../numerics/kernels/index.ts';
import { inverseOfCrossProduct } from '../../numerics/triangular.ts';
import type { ReducedProblem } from './withoutRows.ts';

/** What is compared of one fit with another. */
export interface ComparedFit {
  readonly estimates: Estimates;
  /** r x r upper triangular U: the model-based covariance of the coefficients is sigma2 (U'U)^-1. */
  readonly root: Float64Array;
  /** In the units of the data; 1 where the root holds all. */
  readonly sigma2: number;
  /** Variances of the random terms' columns in the order of the frame's terms; the residual's, or its parameters. */
  readonly components: readonly number[];
  readonly singular: boolean;
  readonly converged: boolean;
}

/** One fit, with what is compared of it. */
export interface Refit extends ComparedFit {
  /** Where a similar fit may start. */
  readonly theta: Float64Array;
  readonly pattern: FactorPattern | null;
}

/**
 * Fits the model to cross-products, by REML or ML, or by least squares where A has no random part.
 * @param workspace is emptied first
 * @param pattern of an A with the same levels and neighbours, or null
 * @returns null if the model reproduces the outcome exactly, so that the likelihood has no maximum
 */
export function* refit(
  { A, units }: ReducedProblem,
  start: Float64Array,
  options: { readonly reml: boolean; readonly dfMethod: DfMethod },
  workspace: Workspace,
  pattern: FactorPattern | null,
): Generator<NewtonStep, Refit | null> {
  const { n, r } = A;
  const dfResidual = n - r;
  const { reml, dfMethod } = options;
  if (A.blocks.length === 0) {
    const sigma2 = (A.yy * units.scale * units.scale) / dfResidual;
    const vcov = inverseOfCrossProduct(units.qr.R, r).map((value) => value * sigma2);
    const beta = fixedEffects(new Float64Array(r), units);
    return {
      estimates: { beta, vcov, derivatives: null, dfResidual, dfMethod },
      root: units.qr.R,
      sigma2,
      components: [sigma2],
      singular: false,
      converged: true,
      theta: start,
      pattern: null,
    };
  }
  workspace.reset();
  const criterion = new ProfiledCriterion(A, workspace, reml, pattern ?? undefined);
  const { optimum, settled } = yield* search(criterion, start);
  if (!(criterion.sigma2 > NO_RESIDUAL)) return null;
  const sigma2 = criterion.sigma2 * units.scale * units.scale;
  const vcov = fixedCovariance(criterion, units);
  const root = informationRoot(criterion, units);
  const beta = fixedEffects(criterion.residuals().beta, units);
  const variances = relativeCovariances(criterion).flatMap((own) => {
    const k = Math.sqrt(own.length);
    return Array.from({ length: k }, (_, j) => own[j * k + j] * sigma2);
  });
  const derivatives =
    dfMethod === 'satterthwaite'
      ? refitDerivatives({ criterion, settled, problem: units, vcov, sigma: Math.sqrt(sigma2) })
      : null;
  return {
    estimates: { beta, vcov, derivatives, dfResidual, dfMethod },
    root,
    sigma2,
    components: [...variances, sigma2],
    singular: settled.zeroColumns.length > 0,
    converged: optimum.converged,
    theta: settled.theta,
    pattern: criterion.factor.pattern,
  };
}
