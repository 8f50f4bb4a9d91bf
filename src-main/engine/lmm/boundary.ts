import { symmetricEigen } from '../numerics/symmetricEigen.ts';
import type { ProfiledCriterion } from './criterion.ts';
import type { Optimum } from './newton.ts';
import { principalAxes } from './principalAxes.ts';
import type { RandomBlock } from './randomBlock.ts';
import { semidefiniteCholesky, timesTranspose } from './smallMatrices.ts';

/** Standard deviations along the principal axes below this are tried at exactly zero; then only those below the next. */
const TRY_ZERO = [1e-2, 1e-3, 1e-5];
/** ... and stay zero if the criterion does not rise by more than this. */
const ALLOWED_RISE = 1e-8;
/** Effects that have less than this share of the largest SD along the axes that are left have it by rounding. */
const ROUNDING = 1e-12;
/** Pivots of a Psi of lower rank below this are rounding. */
const ZERO_PIVOT = 1e-11;
/** A derivative by Psi below minus this (per unit of the block's scaled variance) leaves the boundary again. */
const NEGATIVE_DERIVATIVE = -1e-6;
/** Size of the step off the boundary, in units of sigma per scaled column. */
const STEP_OFF = 0.1;

export interface Settled {
  readonly theta: Float64Array;
  readonly objective: number;
  /** Blocks and columns whose T is exactly zero. */
  readonly zeroColumns: readonly { readonly block: number; readonly col: number }[];
  /** Smallest eigenvalue of the derivative by Psi on the null space of Psi; NaN where nothing is at its limit. */
  readonly boundaryEigenvalue: number;
  /** Where to start again if that eigenvalue is negative; null at an optimum. */
  readonly restart: Float64Array | null;
}

/**
 * Brings an optimum to its canonical form: T with nonnegative diagonal, columns that do not matter exactly
 * zero, and the Karush-Kuhn-Tucker condition there (derivative by Psi positive semidefinite on the null
 * space of Psi). Wants the criterion's factor at the optimum and leaves it at the returned theta.
 */
export function settleBoundary(criterion: ProfiledCriterion, optimum: Optimum): Settled {
  const { blocks } = criterion.A;
  const T = criterion.matrices(optimum.theta);
  let tried = 0;
  for (const limit of TRY_ZERO) {
    const zeroed = T.map((Tb, b) => withoutSmallAxes(Tb, blocks[b], limit));
    const zeroColumns = zeroColumnsOf(zeroed, criterion);
    if (zeroColumns.length === tried) continue;
    tried = zeroColumns.length;
    const theta = criterion.theta(zeroed);
    const objective = criterion.objective(theta);
    if (objective <= optimum.objective + ALLOWED_RISE) {
      const { smallest, restart } = boundaryCondition(criterion, zeroed, optimum.derivatives.psiDerivative);
      return { theta, objective, zeroColumns, boundaryEigenvalue: smallest, restart };
    }
  }
  // Interior: only the signs are settled, which changes neither Psi nor the criterion.
  const signed = T.map((Tb, b) => {
    const { k } = blocks[b];
    const out = Tb.slice();
    for (let j = 0; j < k; j++) {
      if (out[j * k + j] >= 0) continue;
      for (let i = j; i < k; i++) out[j * k + i] = -out[j * k + i];
    }
    return out;
  });
  const theta = criterion.theta(signed);
  const there = tried === 0 && theta.every((value, p) => value === optimum.theta[p]);
  const objective = there ? optimum.objective : criterion.objective(theta);
  return { theta, objective, zeroColumns: [], boundaryEigenvalue: Number.NaN, restart: null };
}

