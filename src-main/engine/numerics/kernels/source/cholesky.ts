import { BLOCK, CHUNK, COLUMN, TILE, address, lowerPanel } from './layout';
import { factorTile, solveTile, subtractProduct } from './tile';

/** A = L L' in place, left-looking by blocks of columns. Returns 0, or 1 + the first row without a positive pivot. */
export function cholesky(a: u32, panels: i32): i32 {
  const base = address(a);
  for (let first = 0; first < panels; first += BLOCK) {
    const last = min(first + BLOCK, panels);
    const done = first * 4; // columns finished before this block
    for (let i = first; i < panels; i++) {
      const row = base + lowerPanel(i);
      const end = min(last, i + 1);
      for (let k = 0; k < done; k += CHUNK) {
        const columns = min(CHUNK, done - k);
        const shift = usize(k) * COLUMN;
        for (let j = first; j < end; j++)
          subtractProduct(row + usize(j) * TILE, row + shift, base + lowerPanel(j) + shift, columns);
      }
      const shift = usize(done) * COLUMN;
      for (let j = first; j < end; j++) {
        const tile = row + usize(j) * TILE;
        const other = base + lowerPanel(j);
        subtractProduct(tile, row + shift, other + shift, j * 4 - done);
        if (j == i) {
          const failed = factorTile(tile);
          if (failed != 0) return i * 4 + failed;
        } else solveTile(tile, other + usize(j) * TILE);
      }
    }
  }
  return 0;
}
