import type { RandomBlock } from './randomBlock.ts';

/**
 * T = Q diag(d) O' of one block, term by term: Q holds the principal axes of Psi = T T' (its eigenvectors), d their
 * standard deviations in descending order.
 *
 * The iterations step along these axes. In the triangle of T itself a singular Psi is a curved valley (which entries
 * vanish depends on the order of the columns); along its own axes the directions without variance are separate
 * coordinates in which the criterion is even, and Newton steps end in one stroke at 0.
 */
export interface PrincipalAxes {
  /** k x k, column-major, orthogonal; zero between terms. */
  readonly Q: Float64Array;
  readonly O: Float64Array;
  /** k. */
  readonly d: Float64Array;
}

/** Columns count as orthogonal when the cosine of their angle is below this. */
const ORTHOGONAL = 1e-15;
const MAX_SWEEPS = 30;

/**
 * Decomposes M, one k x k matrix (column-major, zero between terms) with any scaling of the columns, by one-sided
 * Jacobi rotations. Source: Demmel & Veselic 1992, SIAM J. Matrix Anal. Appl. 13, 1204-1245.
 */
export function principalAxes(M: Float64Array, block: RandomBlock): PrincipalAxes {
  const { k, parts } = block;
  const Q = M.slice();
  const O = new Float64Array(k * k);
  const d = new Float64Array(k);
  for (let j = 0; j < k; j++) O[j * k + j] = 1;
  for (const { offset, k: width } of parts) {
    rotateToOrthogonal(Q, O, k, offset, width);
    sortColumns(Q, O, d, k, offset, width);
    normalise(Q, d, k, offset, width);
  }
  return { Q, O, d };
}

/**
 * The lower-triangular L with nonnegative diagonal and the orthogonal O with L O = M diag(d), by rotations of the columns
 * of each term. M is k x k, column-major, zero between terms.
 */
export function triangular(
  M: Float64Array,
  d: Float64Array,
  block: RandomBlock,
): { L: Float64Array; O: Float64Array } {
  const { k, parts } = block;
  const L = M.slice();
  const O = new Float64Array(k * k);
  for (let j = 0; j < k; j++) {
    for (let i = 0; i < k; i++) L[j * k + i] *= d[j];
    O[j * k + j] = 1;
  }
  for (const { offset, k: width } of parts) {
    const end = offset + width;
    for (let i = offset; i < end; i++) {
      for (let j = i + 1; j < end; j++) {
        const a = L[i * k + i];
        const b = L[j * k + i];
        if (b === 0) continue;
        const r = Math.hypot(a, b);
        rotate(L, k, i, j, a / r, b / r, i, end);
        L[j * k + i] = 0;
        // L = (M d) G for the rotation G, so that O = G': its rows turn as the columns of L.
        rotateRows(O, k, i, j, a / r, b / r, offset, end);
      }
      if (L[i * k + i] < 0) {
        for (let row = i; row < end; row++) L[i * k + row] = -L[i * k + row];
        for (let col = offset; col < end; col++) O[col * k + i] = -O[col * k + i];
      }
    }
  }
  return { L, O };
}

/** Columns p and q <- [p q] [c -s; s c], rows from ... to - 1. */
function rotate(
  M: Float64Array,
  k: number,
  p: number,
  q: number,
  c: number,
  s: number,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    const x = M[p * k + i];
    const y = M[q * k + i];
    M[p * k + i] = c * x + s * y;
    M[q * k + i] = c * y - s * x;
  }
}

function rotateRows(
  M: Float64Array,
  k: number,
  p: number,
  q: number,
  c: number,
  s: number,
  from: number,
  to: number,
): void {
  for (let j = from; j < to; j++) {
    const x = M[j * k + p];
    const y = M[j * k + q];
    M[j * k + p] = c * x + s * y;
    M[j * k + q] = c * y - s * x;
  }
}

function rotateToOrthogonal(
  M: Float64Array,
  O: Float64Array,
  k: number,
  offset: number,
  width: number,
): void {
  const end = offset + width;
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let turned = false;
    for (let p = offset; p < end; p++) {
      for (let q = p + 1; q < end; q++) {
        let pp = 0;
        let qq = 0;
        let pq = 0;
        for (let i = offset; i < end; i++) {
          const x = M[p * k + i];
          const y = M[q * k + i];
          pp += x * x;
          qq += y * y;
          pq += x * y;
        }
        if (!(Math.abs(pq) > ORTHOGONAL * Math.sqrt(pp * qq))) continue;
        const zeta = (qq - pp) / (2 * pq);
        const t = Math.sign(zeta || 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const c = 1 / Math.hypot(1, t);
        rotate(M, k, p, q, c, -c * t, offset, end);
        rotate(O, k, p, q, c, -c * t, offset, end);
        turned = true;
      }
    }
    if (!turned) return;
  }
}

/** Brings the columns of a term into descending order of their norms, which become d. */
function sortColumns(
  M: Float64Array,
  O: Float64Array,
  d: Float64Array,
  k: number,
  offset: number,
  width: number,
): void {
  const end = offset + width;
  for (let j = offset; j < end; j++) {
    let sum = 0;
    for (let i = offset; i < end; i++) sum += M[j * k + i] ** 2;
    d[j] = Math.sqrt(sum);
  }
  for (let j = offset; j < end; j++) {
    let largest = j;
    for (let c = j + 1; c < end; c++) if (d[c] > d[largest]) largest = c;
    if (largest === j) continue;
    [d[j], d[largest]] = [d[largest], d[j]];
    for (let i = offset; i < end; i++) {
      [M[j * k + i], M[largest * k + i]] = [M[largest * k + i], M[j * k + i]];
      [O[j * k + i], O[largest * k + i]] = [O[largest * k + i], O[j * k + i]];
    }
  }
}

/** Columns of length 1; where nothing but rounding is left of one, any direction that the earlier ones leave. */
function normalise(M: Float64Array, d: Float64Array, k: number, offset: number, width: number): void {
  const end = offset + width;
  for (let j = offset; j < end; j++) {
    for (let i = offset; i < end; i++) M[j * k + i] /= d[j] > 0 ? d[j] : 1;
    for (let unit = offset; !orthogonalise(M, k, j, offset, end); unit++) {
      for (let i = offset; i < end; i++) M[j * k + i] = i === unit ? 1 : 0;
    }
  }
}

/** Frees column j of the earlier ones (twice, against rounding); false if less than half of it remains. */
function orthogonalise(M: Float64Array, k: number, j: number, offset: number, end: number): boolean {
  for (let pass = 0; pass < 2; pass++) {
    for (let c = offset; c < j; c++) {
      let share = 0;
      for (let i = offset; i < end; i++) share += M[c * k + i] * M[j * k + i];
      for (let i = offset; i < end; i++) M[j * k + i] -= share * M[c * k + i];
    }
    let sum = 0;
    for (let i = offset; i < end; i++) sum += M[j * k + i] ** 2;
    // Of the unit vectors at least one keeps 1 / width of its square.
    if (!(sum > 0.5 / (end - offset))) return false;
    const length = Math.sqrt(sum);
    for (let i = offset; i < end; i++) M[j * k + i] /= length;
  }
  return true;
}
