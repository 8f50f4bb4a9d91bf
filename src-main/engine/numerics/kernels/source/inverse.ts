import { BLOCK, CHUNK, COLUMN, TILE, address, lowerPanel, upperPanel } from './layout';
import { addProduct, solveTile, subtractProduct } from './tile';

/** U = L^-T (packed upper), then S = U U' = (L L')^-1 (packed lower). */
export function inverse(l: u32, u: u32, s: u32, panels: i32): void {
  invertTransposed(address(l), address(u), panels);
  outerProduct(address(u), address(s), panels);
}

/** U = L^-T: U L' = I solved for the rows of U, which begin on the diagonal. */
function invertTransposed(l: usize, u: usize, panels: i32): void {
  for (let first = 0; first < panels; first += BLOCK) {
    const last = min(first + BLOCK, panels);
    const done = first * 4;
    for (let i = 0; i < last; i++) {
      const row = u + upperPanel(i, panels);
      const begin = max(first, i);
      memory.fill(row + usize(begin) * TILE, 0, usize(last - begin) * TILE);
      for (let k = i * 4; k < done; k += CHUNK) {
        const columns = min(CHUNK, done - k);
        const shift = usize(k) * COLUMN;
        for (let j = first; j < last; j++)
          subtractProduct(row + usize(j) * TILE, row + shift, l + lowerPanel(j) + shift, columns);
      }
      const rest = max(done, i * 4);
      const shift = usize(rest) * COLUMN;
      for (let j = begin; j < last; j++) {
        const tile = row + usize(j) * TILE;
        const other = l + lowerPanel(j);
        if (j == i) for (let d: usize = 0; d < 4; d++) store<f64>(tile + d * 40, 1);
        else subtractProduct(tile, row + shift, other + shift, j * 4 - rest);
        solveTile(tile, other + usize(j) * TILE);
      }
    }
  }
}

/** S = U U', lower triangle; the diagonal tiles are filled on both sides. */
function outerProduct(u: usize, s: usize, panels: i32): void {
  memory.fill(s, 0, lowerPanel(panels));
  const order = panels * 4;
  for (let first = 0; first < panels; first += BLOCK) {
    const last = min(first + BLOCK, panels);
    for (let k = first * 4; k < order; k += CHUNK) {
      const end = min(k + CHUNK, order);
      for (let j = 0; j < last; j++) {
        const other = u + upperPanel(j, panels);
        for (let i = max(first, j); i < last; i++) {
          const begin = max(k, i * 4);
          if (begin >= end) break;
          const shift = usize(begin) * COLUMN;
          addProduct(
            s + lowerPanel(i) + usize(j) * TILE,
            u + upperPanel(i, panels) + shift,
            other + shift,
            end - begin,
          );
        }
      }
    }
  }
}
