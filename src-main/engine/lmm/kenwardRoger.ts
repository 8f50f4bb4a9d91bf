import { AppError } from '../../../src-shared/model/appError.ts';
import { denseCovariance } from '../inference/denseCovariance.ts';
import type { KenwardRoger } from '../inference/kenwardRoger.ts';
import { scaledInverse } from '../numerics/scaledInverse.ts';
import { inverseOfCrossProduct } from '../numerics/triangular.ts';
import { dot } from '../numerics/vectors.ts';
import { componentsOf } from './components.ts';
import type { ProfiledCriterion } from './criterion.ts';
import { gramE, timesE } from './linearParameters.ts';
import { fixedInZSpace, marginalTimes } from './marginalProducts.ts';
import { marginalTraces } from './marginalTraces.ts';
import { sandwich } from './sandwich.ts';
import { times } from './smallMatrices.ts';
import type { VarianceFit } from './vcovDerivatives.ts';

/** Multiplications and additions that are waited for: about half an hour of a present-day machine. */
const MOST_OPERATIONS = 3e12;

/**
 * Kenward and Roger's adjusted covariance of the coefficients,
 *
 *     Phi_A = Phi + 2 Phi { sum_ij W_ij (Q_ij - P_i Phi P_j) } Phi,
 *     P_i = X'V^-1 D_i V^-1 X,   Q_ij = X'V^-1 D_i V^-1 D_j V^-1 X,   D_i = dV / d gamma_i,
 *     W^-1 = [tr(V^-1 D_i V^-1 D_j) - 2 tr(Phi Q_ij) + tr(Phi P_i Phi P_j)] / 2,
 *
 * in Z-space: with S = Z'V^-1 X and K = Z'V^-1 Z, P_i = S'E_i S, Q_ij = S'E_i K E_j S and the trace is tr(K E_i K E_j).
 *
 * The result depends on the space of covariance matrices only, not on the parameters that span it (V linear in them).
 * The residual variance is therefore replaced by the common factor of V: with D_0 = V follow P_0 = X'V^-1 X, Q_0j = P_j and
 * a trace of n without any further sum, and the factor's terms Q_0j - P_0 Phi P_j vanish.
 *
 * Source: Kenward & Roger 1997, Biometrics 53, 983-997, eqs. 3-5 (R_ij = 0: V is linear in gamma).
 * @param fit by REML; its criterion's factor may be at any theta and is at the optimum afterwards
 * @param mostOperations refused if more multiplications are to be expected
 * @throws AppError `kenward-roger-too-large`
 */
export function kenwardRoger(fit: VarianceFit, mostOperations = MOST_OPERATIONS): KenwardRoger {
  const { criterion, problem, settled } = fit;
  const { parameters } = criterion;
  const { R, rank: r } = problem.qr;
  refuseTooLarge(criterion, mostOperations);
  criterion.objective(settled.theta);
  const phi = inverseOfCrossProduct(transposed(criterion.factor.fixedFactor(), r), r);
  const S = fixedInZSpace(criterion);
  const P = parameters.map((parameter) => gramE(criterion, parameter, S, r));
  const W = parameterCovariance(criterion, S, P, phi);
  const U = weightedProducts(criterion, S, P, phi, W);
  // From the basis Q, X = QR, and sigma^2 = 1 to the coefficients; divided early, for outcomes in extreme units.
  const relative = fit.vcov.map((value) => value / fit.sigma);
  const carried = sandwich(relative, R, r);
  const addition = carried(U);
  return {
    modelBased: fit.vcov,
    adjusted: fit.vcov.map((value, at) => value + 2 * addition[at]),
    derivatives: {
      count: P.length + 1,
      dVcov: [fit.vcov, ...P.map(carried)],
      covariance: denseCovariance(W),
    },
  };
}

/** Refuses designs whose groupings hang together in so large a net that the traces would take too long. */
function refuseTooLarge({ A, factor, parameters }: ProfiledCriterion, mostOperations: number): void {
  const { panelStart, nSparse, rootColumns } = factor.pattern;
  const perVector = 4 * (panelStart[nSparse] + A.values.length) + 2 * rootColumns * rootColumns;
  const { largest } = componentsOf(A);
  const width = A.blocks.reduce((max, { k }) => Math.max(max, k), 1);
  const vectors = largest * width * (2 + parameters.filter(({ block }) => block === 0).length);
  if (vectors * perVector <= mostOperations) return;
  throw new AppError(
    'kenward-roger-too-large',
    `Kenward-Roger would take more than half an hour here: besides ${A.blocks[0].group}, ${largest.toLocaleString('en')} levels ` +
      'of the groupings are linked through shared rows, and each of them needs a pass over all the others.',
    'Use Satterthwaite degrees of freedom.',
  );
}

