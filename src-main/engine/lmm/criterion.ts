import type { Workspace } from '../numerics/kernels/index.ts';
import { axisDerivatives } from './averageInformation.ts';
import type { Derivatives } from './averageInformation.ts';
import { BlockedFactor } from './blockedFactor.ts';
import type { CrossProducts } from './crossProducts.ts';
import { factorPattern } from './factorPattern.ts';
import { LeadingInformation } from './leadingInformation.ts';
import { isWellConditioned, solveTransposed } from './smallMatrices.ts';
import type { PrincipalAxes } from './principalAxes.ts';
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

/** Smallest |diagonal of T| at which Psi's derivative is taken. */
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
  private readonly leadingInformation: LeadingInformation;
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
    this.leadingInformation = new LeadingInformation(this);
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
    if (factor.T.every((T, block) => isWellConditioned(T, A.blocks[block].k))) {
      return { beta, u, b, Ze: this.byModes(u) };
    }
    const Ze = space.border(A.r);
    const Zb = space.multiply(b);
    for (let s = 0; s < space.size; s++) Ze[s] -= Zb[s];
    for (let q = 0; q < A.r; q++) {
      const column = space.border(q);
      for (let s = 0; s < space.size; s++) Ze[s] -= column[s] * beta[q];
    }
    return { beta, u, b, Ze };
  }

  /** Z'e = Lambda^-T u: the mixed-model equations, where T may be divided by. */
  private byModes(u: Float64Array): Float64Array {
    const { A, factor } = this;
    const Ze = u.slice();
    const { order, scalarStart } = factor.pattern;
    for (let at = 0; at < order.length; at++) {
      const b = A.blockOf[order[at]];
      solveTransposed(factor.T[b], Ze, scalarStart[at], A.blocks[b].k, 1);
    }
    return Ze;
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

  /**
   * Gradient, average information and curvature at the theta of the last evaluation.
   * @param axes principal axes of its T
   * @param information average information of a point close by, if it is to be used again
   */
  derivatives(axes: readonly PrincipalAxes[], information?: Float64Array): Derivatives {
    return axisDerivatives(this, this.leadingInformation, this.firstDerivatives(), axes, information);
  }
}
