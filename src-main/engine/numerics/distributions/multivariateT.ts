import { chiSquaredQuantile } from './chiSquared.ts';
import { fastNormalQuantile } from './fastNormalQuantile.ts';
import { normalCdf, normalSf } from './normal.ts';
import { upperTailQuantile } from './upperTailQuantile.ts';

/** Points of the rule, an odd prime; the error of a p-value near 0.05 is about 1e-5. */
const POINTS = 8191;
/** Elements of L below this are rounding. */
const ZERO = 1e-10;

/**
 * The largest of |T_1| ... |T_m| for T multivariate t with a correlation matrix and df degrees of freedom (Infinity: normal).
 * The same bits at every call: the points are a fixed lattice.
 *
 * Source: Genz & Bretz 2002, J. Comput. Graph. Statist. 11, 950-971: the probability as a product of conditional ones,
 * with Richtmyer's generators and the baker's transformation.
 *
 * @param L m x m, column-major: lower triangular with L L' = the correlation matrix, which may be singular (a zero column then)
 */
export function largestAbsoluteT(
  L: Float64Array,
  m: number,
  df: number,
): { readonly sf: (t: number) => number; readonly isf: (tail: number) => number } {
  const generators = primes(m).map(Math.sqrt);
  const point = (i: number, d: number): number => {
    const x = (i * generators[d]) % 1;
    return 1 - Math.abs(2 * x - 1);
  };
  const scales = Float64Array.from({ length: POINTS }, (_, i) =>
    df === Infinity ? 1 : Math.sqrt(chiSquaredQuantile(clip(point(i + 1, 0)), df) / df),
  );
  const bounding = rowsByLastColumn(L, m);
  const y = new Float64Array(m);
  const sf = (t: number): number => {
    let sum = 0;
    for (let i = 0; i < POINTS; i++) {
      const bound = Math.abs(t) * scales[i];
      // The logarithm of the product, so that small tails keep their digits.
      let log = 0;
      for (let c = 0; c < m && log > -Infinity; c++) {
        y[c] = 0;
        if (bounding[c].length === 0) continue;
        let low = -Infinity;
        let high = Infinity;
        for (const r of bounding[c]) {
          let mean = 0;
          for (let k = 0; k < c; k++) mean += L[k * m + r] * y[k];
          const centre = -mean / L[c * m + r];
          const half = bound / Math.abs(L[c * m + r]);
          low = Math.max(low, centre - half);
          high = Math.min(high, centre + half);
        }
        const below = normalCdf(low);
        const tail = low < high ? below + normalSf(high) : 1;
        log += Math.log1p(-Math.min(tail, 1));
        y[c] = fastNormalQuantile(clip(below + point(i + 1, c + 1) * (1 - tail)));
      }
      sum += -Math.expm1(log);
    }
    return sum / POINTS;
  };
  return { sf, isf: (tail) => upperTailQuantile(sf, tail) };
}

function clip(u: number): number {
  return Math.min(Math.max(u, 1e-15), 1 - 1e-15);
}

/**
 * Column by column, the rows that end there: what bounds a variable once those before are known, the row of its own and those
 * that follow from it (Genz & Kwong 2000, J. Statist. Comput. Simul. 68, 1-21).
 */
function rowsByLastColumn(L: Float64Array, m: number): number[][] {
  const rows = Array.from({ length: m }, (): number[] => []);
  for (let r = 0; r < m; r++) {
    let last = r;
    while (Math.abs(L[last * m + r]) <= ZERO) last--;
    rows[last].push(r);
  }
  return rows;
}

/** The first count + 1 prime numbers: one dimension for the scale, one for each row. */
function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length <= count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}
