import type { Workspace } from '../numerics/kernels/index.ts';
import { positivePart, symmetricQuotient } from './smallMatrices.ts';
import { BlockedFactor } from './blockedFactor.ts';
import type { CrossProducts } from './crossProducts.ts';
import { factorPattern } from './factorPattern.ts';
import { SelectedInverse } from './selectedInverse.ts';
import type { ZSpace } from './zSpace.ts';
import { zSpace } from './zSpace.ts';

/** One estimated entry of one block's T. */
export interface CovarianceParameter {
  readonly block: number;
  readonly row: number;
  readonly col: number;
}

/** First derivatives of the two parts of the criterion, with what they were made of. */
export interface FirstDerivatives {
  /** Of the log-determinants. */
  readonly gradientLogDet: Float64Array;
  /** Of r^2 (not divided by s2). */
  readonly gradientR2: Float64Array;
  /** Spherical conditional modes and Z'e, by scalar column. */
  readonly u: Float64Array;
  readonly Ze: Float64Array;
  /** Per block, k x k: sum_l (Z'PZ)_ll T and sum_l (Z'e)_l u_l'. */
  readonly W: readonly Float64Array[];
  readonly Eu: readonly Float64Array[];
}

/** Gradient, average information and curvature by Psi, at one theta. */
export interface Derivatives {
  readonly gradient: Float64Array;
  /** m x m: average information with sigma profiled out, plus the curvature of T T' where it is positive. */
  readonly hessian: Float64Array;
  /** Per block, k x k symmetric: half the derivative of the criterion by Psi = T T'. */
  readonly psiDerivative: readonly Float64Array[];
}

/** Smallest |diagonal of T| that is kept during the iterations, so that Psi's derivative stays defined. */
export const SMALLEST_THETA = 1e-12;

/**
 * The profiled criterion -2 log L(theta) (ML) or its restricted form (REML), up to a constant, with its exact
 * gradient and average information.
 *
 *     objective = log|Lambda'Z'Z Lambda + I| (+ log|Q'V^-1 Q| if REML) + nu (1 + log(2 pi r^2 / nu))
 *
 * Source: Bates, Maechler, Bolker & Walker 2015, J. Stat. Softw. 67(1), eqs. 34-42; average information:
 * Gilmour, Thompson & Cullis 1995, Biometrics 51, 1440-1450; with sigma profiled and T as parameter here.
 */
export class ProfiledCriterion {
  readonly A: CrossProducts;
  readonly factor: BlockedFactor;
  readonly space: ZSpace;
  readonly parameters: readonly CovarianceParameter[];
  readonly reml: boolean;
  /** Denominator of sigma^2: n, or n - rank X for REML. */
  readonly nu: number;
  evaluations = 0;
  readonly inverse: SelectedInverse;
  private shared: { readonly T: readonly Float64Array[]; readonly W: readonly Float64Array[] } | null = null;

  /** @param pattern of A, where one of the same levels and neighbours is known already */
  constructor(A: CrossProducts, workspace: Workspace, reml: boolean, pattern = factorPattern(A)) {
    this.A = A;
    this.factor = new BlockedFactor(A, pattern, workspace);
    this.inverse = new SelectedInverse(this.factor);
    this.space = zSpace(A, pattern);
    this.reml = reml;
    this.nu = reml ? A.n - A.r : A.n;
    this.parameters = A.blocks.flatMap(({ free }, block) =>
      free.map(({ row, col }) => ({ block, row, col })),
    );
  }

  /** One k x k lower-triangular matrix per block, column-major. */
  matrices(theta: Float64Array): Float64Array[] {
    const T = this.A.blocks.map(({ k }) => new Float64Array(k * k));
    this.parameters.forEach(({ block, row, col }, p) => {
      T[block][col * this.A.blocks[block].k + row] = theta[p];
    });
    return T;
  }

  theta(T: readonly Float64Array[]): Float64Array {
    return Float64Array.from(
      this.parameters,
      ({ block, row, col }) => T[block][col * this.A.blocks[block].k + row],
    );
  }

  /** The criterion at theta; Infinity where Omega cannot be factored. Leaves the factor at theta. */
  objective(theta: Float64Array): number {
    this.evaluations++;
    if (!this.factor.factor(this.matrices(theta))) return Number.POSITIVE_INFINITY;
    const { logDetZ, logDetX, r2 } = this.factor;
    return logDetZ + (this.reml ? logDetX : 0) + this.nu * (1 + Math.log((2 * Math.PI * r2) / this.nu));
  }

  /** sigma^2 at the last evaluation. */
  get sigma2(): number {
    return this.factor.r2 / this.nu;
  }

