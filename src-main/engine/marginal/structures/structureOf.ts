import type { ResidualDesign } from '../../frame/residualDesign.ts';
import { antedependence } from './antedependence.ts';
import { arma } from './arma.ts';
import { autoregressive } from './autoregressive.ts';
import { banded } from './banded.ts';
import { compoundSymmetry } from './compoundSymmetry.ts';
import type { CovarianceStructure } from './covarianceStructure.ts';
import { exponentialDistance, gaussianDistance } from './distance.ts';
import { huynhFeldt } from './huynhFeldt.ts';
import { independent } from './independent.ts';
import { oneFactor } from './oneFactor.ts';
import { scaled } from './scaled.ts';
import { toeplitz } from './toeplitz.ts';
import { unitCholesky } from './unitCholesky.ts';

/** The structure of one set of parameters over all occasions of a design. */
export function structureOf({ spec, occasions, times }: ResidualDesign): CovarianceStructure {
  const T = occasions.levels.length;
  const oneVariance = false;
  const variancePerOccasion = true;
  switch (spec.structure) {
    case 'diag':
      return scaled(independent, T, variancePerOccasion);
    case 'cs':
      return scaled(compoundSymmetry(T), T, oneVariance);
    case 'csh':
      return scaled(compoundSymmetry(T), T, variancePerOccasion);
    case 'ar1':
      return scaled(autoregressive, T, oneVariance);
    case 'arh1':
      return scaled(autoregressive, T, variancePerOccasion);
    case 'car1':
      return scaled(exponentialDistance(times, 'correlation'), T, oneVariance);
    case 'sp_exp':
      return scaled(exponentialDistance(times, 'range'), T, oneVariance);
    case 'sp_gau':
      return scaled(gaussianDistance(times), T, oneVariance);
    case 'arma11':
      return scaled(arma(T), T, oneVariance);
    case 'toep':
      return scaled(toeplitz(T), T, oneVariance);
    case 'toeph':
      return scaled(toeplitz(T), T, variancePerOccasion);
    case 'ante1':
      return scaled(antedependence(T), T, variancePerOccasion);
    case 'hf':
      return huynhFeldt(T);
    case 'fa1':
      return oneFactor(T);
    case 'un_banded':
      return scaled(banded(T, spec.bands ?? 2), T, variancePerOccasion);
    case 'un':
      return scaled(unitCholesky(T), T, variancePerOccasion);
  }
}
