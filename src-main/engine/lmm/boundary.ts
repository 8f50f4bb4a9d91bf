import { symmetricEigen } from '../numerics/symmetricEigen.ts';
import type { ProfiledCriterion } from './criterion.ts';
import type { Optimum } from './newton.ts';
import { semidefiniteCholesky, timesTranspose } from './smallMatrices.ts';

/** Columns of T whose norm is below this (squared: pivot of Psi) are tried at exactly zero. */
const TRY_ZERO_PIVOT = 1e-6;
/** ... and stay zero if the criterion does not rise by more than this. */
const ALLOWED_RISE = 1e-8;
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
 * space of Psi). Leaves the criterion's factor at the returned theta.
 */
export function settleBoundary(criterion: ProfiledCriterion, optimum: Optimum): Settled {
  const { blocks } = criterion.A;
  const T = criterion.matrices(optimum.theta);
  const zeroed = T.map((Tb, b) =>
    semidefiniteCholesky(timesTranspose(Tb, Tb, blocks[b].k), blocks[b].k, TRY_ZERO_PIVOT),
  );
  const candidates = zeroColumnsOf(zeroed, criterion);
  if (candidates.length > 0) {
    const theta = criterion.theta(zeroed);
    const objective = criterion.objective(theta);
    if (objective <= optimum.objective + ALLOWED_RISE) {
      const { smallest, restart } = boundaryCondition(criterion, zeroed, optimum.derivatives.psiDerivative);
      return { theta, objective, zeroColumns: candidates, boundaryEigenvalue: smallest, restart };
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
  // Mostly nothing changes, and the factor is there already.
  const there = candidates.length === 0 && theta.every((t, p) => t === optimum.theta[p]);
  const objective = there ? optimum.objective : criterion.objective(theta);
  return { theta, objective, zeroColumns: [], boundaryEigenvalue: Number.NaN, restart: null };
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
