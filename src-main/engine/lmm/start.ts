import type { CrossProducts } from './crossProducts.ts';

/**
 * Start of the iterations: T = I in the scaled columns, i.e. every random effect varies as much between
 * clusters as the residual does within. From there a Newton step with average information needs 3 to 8
 * iterations on regular models.
 */
export function startingTheta(A: CrossProducts): Float64Array {
  return Float64Array.from(
    A.blocks.flatMap(({ free }) => free),
    ({ row, col }) => (row === col ? 1 : 0),
  );
}
