import type { BaseStructure } from './covarianceStructure.ts';

/** No correlation: with a SD per occasion the structure `diag`. */
export const independent: BaseStructure = {
  count: 0,
  at: () => ({ value: (a, b) => (a === b ? 1 : 0), first: () => 0, second: () => 0 }),
  start: () => new Float64Array(0),
  shown: () => [],
};
