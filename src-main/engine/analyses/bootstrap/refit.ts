import { fixedEffects, relativeCovariances } from '../../lmm/dataUnits.ts';
import type { LmmFit } from '../../lmm/fitLmm.ts';
import { NO_RESIDUAL } from '../../lmm/newton.ts';
import { emptyProducts, multiplyResponse, replaceResponse } from '../../lmm/responseProducts.ts';
import type { ResponseProducts } from '../../lmm/responseProducts.ts';
import { search } from '../../lmm/search.ts';
import { startingTheta } from '../../lmm/start.ts';
import { populationMeans } from '../../postfit/predictions.ts';

/** The same model fitted to another outcome, in the units of the data. */
export interface Refit {
  /** Coefficients in the order of `problem.kept`. */
  readonly beta: Float64Array;
  readonly sigma: number;
  /** Per random term of the frame, k x k column-major: Cov(b) / sigma^2. */
  readonly relative: readonly Float64Array[];
  /** -2 log-likelihood, or the REML criterion. */
  readonly minus2LogLik: number;
  readonly singular: boolean;
  /** False also where the groupings reproduce the outcome exactly. */
  readonly converged: boolean;
}

/** Fits one model to one outcome after the other. */
export interface Refitter {
  /** @param y n, in the units and the order of the frame's rows */
  readonly refit: (y: Float64Array) => Refit;
  /** @param products of the outcome's deviation from the fitted fixed part, weighted and scaled as in the fit */
  readonly refitProducts: (products: ResponseProducts) => Refit;
}

/**
 * Makes a fit's criterion serve other outcomes. X, Z and their products stay, only the y row of A changes; each search
 * starts at the fit's own theta, whose part of the gradient that no outcome changes is computed once. A refit depends on
 * the fit and its outcome only, not on the refits before it.
 *
 * The criterion no longer belongs to the fit's own outcome afterwards.
 */
export function refitter(fit: LmmFit): Refitter {
  const { criterion, problem, frame, settled } = fit;
  const { A } = criterion;
  const { scale, rootWeights, kept, qr } = problem;
  const constant = fit.minus2LogLik - settled.objective;
  const population = populationMeans(frame, kept, fit.beta);
  const boundary = settled.zeroColumns.length > 0;
  if (!boundary) criterion.shareInverse(settled.theta);

  const refitProducts = (products: ResponseProducts): Refit => {
    replaceResponse(A, products);
    // The boundary is a stationary point, where no search gets away from it by itself.
    const steps = search(criterion, boundary ? startingTheta(A) : settled.theta);
    let step = steps.next();
    while (!step.done) step = steps.next();
    const { optimum, settled: found } = step.value;
    const { beta: betaQ } = criterion.factor.solution();
    const deviation = fixedEffects(betaQ, {
      qr,
      coordinates: products.Qy.map((value) => value * scale),
      scale,
      shift: 0,
      shifted: [],
    });
    return {
      beta: deviation.map((value, j) => value + fit.beta[j]),
      sigma: Math.sqrt(criterion.sigma2) * scale,
      relative: relativeCovariances(criterion),
      minus2LogLik: found.objective + constant,
      singular: found.zeroColumns.length > 0,
      converged: optimum.converged && criterion.sigma2 > NO_RESIDUAL,
    };
  };
  const products = emptyProducts(A);
  const refit = (y: Float64Array): Refit => {
    const deviations = y.map(
      (value, row) => ((value - population[row]) / scale) * (rootWeights ? rootWeights[row] : 1),
    );
    multiplyResponse(A, qr.Q, deviations, products);
    return refitProducts(products);
  };
  return { refit, refitProducts };
}
