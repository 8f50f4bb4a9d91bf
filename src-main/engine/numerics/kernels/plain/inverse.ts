import { packedLength } from '../layout.ts';
import { addProduct, solveTile, subtractProduct } from './tile.ts';

/** U = L^-T (packed upper), then S = U U' (packed lower). See source/inverse.ts. */
export function inverse(f: Float64Array, l: number, u: number, s: number, panels: number): void {
  invertTransposed(f, l, u, panels);
  outerProduct(f, u, s, panels);
}

/** Where column 0 of panel i of a packed upper triangle would be: the panel stores its columns from 4i on. */
function upperPanel(i: number, panels: number): number {
  return 16 * i * panels - 8 * i * (i + 1);
}

function invertTransposed(f: Float64Array, l: number, u: number, panels: number): void {
  for (let i = 0; i < panels; i++) {
    const row = u + upperPanel(i, panels);
    f.fill(0, row + 16 * i, row + 16 * panels);
    for (let d = 0; d < 4; d++) f[row + 16 * i + 5 * d] = 1;
    for (let j = i; j < panels; j++) {
      const tile = row + 16 * j;
      const other = l + packedLength(j);
      subtractProduct(f, tile, row + 16 * i, other + 16 * i, 4 * (j - i));
      solveTile(f, tile, other + 16 * j);
    }
  }
}

function outerProduct(f: Float64Array, u: number, s: number, panels: number): void {
  f.fill(0, s, s + packedLength(panels));
  for (let i = 0; i < panels; i++) {
    const own = u + upperPanel(i, panels) + 16 * i;
    for (let j = 0; j <= i; j++) {
      const other = u + upperPanel(j, panels) + 16 * i;
      addProduct(f, s + packedLength(i) + 16 * j, own, other, 4 * (panels - i));
    }
  }
}
