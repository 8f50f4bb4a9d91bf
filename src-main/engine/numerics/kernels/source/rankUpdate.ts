import { BLOCK, CHUNK, COLUMN, TILE, address, lowerPanel } from './layout';
import { subtractProduct } from './tile';

/** C -= A A', C packed lower, A as panels of 4 rows and `columns` columns. */
export function rankUpdate(c: u32, a: u32, panels: i32, columns: i32): void {
  const target = address(c);
  const source = address(a);
  const stride = usize(columns) * COLUMN;
  for (let first = 0; first < panels; first += BLOCK) {
    const last = min(first + BLOCK, panels);
    for (let k = 0; k < columns; k += CHUNK) {
      const width = min(CHUNK, columns - k);
      const shift = source + usize(k) * COLUMN;
      for (let i = first; i < panels; i++) {
        const row = target + lowerPanel(i);
        const own = shift + usize(i) * stride;
        const end = min(last, i + 1);
        for (let j = first; j < end; j++)
          subtractProduct(row + usize(j) * TILE, own, shift + usize(j) * stride, width);
      }
    }
  }
}
