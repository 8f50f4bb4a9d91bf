import { fromCorrelation, powerOf } from './correlationScale.ts';
import type { BaseStructure } from './covarianceStructure.ts';

/** Correlation rho^lag, the lag counted in occasions: `ar1`, and with a SD per occasion `arh1`. */
export const autoregressive: BaseStructure = {
  count: 1,
  at([x]) {
    const power = powerOf(x);
    return {
      value: (a, b) => power.value(Math.abs(a - b)),
      first: (_j, a, b) => power.first(Math.abs(a - b)),
      second: (_i, _j, a, b) => power.second(Math.abs(a - b)),
    };
  },
  start: ({ adjacent }) => Float64Array.of(fromCorrelation(adjacent.correlation)),
  shown: () => [{ kind: 'correlation', name: 'correlation at lag 1', a: 0, b: 1 }],
};