/** T of the Psi that is left without the principal axes whose standard deviations are below the limit. */
function withoutSmallAxes(T: Float64Array, block: RandomBlock, limit: number): Float64Array {
  const { Q, d } = principalAxes(T, block);
  if (d.every((sd) => sd >= limit)) return T;
  const k = d.length;
  const kept = Q.map((value, at) => (d[Math.floor(at / k)] < limit ? 0 : value * d[Math.floor(at / k)]));
  const negligible = ROUNDING * d.reduce((largest, sd) => Math.max(largest, sd), 0);
  for (let row = 0; row < k; row++) {
    let largest = 0;
    for (let at = row; at < k * k; at += k) largest = Math.max(largest, Math.abs(kept[at]));
    if (largest < negligible) for (let at = row; at < k * k; at += k) kept[at] = 0;
  }
  return semidefiniteCholesky(timesTranspose(kept, kept, k), k, ZERO_PIVOT);
}

function zeroColumnsOf(
  T: readonly Float64Array[],
  criterion: ProfiledCriterion,
): { block: number; col: number }[] {
  return T.flatMap((Tb, block) => {
    const { k } = criterion.A.blocks[block];
    const columns: { block: number; col: number }[] = [];
    for (let col = 0; col < k; col++) if (Tb[col * k + col] === 0) columns.push({ block, col });
    return columns;
  });
}

/** Smallest eigenvalue of the derivative by Psi on each part's null space, and a start that leaves it if negative. */
function boundaryCondition(
  criterion: ProfiledCriterion,
  T: readonly Float64Array[],
  psiDerivative: readonly Float64Array[],
): { smallest: number; restart: Float64Array | null } {
  let smallest = Number.POSITIVE_INFINITY;
  let restart: Float64Array | null = null;
  criterion.A.blocks.forEach(({ k, parts, nLevels }, block) => {
    for (const part of parts) {
      const Psi = subMatrix(timesTranspose(T[block], T[block], k), k, part.offset, part.k);
      const P = subMatrix(psiDerivative[block], k, part.offset, part.k);
      const null0 = nullSpace(Psi, part.k);
      if (null0.length === 0) continue;
      const projected = new Float64Array(null0.length ** 2);
      null0.forEach((v, i) => {
        null0.forEach((w, j) => (projected[j * null0.length + i] = quadratic(P, v, w, part.k)));
      });
      const { values, vectors } = symmetricEigen(projected, null0.length);
      if (values[0] >= smallest) continue;
      smallest = values[0];
      if (!(values[0] < NEGATIVE_DERIVATIVE * nLevels)) continue;
      const direction = new Float64Array(part.k);
      null0.forEach((v, i) => {
        for (let c = 0; c < part.k; c++) direction[c] += vectors[i] * v[c];
      });
      const moved: Float64Array[] = T.map((Tb) => Tb.slice());
      const lifted = timesTranspose(T[block], T[block], k);
      for (let i = 0; i < part.k; i++) {
        for (let j = 0; j < part.k; j++) {
          lifted[(part.offset + j) * k + part.offset + i] += STEP_OFF ** 2 * direction[i] * direction[j];
        }
      }
      moved[block] = semidefiniteCholesky(lifted, k, 0);
      restart = criterion.theta(moved);
    }
  });
  return { smallest, restart };
}

function subMatrix(S: Float64Array, k: number, offset: number, size: number): Float64Array {
  const out = new Float64Array(size * size);
  for (let j = 0; j < size; j++)
    for (let i = 0; i < size; i++) out[j * size + i] = S[(offset + j) * k + offset + i];
  return out;
}

/** Orthonormal basis of the null space of a positive semidefinite matrix. */
export function nullSpace(S: Float64Array, k: number): Float64Array[] {
  const { values, vectors } = symmetricEigen(S, k);
  const largest = Math.max(values[k - 1], 0);
  const basis: Float64Array[] = [];
  for (let e = 0; e < k; e++) {
    if (values[e] <= 1e-9 * largest || largest === 0) basis.push(vectors.slice(e * k, (e + 1) * k));
  }
  return basis;
}

function quadratic(P: Float64Array, v: Float64Array, w: Float64Array, k: number): number {
  let sum = 0;
  for (let j = 0; j < k; j++) for (let i = 0; i < k; i++) sum += v[i] * P[j * k + i] * w[j];
  return sum;
}
