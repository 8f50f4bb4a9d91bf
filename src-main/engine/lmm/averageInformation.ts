import type { FirstDerivatives, ProfiledCriterion } from './criterion.ts';
import type { LeadingInformation } from './leadingInformation.ts';
import type { PrincipalAxes } from './principalAxes.ts';
import { positivePart } from './smallMatrices.ts';

/**
 * Gradient and Hessian at T O = Q diag(d) in the coordinates D of T O = Q (diag(d) + D), one lower-triangular D per
 * block with the entries of `parameters`: steps along the principal axes.
 */
export interface Derivatives {
  readonly gradient: Float64Array;
  /** m x m: average information with sigma profiled out. */
  readonly information: Float64Array;
  /** The same plus the curvature of Psi = T T' where it is positive. */
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

/**
 * Derivatives at the theta of the last evaluation.
 * @param known the average information, where it is known well enough
 */
export function axisDerivatives(
  criterion: ProfiledCriterion,
  leading: LeadingInformation,
  first: FirstDerivatives,
  axes: readonly PrincipalAxes[],
  known?: Float64Array,
): Derivatives {
  const { A, parameters, sigma2 } = criterion;
  const along = alongAxes(first, sigma2, axes);
  const gradient = Float64Array.from(
    parameters,
    ({ block, row, col }) => along[block][col * A.blocks[block].k + row],
  );
  const information = known ?? averageInformation(criterion, leading, first, axes);
  const hessian = information.slice();
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
  return { gradient, information, hessian, psiDerivative };
}

/** F'P F / s2 - c c' / nu, f_p = Z h_p the derivative of Z T u by parameter p, c_p = f_p'e / s2. */
function averageInformation(
  criterion: ProfiledCriterion,
  leadingPass: LeadingInformation,
  { u, Ze }: FirstDerivatives,
  axes: readonly PrincipalAxes[],
): Float64Array {
  const { parameters, space, factor, sigma2, nu } = criterion;
  const { nLeading, scalarStart } = factor.pattern;
  const m = parameters.length;
  const h = laterDirections(criterion, u, Ze, axes);
  const Zh = space.multiply(h, m, 1);
  const { products, c, fixed, eliminated } = leadingPass.compute({ u, Ze }, axes, h, Zh);
  const a = space.scale(factor.T, Zh, true, m, 1);
  const aX = space.fixed(h, m, 1);
  const later = scalarStart[nLeading];
  for (let i = later * m; i < a.length; i++) a[i] -= eliminated[i];
  for (let i = 0; i < aX.length; i++) aX[i] += fixed[i];
  factor.forwardSolve(a, aX, m, nLeading);
  const mine = parameters.findLastIndex(({ block }) => block === 0) + 1;
  for (let s = later; s < space.size; s++) {
    const at = s * m;
    for (let p = 0; p < m; p++) {
      const x = a[at + p];
      for (let q = 0; q <= p; q++) products[p * m + q] -= x * a[at + q];
    }
    for (let p = mine; p < m; p++) {
      const x = h[at + p];
      c[p] += x * Ze[s];
      for (let q = mine; q <= p; q++) products[p * m + q] += x * Zh[at + q];
    }
  }
  for (let at = 0; at < aX.length; at += m) {
    for (let p = 0; p < m; p++) for (let q = 0; q <= p; q++) products[p * m + q] -= aX[at + p] * aX[at + q];
  }
  const H = new Float64Array(m * m);
  for (let p = 0; p < m; p++) {
    for (let q = 0; q <= p; q++) {
      const value = products[p * m + q] / sigma2 - (c[p] * c[q]) / (sigma2 * sigma2 * nu);
      H[p * m + q] = value;
      H[q * m + p] = value;
    }
  }
  return H;
}

/** h_p = dT_p u + T dT_p' Z'e with dT_p = q_row o_col', for the parameters of the blocks behind the leading one. */
function laterDirections(
  { A, parameters, space }: ProfiledCriterion,
  u: Float64Array,
  Ze: Float64Array,
  axes: readonly PrincipalAxes[],
): Float64Array {
  const m = parameters.length;
  const h = new Float64Array(space.size * m);
  parameters.forEach(({ block, row, col }, p) => {
    if (block === 0) return;
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
