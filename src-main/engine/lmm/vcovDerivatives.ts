import type { Certificate } from '../../../src-shared/model/fitResult.ts';
import { denseCovariance } from '../inference/denseCovariance.ts';
import type { VcovDerivatives } from '../inference/vcovDerivatives.ts';
import { scaledInverse } from '../numerics/scaledInverse.ts';
import { symmetricEigen } from '../numerics/symmetricEigen.ts';
import type { Settled } from './boundary.ts';
import type { ProfiledCriterion } from './criterion.ts';
import type { DataUnits } from './dataUnits.ts';
import type { LmmFit } from './fitLmm.ts';
import { fixedInZSpace } from './marginalProducts.ts';
import { sandwich } from './sandwich.ts';

/** Step of the central differences of the exact gradient, relative to the parameter and at least absolute. */
const RELATIVE_STEP = 1e-3;
const SMALLEST_STEP = 2e-5;

/** The exact Hessian of -2 log L in (theta, sigma), in the scaled problem's units. */
interface ExactHessian {
  /** (m + 1) x (m + 1), symmetric, sigma last. */
  readonly H: Float64Array;
  readonly m: number;
}

/**
 * How vcov(beta) changes with theta and sigma, and the covariance of those parameters: what Satterthwaite's
 * df need, from exact derivatives.
 *
 *     d (X'V^-1X)^-1 = (X'V^-1X)^-1 [sum_l S_l' dPsi S_l] (X'V^-1X)^-1,  S = Z'V^-1X,  dPsi = dT T' + T dT'
 *
 * The Hessian comes from central differences of the exact gradient (2 m gradients).
 * Source: Fai & Cornelius 1996, J. Stat. Comput. Simul. 54, 363-378; Kuznetsova, Brockhoff & Christensen 2017,
 * J. Stat. Softw. 82(13), section 2.2.
 */
export function vcovDerivatives(fit: LmmFit): { derivatives: VcovDerivatives; certificate: Certificate } {
  const hessian = exactHessian(fit);
  return { derivatives: derivativesOf(fit, hessian), certificate: certify(fit, hessian) };
}

/** What the derivatives need of a fit; its criterion's factor may be at any theta. */
export interface VarianceFit {
  readonly criterion: ProfiledCriterion;
  readonly settled: Pick<Settled, 'theta'>;
  readonly problem: Pick<DataUnits, 'qr'>;
  readonly vcov: Float64Array;
  readonly sigma: number;
}

/** The derivatives alone, without the certificate: for refits. Leaves the factor at the optimum. */
export function refitDerivatives(fit: VarianceFit): VcovDerivatives {
  return derivativesOf(fit, exactHessian(fit));
}

function derivativesOf(fit: VarianceFit, hessian: ExactHessian): VcovDerivatives {
  const { criterion, settled } = fit;
  const m = criterion.parameters.length;
  criterion.objective(settled.theta); // the factor back to the optimum
  const dVcov: Float64Array[] = dVcovByTheta(fit);
  const sigma = Math.sqrt(criterion.sigma2);
  dVcov.push(fit.vcov.map((value) => (2 * value) / sigma));
  const covariance = denseCovariance(scaledInverse(hessian.H, m + 1).map((value) => 2 * value));
  return { count: m + 1, dVcov, covariance };
}