/** W, (m + 1) x (m + 1), the common factor of V first. */
function parameterCovariance(
  criterion: ProfiledCriterion,
  S: Float64Array,
  P: readonly Float64Array[],
  phi: Float64Array,
): Float64Array {
  const { A, parameters } = criterion;
  const { n, r } = A;
  const traces = marginalTraces(criterion);
  const SPhi = rowsTimes(S, phi, r);
  const PhiP = P.map((matrix) => times(phi, matrix, r));
  const size = parameters.length + 1;
  const information = new Float64Array(size * size);
  information[0] = (n - r) / 2;
  parameters.forEach((j, b) => {
    const KES = marginalTimes(criterion, timesE(criterion, j, S, r), r);
    information[b + 1] = (traces.single[b] - trace(PhiP[b], r)) / 2;
    information[(b + 1) * size] = information[b + 1];
    parameters.slice(0, b + 1).forEach((i, a) => {
      const phiQ = dot(timesE(criterion, i, SPhi, r), KES);
      const value = (traces.product[b * P.length + a] - 2 * phiQ + traceOfProduct(PhiP[a], PhiP[b], r)) / 2;
      information[(a + 1) * size + b + 1] = value;
      information[(b + 1) * size + a + 1] = value;
    });
  });
  return scaledInverse(information, size);
}

/** sum_ij W_ij (Q_ij - P_i Phi P_j) over the entries of Psi, r x r. */
function weightedProducts(
  criterion: ProfiledCriterion,
  S: Float64Array,
  P: readonly Float64Array[],
  phi: Float64Array,
  W: Float64Array,
): Float64Array {
  const { A, parameters } = criterion;
  const { r } = A;
  const size = parameters.length + 1;
  const U = new Float64Array(r * r);
  parameters.forEach((j, b) => {
    const KES = marginalTimes(criterion, timesE(criterion, j, S, r), r);
    // Contracted first: sum_i W_ij E_i S and sum_i W_ij P_i.
    const ES = new Float64Array(S.length);
    const PW = new Float64Array(r * r);
    parameters.forEach((i, a) => {
      const weight = W[(b + 1) * size + a + 1];
      timesE(criterion, i, S, r).forEach((value, at) => (ES[at] += weight * value));
      P[a].forEach((value, at) => (PW[at] += weight * value));
    });
    for (let s = 0; s < S.length; s += r) {
      for (let p = 0; p < r; p++) {
        const x = ES[s + p];
        if (x === 0) continue;
        for (let q = 0; q < r; q++) U[q * r + p] += x * KES[s + q];
      }
    }
    const PPhiP = times(times(PW, phi, r), P[b], r);
    for (let at = 0; at < U.length; at++) U[at] -= PPhiP[at];
  });
  return U.map((value, at) => (value + U[(at % r) * r + Math.floor(at / r)]) / 2);
}

/** S phi for S interleaved (a row of r numbers per column of Z). */
function rowsTimes(S: Float64Array, phi: Float64Array, r: number): Float64Array {
  const out = new Float64Array(S.length);
  for (let s = 0; s < S.length; s += r) {
    for (let p = 0; p < r; p++) {
      const x = S[s + p];
      for (let q = 0; q < r; q++) out[s + q] += x * phi[q * r + p];
    }
  }
  return out;
}

function transposed(M: Float64Array, r: number): Float64Array {
  return M.map((_, at) => M[(at % r) * r + Math.floor(at / r)]);
}

function trace(M: Float64Array, r: number): number {
  let sum = 0;
  for (let i = 0; i < r; i++) sum += M[i * r + i];
  return sum;
}

/** tr(A B). */
function traceOfProduct(A: Float64Array, B: Float64Array, r: number): number {
  let sum = 0;
  for (let i = 0; i < r; i++) for (let j = 0; j < r; j++) sum += A[j * r + i] * B[i * r + j];
  return sum;
}
