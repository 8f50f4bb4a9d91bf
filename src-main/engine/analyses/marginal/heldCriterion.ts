import { DenseMatrix } from '../../marginal/curvature/denseMatrix.ts';
import type { MarginalCriterion, MarginalDerivatives } from '../../marginal/marginalCriterion.ts';
import type { HeldParameter } from './heldParameter.ts';

const MAX_SOLVES = 50;
/** Of t, relative: the rounding of the parameters. */
const SOLVED = 1e-13;

/**
 * The criterion over the parameters that stay free where a function of them is held at t. The parameter that follows from
 * them is found by Newton's method; its own derivatives by the free ones are those of an implicit function.
 */
export class HeldCriterion implements Pick<MarginalCriterion, 'objective' | 'derivatives'> {
  private readonly held: HeldParameter;
  private readonly t: number;
  private readonly free: readonly number[];
  private theta: Float64Array;

  /** @param near where the search begins */
  constructor(held: HeldParameter, t: number, near: Float64Array) {
    this.held = held;
    this.t = t;
    this.theta = near.slice();
    const gone = held.gone(t);
    for (const j of gone) this.theta[j] = 0;
    this.free = Array.from(near, (_, j) => j).filter((j) => j !== held.follows && !gone.includes(j));
  }

  /** The free parameters at the point where the search begins. */
  get start(): Float64Array {
    return Float64Array.from(this.free, (j) => this.theta[j]);
  }

  /** All parameters at the last point. */
  get point(): Float64Array {
    return this.theta;
  }

  objective(phi: Float64Array): number {
    const theta = this.theta.slice();
    this.free.forEach((j, i) => (theta[j] = phi[i]));
    if (!this.solve(theta) || !this.held.allowed(theta)) return Infinity;
    this.theta = theta;
    return this.held.model.criterion.objective(theta);
  }

  private solve(theta: Float64Array): boolean {
    const { follows, t: of, first, second } = this.held;
    if (second(theta) === null) {
      theta[follows] += (this.t - of(theta)) / first(theta)[follows];
      return true;
    }
    for (let round = 0; round < MAX_SOLVES; round++) {
      const left = this.t - of(theta);
      if (Math.abs(left) <= SOLVED * (1 + Math.abs(this.t))) return true;
      const step = left / first(theta)[follows];
      if (!Number.isFinite(step)) return false;
      theta[follows] += step;
    }
    return false;
  }

  derivatives(): MarginalDerivatives {
    const { free, held, theta } = this;
    const inner = held.model.criterion.derivatives();
    const { follows: e } = held;
    const count = theta.length;
    const g = held.first(theta);
    const G = held.second(theta);
    const h = free.map((j) => -g[j] / g[e]);
    const size = free.length;
    const gradient = Float64Array.from(free, (j, i) => inner.gradient[j] + inner.gradient[e] * h[i]);
    const chained = (M: Float64Array): Float64Array => {
      const out = new Float64Array(size * size);
      free.forEach((q, j) => {
        free.forEach((p, i) => {
          out[j * size + i] =
            M[q * count + p] +
            M[q * count + e] * h[i] +
            M[e * count + p] * h[j] +
            M[e * count + e] * h[i] * h[j];
        });
      });
      return out;
    };
    const hessian = chained(inner.hessian.dense());
    if (G !== null) {
      const bend = chained(G);
      const weight = inner.gradient[e] / g[e];
      for (let at = 0; at < hessian.length; at++) hessian[at] -= weight * bend[at];
    }
    return {
      gradient,
      hessian: new DenseMatrix(size, hessian),
      get expected() {
        return new DenseMatrix(size, chained(inner.expected.dense()));
      },
      A: inner.A,
    };
  }

  /** d criterion / dt at the last point, where it is lowest over the free parameters. */
  slope({ gradient }: MarginalDerivatives): number {
    const { follows, first } = this.held;
    return gradient[follows] / first(this.theta)[follows];
  }
}
