import { packedLength } from '../layout.ts';
import { subtractProduct } from './tile.ts';

/** C -= A A', C packed lower, A as panels of 4 rows and `columns` columns. See source/rankUpdate.ts. */
export function rankUpdate(f: Float64Array, c: number, a: number, panels: number, columns: number): void {
  const stride = 4 * columns;
  for (let i = 0; i < panels; i++) {
    const row = c + packedLength(i);
    for (let j = 0; j <= i; j++) subtractProduct(f, row + 16 * j, a + i * stride, a + j * stride, columns);
  }
}
