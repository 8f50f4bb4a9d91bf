import type { CrossProducts } from './crossProducts.ts';

/** Shares of the variance that a start may have: neither on the boundary nor without residual. */
const SMALLEST_SHARE = 0.01;
const SMALLEST_RESIDUAL = 0.1;

/**
 * Start of the iterations: T diagonal, from the one-way analysis of variance of the OLS residual by each
 * grouping on its own. With the columns scaled to mean square 1 and the residual to variance 1,
 *
 *     E sum_l (z_l'e)^2 / z_l'z_l = levels * sigma_e^2 + n * sigma_b^2,   sigma_e^2 + sigma_b^2 = 1.
 */
export function startingTheta(A: CrossProducts): Float64Array {
  const { n, r } = A;
  const shares = A.blocks.map(({ k, nLevels }, b) =>
    Float64Array.from({ length: k }, (_, j) => {
      let between = 0;
      let occupied = 0;
      for (let level = 0; level < nLevels; level++) {
        const size = A.diagonal[A.diagonalStart[b] + level * k * k + j * k + j];
        if (!(size > 0)) continue;
        occupied++;
        between += A.border[A.borderStart[b] + (level * k + j) * (r + 1) + r] ** 2 / size;
      }
      const share = n > occupied ? (between - occupied) / (n - occupied) : 0;
      return Math.min(1, Math.max(SMALLEST_SHARE, share));
    }),
  );
  let total = 0;
  for (const share of shares) for (const value of share) total += value;
  const residual = Math.max(SMALLEST_RESIDUAL, 1 - total);
  return Float64Array.from(
    A.blocks.flatMap(({ free }, b) => free.map((entry) => ({ ...entry, b }))),
    ({ row, col, b }) => (row === col ? Math.sqrt(shares[b][row] / residual) : 0),
  );
}
