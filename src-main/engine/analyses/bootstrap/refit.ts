import { fixedEffects, relativeCovariances } from '../../lmm/dataUnits.ts';
import type { LmmFit } from '../../lmm/fitLmm.ts';
import { NO_RESIDUAL } from '../../lmm/newton.ts';
import { OneGrouping } from '../../lmm/oneGrouping.ts';
import { emptyProducts, multiplyResponse, replaceResponse } from '../../lmm/responseProducts.ts';
import type { ResponseProducts } from '../../lmm/responseProducts.ts';
import { search } from '../../lmm/search.ts';
import { startingTheta } from '../../lmm/start.ts';
import { populationMeans } from '../../postfit/predictions.ts';
import { quickSearch } from './quickSearch.ts';

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

/** Where a search ended, in the units of the scaled problem. */
interface SearchEnd {
  readonly T: readonly Float64Array[];
  readonly objective: number;
  readonly sigma2: number;
  /** Coefficients in the basis Q. */
  readonly beta: Float64Array;
  readonly singular: boolean;
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

  const quick = A.blocks.length === 1 && !boundary ? new OneGrouping(A, criterion.reml) : null;
  const [fittedT] = criterion.matrices(settled.theta);

  const quickEnd = (model: OneGrouping): SearchEnd | null => {
    const T = quickSearch(model, fittedT);
    if (T === null || !(model.sigma2 > NO_RESIDUAL)) return null;
    const { objective, sigma2, beta } = model;
    return { T: [T], objective, sigma2, beta, singular: false, converged: true };
  };
  const generalEnd = (): SearchEnd => {
    // The boundary is a stationary point, where no search gets away from it by itself.
    const steps = search(criterion, boundary ? startingTheta(A) : settled.theta);
    let step = steps.next();
    while (!step.done) step = steps.next();
    const { optimum, settled: found } = step.value;
    const { factor, sigma2 } = criterion;
    return {
      T: factor.T,
      objective: found.objective,
      sigma2,
      beta: factor.solution().beta,
      singular: found.zeroColumns.length > 0,
      converged: optimum.converged && sigma2 > NO_RESIDUAL,
    };
  };

  const refitProducts = (products: ResponseProducts): Refit => {
    replaceResponse(A, products);
    const { T, objective, sigma2, beta, singular, converged } = (quick && quickEnd(quick)) ?? generalEnd();
    const deviation = fixedEffects(beta, {
      qr,
      coordinates: products.Qy.map((value) => value * scale),
      scale,
      shift: 0,
      shifted: [],
    });
    return {
      beta: deviation.map((value, j) => value + fit.beta[j]),
      sigma: Math.sqrt(sigma2) * scale,
      relative: relativeCovariances({ A, factor: { T } }),
      minus2LogLik: objective + constant,
      singular,
      converged,
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
