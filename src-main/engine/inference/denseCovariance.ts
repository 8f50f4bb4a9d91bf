import { quadraticForm } from './denominatorDf.ts';
import type { ParameterCovariance } from './vcovDerivatives.ts';

/** @param entries size x size, symmetric */
export function denseCovariance(entries: Float64Array): ParameterCovariance {
  const size = Math.sqrt(entries.length);
  return {
    form: (g) => quadraticForm(g, entries),
    entry: (i, j) => entries[j * size + i],
    dense: () => entries,
  };
}
