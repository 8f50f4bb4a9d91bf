import { relativeCovariances } from '../../lmm/dataUnits.ts';
import type { LmmFit } from '../../lmm/fitLmm.ts';
import { naturalFactor } from './chart.ts';
import type { Optimum } from './varianceProfile.ts';

/** The optimum of a fit by maximum likelihood, on the scale on which it is profiled. */
export function startingPoint({ criterion, settled }: LmmFit): Optimum {
  criterion.objective(settled.theta);
  const sigma = Math.sqrt(criterion.sigma2);
  return {
    state: {
      L: relativeCovariances(criterion).map((own) =>
        naturalFactor(own.map((value) => value * sigma * sigma)),
      ),
      logSigma: Math.log(sigma),
    },
    deviance: settled.objective,
  };
}
