import type { FirstDerivatives, ProfiledCriterion } from './criterion.ts';
import type { PrincipalAxes } from './principalAxes.ts';
import { positivePart } from './smallMatrices.ts';

/**
 * Gradient and Hessian at T O = Q diag(d) in the coordinates D of T O = Q (diag(d) + D), one lower-triangular D per
 * block with the entries of `parameters`: steps along the principal axes.
 */
export interface Derivatives {
  readonly gradient: Float64Array;
  /** m x m: average information with sigma profiled out, plus the curvature of Psi = T T' where it is positive. */
  readonly hessian: Float64Array;
  /** Per block, k x k symmetric, zero between terms: half the derivative of the criterion by Psi. */
  readonly psiDerivative: readonly Float64Array[];
}

/** Per block, Q' [dT] O with dT the k x k derivative of the criterion by T: the gradient in all coordinates of D. */
export function alongAxes(
  { W, Eu }: FirstDerivatives,
  sigma2: number,
  axes: readonly PrincipalAxes[],
): Float64Array[] {
  return axes.map(({ Q, O, d: { length: k } }, b) => {
    const dT = W[b].map((value, i) => 2 * (value - Eu[b][i] / sigma2));
    return k === 1 ? dT.map((value) => value * Q[0] * O[0]) : rotated(Q, dT, O, k);
  });
}

/** Derivatives at the theta of the last evaluation. */
export function axisDerivatives(
  criterion: ProfiledCriterion,
  first: FirstDerivatives,
  axes: readonly PrincipalAxes[],
): Derivatives {
  const { A, parameters, sigma2 } = criterion;
  const along = alongAxes(first, sigma2, axes);
  const gradient = Float64Array.from(
    parameters,
    ({ block, row, col }) => along[block][col * A.blocks[block].k + row],
  );
  const hessian = averageInformation(criterion, first, axes);
  const psiDerivative = A.blocks.map(({ k, parts }, b) => {
    const { Q, d } = axes[b];
    const own = new Float64Array(k * k);
    const positive = new Float64Array(k * k);
    for (const { offset, k: width } of parts) {
      // Divided by the larger of two standard deviations: a tiny one would leave nothing but rounding.
      const P = new Float64Array(width * width);
      for (let j = 0; j < width; j++) {
        for (let i = j; i < width; i++) {
          P[j * width + i] = P[i * width + j] = along[b][(offset + j) * k + offset + i] / (2 * d[offset + j]);
        }
      }
      place(P, own, k, offset, width);
      place(positivePart(P, width), positive, k, offset, width);
    }
    addCurvature(hessian, positive, k, criterion, b);
    return rotated(transposed(Q, k), own, transposed(Q, k), k);
  });
  return { gradient, hessian, psiDerivative };
}

/** F'P F / s2 - c c' / nu, f_p = Z h_p the derivative of Z T u by parameter p, c_p = f_p'e / s2. */
function averageInformation(
  criterion: ProfiledCriterion,
  { u, Ze }: FirstDerivatives,
  axes: readonly PrincipalAxes[],
): Float64Array {
  const { parameters, space, factor, sigma2, nu } = criterion;
  const m = parameters.length;
  const h = directions(criterion, u, Ze, axes);
  const Zh = space.multiply(h, m);
  const a = space.scale(factor.T, Zh, true, m);
  const aX = space.fixed(h, m);
  factor.forwardSolve(a, aX, m);
  const c = new Float64Array(m);
  for (let s = 0; s < space.size; s++) for (let p = 0; p < m; p++) c[p] += (h[s * m + p] * Ze[s]) / sigma2;
  const H = new Float64Array(m * m);
  addGram(H, h, Zh, m, 1 / sigma2);
  addGram(H, a, a, m, -1 / sigma2);
  addGram(H, aX, aX, m, -1 / sigma2);
  for (let p = 0; p < m; p++) {
    for (let q = 0; q <= p; q++) {
      H[p * m + q] -= (c[p] * c[q]) / nu;
      H[q * m + p] = H[p * m + q];
    }
  }
  return H;
}

/** h_p = dT_p u + T dT_p' Z'e with dT_p = q_row o_col', for all parameters interleaved. */
function directions(
  { A, parameters, space }: ProfiledCriterion,
  u: Float64Array,
  Ze: Float64Array,
  axes: readonly PrincipalAxes[],
): Float64Array {
  const m = parameters.length;
  const h = new Float64Array(space.size * m);
  parameters.forEach(({ block, row, col }, p) => {
    const { k, nLevels } = A.blocks[block];
    const { Q, O, d } = axes[block];
    const first = A.nodeStart[block];
    for (let level = 0; level < nLevels; level++) {
      const s = space.firstScalar[first + level];
      let ou = 0;
      let qe = 0;
      for (let i = 0; i < k; i++) {
        ou += O[col * k + i] * u[s + i];
        qe += Q[row * k + i] * Ze[s + i];
      }
      qe *= d[col];
      for (let i = 0; i < k; i++) h[(s + i) * m + p] = Q[row * k + i] * ou + Q[col * k + i] * qe;
    }
  });
  return h;
}

/** The second derivative of Psi = Q (d + D) (d + D)' Q' in a block: H[(i, j), (l, j)] += 2 P_il. */
function addCurvature(
  H: Float64Array,
  P: Float64Array,
  k: number,
  { parameters }: ProfiledCriterion,
  block: number,
): void {
  const m = parameters.length;
  for (let p = 0; p < m; p++) {
    if (parameters[p].block !== block) continue;
    for (let q = 0; q < m; q++) {
      if (parameters[q].block !== block || parameters[q].col !== parameters[p].col) continue;
      H[p * m + q] += 2 * P[parameters[p].row * k + parameters[q].row];
    }
  }
}

function place(own: Float64Array, all: Float64Array, k: number, offset: number, width: number): void {
  for (let j = 0; j < width; j++) {
    for (let i = 0; i < width; i++) all[(offset + j) * k + offset + i] = own[j * width + i];
  }
}

function transposed(M: Float64Array, k: number): Float64Array {
  return M.map((_, at) => M[(at % k) * k + Math.floor(at / k)]);
}

/** L' M R, all k x k. */
function rotated(L: Float64Array, M: Float64Array, R: Float64Array, k: number): Float64Array {
  const MR = new Float64Array(k * k);
  const out = new Float64Array(k * k);
  for (let j = 0; j < k; j++) {
    for (let d = 0; d < k; d++) {
      const x = R[j * k + d];
      for (let i = 0; i < k; i++) MR[j * k + i] += M[d * k + i] * x;
    }
    for (let i = 0; i < k; i++) {
      for (let d = 0; d < k; d++) out[j * k + i] += L[i * k + d] * MR[j * k + d];
    }
  }
  return out;
}

/** Lower triangle of H += factor * X'Y for m interleaved vectors each; X'Y must be symmetric. */
function addGram(H: Float64Array, X: Float64Array, Y: Float64Array, m: number, factor: number): void {
  const sum = new Float64Array(m * m);
  for (let s = 0; s < X.length; s += m) {
    for (let p = 0; p < m; p++) {
      const x = X[s + p];
      for (let q = 0; q <= p; q++) sum[p * m + q] += x * Y[s + q];
    }
  }
  for (let i = 0; i < m * m; i++) H[i] += factor * sum[i];
}
