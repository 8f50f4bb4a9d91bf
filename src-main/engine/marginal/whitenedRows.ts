import { timesRows } from './patternProducts.ts';
import type { PatternedRows } from './patterns.ts';

/** V^-1 [Q y]: n x width by the ordered rows, from V^-1 of each pattern. */
export function whitenedRows(
  { rows, width, patterns }: PatternedRows,
  W: readonly Float64Array[],
): Float64Array {
  const out = new Float64Array(rows.length);
  patterns.forEach(({ m, sign, starts }, at) => {
    const w = new Float64Array(m * width);
    for (const start of starts) {
      timesRows(W[at], rows, start * width, m, width, w);
      for (let i = 0; i < m * width; i++) out[start * width + i] += sign * w[i];
    }
  });
  return out;
}