  /** Residuals in Z-space, Z'e = Z'(y - Q beta - Z T u), with the solution they belong to. */
  residuals(): { beta: Float64Array; u: Float64Array; b: Float64Array; Ze: Float64Array } {
    const { space, factor, A } = this;
    const { beta, u } = factor.solution();
    const b = space.scale(factor.T, u, false);
    const Ze = space.border(A.r);
    const Zb = space.multiply(b);
    for (let s = 0; s < space.size; s++) Ze[s] -= Zb[s];
    for (let q = 0; q < A.r; q++) {
      const column = space.border(q);
      for (let s = 0; s < space.size; s++) Ze[s] -= column[s] * beta[q];
    }
    return { beta, u, b, Ze };
  }

  /**
   * Keeps the part of the gradient that does not depend on the outcome at one theta, from which several outcomes are
   * going to be fitted. Moves the factor there.
   */
  shareInverse(theta: Float64Array): void {
    this.shared = null;
    this.objective(theta);
    this.shared = { T: this.factor.T, W: this.inverse.compute(this.reml).W };
  }

  /** Per block, sum_l (Z'PZ)_ll T at the theta of the last evaluation. */
  private logDetSums(): readonly Float64Array[] {
    const { shared, factor } = this;
    const known = shared?.T.every((Tb, b) => Tb.every((value, i) => value === factor.T[b][i]));
    return shared && known ? shared.W : this.inverse.compute(this.reml).W;
  }

  /** First derivatives at the theta of the last evaluation. */
  firstDerivatives(): FirstDerivatives {
    const { A, parameters, space } = this;
    const { u, Ze } = this.residuals();
    const W = this.logDetSums();
    const Eu = A.blocks.map(({ k, nLevels }, b) => {
      const sum = new Float64Array(k * k);
      for (let level = 0; level < nLevels; level++) {
        const s = space.firstScalar[A.nodeStart[b] + level];
        for (let j = 0; j < k; j++) for (let i = 0; i < k; i++) sum[j * k + i] += Ze[s + i] * u[s + j];
      }
      return sum;
    });
    const entry = (M: readonly Float64Array[], { block, row, col }: CovarianceParameter): number =>
      M[block][col * A.blocks[block].k + row];
    return {
      gradientLogDet: Float64Array.from(parameters, (parameter) => 2 * entry(W, parameter)),
      gradientR2: Float64Array.from(parameters, (parameter) => -2 * entry(Eu, parameter)),
      u,
      Ze,
      W,
      Eu,
    };
  }

  /** Gradient, average information and curvature at the theta of the last evaluation. */
  derivatives(): Derivatives {
    const { A, sigma2 } = this;
    const T = this.factor.T;
    const { gradientLogDet, gradientR2, u, Ze, W, Eu } = this.firstDerivatives();
    const gradient = gradientLogDet.map((value, p) => value + gradientR2[p] / sigma2);
    // The derivative by Psi, times T, is W - Eu / s2 in every entry.
    const psiDerivative = A.blocks.map(({ k }, b) => {
      const timesT = W[b].map((value, i) => value - Eu[b][i] / sigma2);
      return symmetricQuotient(timesT, T[b], k);
    });
    return { gradient, hessian: this.averageInformation(u, Ze, psiDerivative), psiDerivative };
  }

  private averageInformation(u: Float64Array, Ze: Float64Array, psi: readonly Float64Array[]): Float64Array {
    const { A, parameters, space, factor, sigma2, nu } = this;
    const m = parameters.length;
    const T = factor.T;
    // h_p = dT_p u + T dT_p' Z'e, so that f_p = Z h_p; the vectors of all parameters interleaved.
    const h = new Float64Array(space.size * m);
    parameters.forEach(({ block, row, col }, p) => {
      const { k, nLevels } = A.blocks[block];
      const first = A.nodeStart[block];
      for (let level = 0; level < nLevels; level++) {
        const s = space.firstScalar[first + level];
        h[(s + row) * m + p] += u[s + col];
        const x = Ze[s + row];
        for (let i = col; i < k; i++) h[(s + i) * m + p] += T[block][col * k + i] * x;
      }
    });
    const Zh = space.multiply(h, m);
    const a = space.scale(T, Zh, true, m);
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
    A.blocks.forEach(({ k }, b) => {
      const positive = positivePart(psi[b], k);
      for (let p = 0; p < m; p++) {
        if (parameters[p].block !== b) continue;
        for (let q = 0; q < m; q++) {
          if (parameters[q].block !== b || parameters[q].col !== parameters[p].col) continue;
          H[p * m + q] += 2 * positive[parameters[p].row * k + parameters[q].row];
        }
      }
    });
    return H;
  }
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