function exactHessian(fit: VarianceFit): ExactHessian {
  const { criterion, settled } = fit;
  const { theta } = settled;
  const m = theta.length;
  const size = m + 1;
  criterion.objective(theta);
  const s2 = criterion.sigma2;
  const sigma = Math.sqrt(s2);
  const { r2 } = criterion.factor;
  const nu = criterion.nu;
  const H = new Float64Array(size * size);
  const gradientR2 = new Float64Array(m);
  for (let p = 0; p < m; p++) {
    const h = Math.max(SMALLEST_STEP, RELATIVE_STEP * Math.abs(theta[p]));
    const at = (t: number): { logDet: Float64Array; r2: Float64Array; total: number } => {
      const moved = theta.slice();
      moved[p] = t;
      criterion.objective(moved);
      const d = criterion.firstDerivatives();
      return { logDet: d.gradientLogDet, r2: d.gradientR2, total: criterion.factor.r2 };
    };
    const up = at(theta[p] + h);
    const down = at(theta[p] - h);
    for (let q = 0; q < m; q++) {
      const value = (up.logDet[q] - down.logDet[q] + (up.r2[q] - down.r2[q]) / s2) / (2 * h);
      H[q * size + p] += value / 2;
      H[p * size + q] += value / 2;
    }
    gradientR2[p] = (up.total - down.total) / (2 * h);
  }
  for (let p = 0; p < m; p++) {
    H[p * size + m] = H[m * size + p] = (-2 * gradientR2[p]) / (s2 * sigma);
  }
  H[m * size + m] = (-2 * nu) / s2 + (6 * r2) / (s2 * s2);
  return { H, m };
}

function dVcovByTheta(fit: VarianceFit): Float64Array[] {
  const { criterion, problem } = fit;
  const { A, space, factor, parameters } = criterion;
  const { R, rank: r } = problem.qr;
  const S = fixedInZSpace(criterion);
  const TS = space.scale(factor.T, S, true, r);
  // C R^-T with C = vcov in the basis Q: vcov = R^-1 C_Q R^-T, so d vcov = vcov (R'Y R) vcov / sigma^2.
  const sigma2 = fit.sigma ** 2;
  const carried = sandwich(fit.vcov, R, r);
  return parameters.map(({ block, row, col }) => {
    const { nLevels } = A.blocks[block];
    const Y = new Float64Array(r * r);
    for (let level = 0; level < nLevels; level++) {
      const s = space.firstScalar[A.nodeStart[block] + level];
      for (let q = 0; q < r; q++) {
        const left = S[(s + row) * r + q];
        for (let p = 0; p < r; p++) Y[p * r + q] += left * TS[(s + col) * r + p];
      }
    }
    addTranspose(Y, r);
    return carried(Y).map((value) => value / sigma2);
  });
}

/** Y + Y'. */
function addTranspose(Y: Float64Array, r: number): void {
  for (let p = 0; p < r; p++) {
    for (let q = 0; q <= p; q++) {
      const sum = Y[p * r + q] + Y[q * r + p];
      Y[p * r + q] = sum;
      Y[q * r + p] = sum;
    }
  }
}

function certify(fit: LmmFit, { H, m }: ExactHessian): Certificate {
  const { criterion, settled, optimum } = fit;
  const atLimit = new Set<number>();
  criterion.parameters.forEach(({ block, col }, p) => {
    if (settled.zeroColumns.some((zero) => zero.block === block && zero.col === col)) atLimit.add(p);
  });
  const interior = [...Array(m).keys()].filter((p) => !atLimit.has(p));
  const size = interior.length;
  // Sigma profiled out: H_tt - H_ts H_st / H_ss.
  const profiled = new Float64Array(size * size);
  interior.forEach((p, i) => {
    interior.forEach((q, j) => {
      profiled[j * size + i] =
        H[q * (m + 1) + p] - (H[m * (m + 1) + p] * H[m * (m + 1) + q]) / H[m * (m + 1) + m];
    });
  });
  // Relative to the curvature with sigma held fixed, so that a direction that sigma undoes shows as flat.
  const scaled = profiled.map((value, at) => {
    const p = interior[at % size];
    const q = interior[Math.floor(at / size)];
    return value / Math.sqrt(Math.max(Math.abs(H[p * (m + 1) + p] * H[q * (m + 1) + q]), 1e-300));
  });
  return {
    iterations: fit.iterations,
    evaluations: fit.evaluations,
    decrement: optimum.decrement,
    gradientNorm: optimum.gradientNorm,
    smallestEigenvalue: size > 0 ? symmetricEigen(scaled, size).values[0] : Number.NaN,
    boundaryEigenvalue: settled.boundaryEigenvalue,
    path: optimum.path.map((objective) => objective + fit.minus2LogLik - settled.objective),
  };
}
