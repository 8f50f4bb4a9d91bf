import { packedLength } from '../layout.ts';
import { factorTile, solveTile, subtractProduct } from './tile.ts';

/** A = L L' in place. Returns 0, or 1 + the first row without a positive pivot. See source/cholesky.ts. */
export function cholesky(f: Float64Array, a: number, panels: number): number {
  for (let i = 0; i < panels; i++) {
    const row = a + packedLength(i);
    for (let j = 0; j <= i; j++) {
      const tile = row + 16 * j;
      const other = a + packedLength(j);
      subtractProduct(f, tile, row, other, 4 * j);
      if (j < i) solveTile(f, tile, other + 16 * j);
      else {
        const failed = factorTile(f, tile);
        if (failed !== 0) return 4 * i + failed;
      }
    }
  }
  return 0;
}
