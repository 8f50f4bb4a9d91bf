import { symmetricEigen } from './symmetricEigen.ts';
import { dot } from './vectors.ts';

/** Steps after which an eigenvalue at the end of a spectrum stands to two digits and more. */
const STEPS = 60;
/** Relative length of what is new below which the vectors so far span all that there is. */
const NOTHING_NEW = 1e-12;

/**
 * Largest eigenvalue of a symmetric matrix by its products with vectors (Lanczos, with full reorthogonalisation; Golub & Van
 * Loan 2013, Matrix Computations, section 10.3): never above it, and to two digits and more.
 */
export function largestEigenvalue(product: (x: Float64Array) => Float64Array, size: number): number {
  const basis: Float64Array[] = [];
  const alpha: number[] = [];
  const beta: number[] = [];
  // Any start with a part of every eigenvector: irrational steps around the circle.
  let q: Float64Array = Float64Array.from({ length: size }, (_, i) => 1 + Math.sin(1 + i * Math.SQRT2 * 7));
  let length = Math.sqrt(dot(q, q));
  for (let step = 0; step < Math.min(STEPS, size); step++) {
    q = q.map((value) => value / length);
    basis.push(q);
    const w = product(q);
    const size0 = Math.sqrt(dot(w, w));
    alpha.push(dot(q, w));
    for (let pass = 0; pass < 2; pass++) {
      for (const v of basis) {
        const share = dot(v, w);
        for (let i = 0; i < size; i++) w[i] -= share * v[i];
      }
    }
    length = Math.sqrt(dot(w, w));
    if (!(length > NOTHING_NEW * size0)) break;
    beta.push(length);
    q = w;
  }
  const m = alpha.length;
  const T = new Float64Array(m * m);
  alpha.forEach((value, i) => (T[i * m + i] = value));
  for (let i = 0; i + 1 < m; i++) T[i * m + i + 1] = T[(i + 1) * m + i] = beta[i];
  return symmetricEigen(T, m).values[m - 1];
}
