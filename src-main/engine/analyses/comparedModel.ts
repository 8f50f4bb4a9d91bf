import type { LmmFit } from '../lmm/fitLmm.ts';
import type { MarginalFit } from '../marginal/fitMarginal.ts';
import { marginalPsi } from '../marginal/randomEffects.ts';
import { residualVariances } from '../marginal/residualVariances.ts';
import { singularTerms } from '../marginal/singularTerms.ts';

/** What comparing two models needs of each. */
export interface ComparedModel {
  readonly minus2LogLik: number;
  readonly nParameters: number;
  /** Random effects of one level of each grouping, over all random terms. */
  readonly nEffects: number;
  readonly converged: boolean;
  readonly singular: boolean;
}

export function comparedModel(fit: LmmFit): ComparedModel {
  return {
    minus2LogLik: fit.minus2LogLik,
    nParameters: fit.beta.length + fit.theta.length + 1,
    nEffects: fit.frame.random.reduce((sum, { k }) => sum + k, 0),
    converged: fit.optimum.converged,
    singular: fit.settled.zeroColumns.length > 0,
  };
}

/** @throws AppError `perfect-fit` */
export function comparedMarginal(fit: MarginalFit): ComparedModel {
  return {
    minus2LogLik: fit.minus2LogLik,
    nParameters: fit.beta.length + fit.optimum.theta.length,
    nEffects: fit.frame.random.reduce((sum, { k }) => sum + k, 0),
    converged: fit.optimum.converged,
    singular: singularTerms(fit, marginalPsi(fit), residualVariances(fit).mean).length > 0,
  };
}

/** The same model without its random part: its criterion is that of the fit at theta = 0. */
export function withoutRandomPart(fit: LmmFit): ComparedModel {
  return {
    minus2LogLik: fit.minus2LogLik + (objectiveAtZero(fit) - fit.settled.objective),
    nParameters: fit.beta.length + 1,
    nEffects: 0,
    converged: true,
    singular: false,
  };
}

/** The criterion, in the scaled problem's units, of the linear model for the outcome that the criterion holds. */
export function objectiveAtZero({ criterion }: LmmFit): number {
  return criterion.objective(new Float64Array(criterion.parameters.length));
}

export function aicOf({ minus2LogLik, nParameters }: ComparedModel): number {
  return minus2LogLik + 2 * nParameters;
}

/** Twice the difference in log-likelihood: not below 0, which only rounding could bring about in nested models. */
export function likelihoodRatio(
  full: Pick<ComparedModel, 'minus2LogLik'>,
  reduced: Pick<ComparedModel, 'minus2LogLik'>,
): number {
  return Math.max(0, reduced.minus2LogLik - full.minus2LogLik);
}

/** Searches with a residual structure end this near to the optimum, a variance of zero above zero: nothing smaller is told. */
const SMALLEST_RATIO = 1e-8;

/** `likelihoodRatio` of models with a residual structure. */
export function marginalRatio(...models: Parameters<typeof likelihoodRatio>): number {
  const ratio = likelihoodRatio(...models);
  return ratio < SMALLEST_RATIO ? 0 : ratio;
}
