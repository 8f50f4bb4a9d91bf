import type { LmmFit } from '../../lmm/fitLmm.ts';
import { emptyProducts, multiplyResponse } from '../../lmm/responseProducts.ts';
import { randomNumbers } from '../../numerics/random.ts';
import type { RandomNumbers } from '../../numerics/random.ts';
import { refitter } from '../bootstrap/refit.ts';
import type { Refitter } from '../bootstrap/refit.ts';
import { deviationsOf } from '../bootstrap/simulateResponse.ts';
import type { Deviations } from '../bootstrap/simulateResponse.ts';
import { objectiveAtZero } from '../comparedModel.ts';

/** The whole model as something to fit to other outcomes. */
export interface RefittableModel {
  readonly fit: LmmFit;
  readonly refitter: Refitter;
}

/** Makes a fit's criterion serve other outcomes; it no longer belongs to the fit's own one afterwards. */
export function refittable(fit: LmmFit): RefittableModel {
  return { fit, refitter: refitter(fit) };
}

/**
 * Parametric bootstrap of a likelihood-ratio statistic: outcomes drawn from the smaller model, to which both models are
 * fitted. Needs no theory about limits of parameters. The fixed part is not drawn, because no likelihood-ratio statistic
 * of random terms depends on it. Replicate i depends on the seed and on i only.
 *
 * Source: Davison & Hinkley 1997, Bootstrap Methods and their Application, section 4.2.3.
 *
 * @param reduced with the same fixed part and rows; null for the linear model. Its criterion is used up.
 * @yields replicates done; `next('stop')` ends with what there is
 * @returns the statistics, NaN where one of the models reached no optimum
 */
export function* bootstrapNull(
  full: RefittableModel,
  reduced: LmmFit | null,
  replicates: number,
  seed: number,
): Generator<number, Float64Array, 'stop' | undefined> {
  const random = randomNumbers(seed);
  const deviations = reduced === null ? linearDeviations(full.fit) : deviationsOf(reduced);
  const statisticOf = reduced === null ? againstLinear(full) : againstReduced(full, reduced);
  const statistics = new Float64Array(replicates);
  for (let replicate = 0; replicate < replicates; replicate++) {
    statistics[replicate] = statisticOf(deviations.draw(random, replicate));
    if ((yield replicate + 1) === 'stop') return statistics.subarray(0, replicate + 1);
  }
  return statistics;
}

/** Outcomes of the linear model, weighted and scaled; no statistic depends on their scale. */
function linearDeviations({ criterion }: LmmFit): Pick<Deviations, 'draw'> {
  const y = new Float64Array(criterion.A.n);
  const draw = (random: RandomNumbers, replicate: number): Float64Array => {
    random.fillNormals(y, replicate);
    return y;
  };
  return { draw };
}

function againstLinear({ fit, refitter: { refitProducts } }: RefittableModel): (y: Float64Array) => number {
  const products = emptyProducts(fit.criterion.A);
  const constant = fit.minus2LogLik - fit.settled.objective;
  return (y) => {
    multiplyResponse(fit.criterion.A, fit.problem.qr.Q, y, products);
    const { minus2LogLik, converged } = refitProducts(products);
    return converged ? Math.max(0, objectiveAtZero(fit) + constant - minus2LogLik) : Number.NaN;
  };
}

function againstReduced(full: RefittableModel, reduced: LmmFit): (y: Float64Array) => number {
  const models = [full, refittable(reduced)].map(({ fit, refitter: { refitProducts } }) => {
    const products = emptyProducts(fit.criterion.A);
    return (y: Float64Array) => {
      multiplyResponse(fit.criterion.A, fit.problem.qr.Q, y, products);
      return refitProducts(products);
    };
  });
  return (y) => {
    const [larger, smaller] = models.map((refit) => refit(y));
    return larger.converged && smaller.converged
      ? Math.max(0, smaller.minus2LogLik - larger.minus2LogLik)
      : Number.NaN;
  };
}
