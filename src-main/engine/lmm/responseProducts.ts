import type { CrossProducts } from './crossProducts.ts';

/** All that the criterion knows of an outcome: its products with the columns of [Z Q] and with itself. */
export interface ResponseProducts {
  /** Z'y: by block of A, level and column. */
  readonly Zy: Float64Array;
  /** Q'y: r. */
  readonly Qy: Float64Array;
  yy: number;
}

export function emptyProducts({ borderStart, blocks, r }: CrossProducts): ResponseProducts {
  const size = borderStart[blocks.length] / (r + 1);
  return { Zy: new Float64Array(size), Qy: new Float64Array(r), yy: 0 };
}

/** Fills `products` with those of an outcome. @param Q n x r, column-major; @param y n, weighted and scaled as Q and Z */
export function multiplyResponse(
  { blocks, borderStart, n, r }: CrossProducts,
  Q: Float64Array,
  y: Float64Array,
  products: ResponseProducts,
): void {
  const { Zy, Qy } = products;
  Zy.fill(0);
  blocks.forEach(({ k, Z, codes }, b) => {
    const start = borderStart[b] / (r + 1);
    for (let row = 0; row < n; row++) {
      const at = start + codes[row] * k;
      for (let j = 0; j < k; j++) Zy[at + j] += y[row] * Z[row * k + j];
    }
  });
  for (let q = 0; q < r; q++) {
    let sum = 0;
    for (let row = 0; row < n; row++) sum += Q[q * n + row] * y[row];
    Qy[q] = sum;
  }
  let yy = 0;
  for (let row = 0; row < n; row++) yy += y[row] * y[row];
  products.yy = yy;
}

/**
 * Puts another outcome into the y row of A, freed of its part in the columns of Q (so that Q'y stays 0): the criterion
 * of A is then that of the other outcome at its next evaluation. Nothing else of A depends on the outcome.
 */
export function replaceResponse(A: CrossProducts, { Zy, Qy, yy }: ResponseProducts): void {
  const { border, r } = A;
  let left = yy;
  for (let q = 0; q < r; q++) left -= Qy[q] * Qy[q];
  A.yy = left;
  for (let column = 0, at = 0; column < Zy.length; column++, at += r + 1) {
    let value = Zy[column];
    for (let q = 0; q < r; q++) value -= border[at + q] * Qy[q];
    border[at + r] = value;
  }
}
