import type { ProfiledCriterion } from '../../lmm/criterion.ts';
import { SMALLEST_THETA } from '../../lmm/criterion.ts';
import { positivePart, symmetricQuotient, times } from '../../lmm/smallMatrices.ts';
import type { Coordinate, CovarianceState } from './covarianceState.ts';
import { inverseOfUpper, lowerByRotation } from './rotation.ts';

/** First derivatives of the deviance along some coordinates, and average information with the curvature of L L'. */
export interface SurfaceDerivatives {
  readonly gradient: Float64Array;
  /** m x m, symmetric. */
  readonly hessian: Float64Array;
  /** Per random term, k x k: half the derivative of the deviance by the term's L L' / sigma^2, in its own columns. */
  readonly covarianceDerivative: readonly Float64Array[];
}

/** Where a random term sits in the blocks of A. */
interface Place {
  readonly block: number;
  readonly offset: number;
  readonly k: number;
  /** From the term's own columns to the scaled ones, upper triangular. */
  readonly inverseBasis: Float64Array;
  /** Size of one scaled column in the term's own units. */
  readonly unit: Float64Array;
}

/**
 * The deviance -2 log L(L, sigma) of maximum likelihood, coefficients profiled out, with sigma free:
 *
 *     D = log|V_rel| + n log(2 pi sigma^2) + r^2 / sigma^2,   V_rel = I + Z L L' Z' / sigma^2
 *
 * with its gradient and average information (Gilmour, Thompson & Cullis 1995) along coordinates that are linear in L.
 * The factor wants lower-triangular T; L in the order of a chart is turned there by a rotation of the spherical
 * effects, which changes nothing else.
 */
export class DevianceSurface {
  readonly criterion: ProfiledCriterion;
  readonly places: readonly Place[];
  private rotations: Float64Array[] = [];
  /** sigma^2 at the last deviance. */
  sigma2 = Number.NaN;

  /** @param criterion of maximum likelihood */
  constructor(criterion: ProfiledCriterion) {
    this.criterion = criterion;
    const places: Place[] = [];
    criterion.A.blocks.forEach(({ k: width, basis, parts }, block) => {
      for (const { design, offset, k } of parts) {
        const own = new Float64Array(k * k);
        for (let j = 0; j < k; j++) {
          for (let i = 0; i <= j; i++) own[j * k + i] = basis[(offset + j) * width + offset + i];
        }
        const unit = Float64Array.from({ length: k }, (_, j) => own[j * k + j]);
        places[design] = { block, offset, k, inverseBasis: inverseOfUpper(own, k), unit };
      }
    });
    this.places = places;
  }

  /** The deviance; Infinity where the state is too extreme. Leaves the factor there. */
  deviance(state: CovarianceState): number {
    const { criterion, places } = this;
    const sigma = Math.exp(state.logSigma);
    const T = criterion.A.blocks.map(({ k }) => new Float64Array(k * k));
    this.rotations = places.map(({ block, offset, k, inverseBasis }, design) => {
      const width = criterion.A.blocks[block].k;
      const { lower, rotation } = lowerByRotation(times(inverseBasis, state.L[design], k), k);
      for (let j = 0; j < k; j++) {
        for (let i = j; i < k; i++) {
          const value = lower[j * k + i] / sigma;
          // Away from exact zero, where the derivative by the covariance is not defined.
          T[block][(offset + j) * width + offset + i] =
            i === j && Math.abs(value) < SMALLEST_THETA ? SMALLEST_THETA : value;
        }
      }
      return rotation;
    });
    this.sigma2 = sigma * sigma;
    criterion.evaluations++;
    if (!criterion.factor.factor(T)) return Number.POSITIVE_INFINITY;
    const { logDetZ, r2 } = criterion.factor;
    return logDetZ + criterion.nu * Math.log(2 * Math.PI * this.sigma2) + r2 / this.sigma2;
  }

  /** Derivatives at the state of the last deviance. */
  derivatives(coordinates: readonly Coordinate[]): SurfaceDerivatives {
    const { criterion, places, sigma2 } = this;
    const { nu } = criterion;
    const { r2 } = criterion.factor;
    const { W, Eu, u, Ze } = criterion.firstDerivatives();
    const m = coordinates.length;
    // The derivative by T is 2 (W - Eu / s2) in every entry.
    const byT = places.map(({ block, offset, k }) => {
      const width = criterion.A.blocks[block].k;
      const G = new Float64Array(k * k);
      for (let j = 0; j < k; j++) {
        for (let i = 0; i < k; i++) {
          const at = (offset + j) * width + offset + i;
          G[j * k + i] = W[block][at] - Eu[block][at] / sigma2;
        }
      }
      return G;
    });
    const byPsi = places.map(({ k }, design) => symmetricQuotient(byT[design], this.ownT(design), k));
    const directions = coordinates.map((coordinate) => this.direction(coordinate));

    let alongSigma = 2 * nu - (2 * r2) / sigma2;
    places.forEach((_, design) => {
      alongSigma -= 2 * inner(byT[design], this.ownT(design));
    });
    const gradient = Float64Array.from(coordinates, ({ design }, p) =>
      design < 0 ? alongSigma : 2 * inner(byT[design], directions[p]),
    );
    const hessian = this.averageInformation(coordinates, directions, u, Ze);
    const positive = places.map(({ k }, design) => positivePart(byPsi[design], k));
    for (let p = 0; p < m; p++) {
      const { design } = coordinates[p];
      if (design < 0) {
        hessian[p * m + p] += Math.max(0, 2 * alongSigma);
        continue;
      }
      const { k } = places[design];
      const weighted = times(positive[design], directions[p], k);
      for (let q = 0; q < m; q++) {
        if (coordinates[q].design === design) hessian[p * m + q] += 2 * inner(weighted, directions[q]);
      }
    }
    return { gradient, hessian, covarianceDerivative: places.map((place, d) => ownColumns(byPsi[d], place)) };
  }

  /** The lower-triangular T of one random term at the last evaluation. */
  private ownT(design: number): Float64Array {
    const { block, offset, k } = this.places[design];
    const { A, factor } = this.criterion;
    const width = A.blocks[block].k;
    const own = new Float64Array(k * k);
    for (let j = 0; j < k; j++) {
      for (let i = j; i < k; i++) own[j * k + i] = factor.T[block][(offset + j) * width + offset + i];
    }
    return own;
  }

  /** dT of a coordinate: k x k, not triangular. */
  private direction({ design, entries }: Coordinate): Float64Array {
    if (design < 0) return new Float64Array(0);
    const { k, inverseBasis } = this.places[design];
    const dL = new Float64Array(k * k);
    const sigma = Math.sqrt(this.sigma2);
    for (const { row, column, weight } of entries) dL[column * k + row] += weight / sigma;
    return times(times(inverseBasis, dL, k), this.rotations[design], k);
  }

  /** y'P dV_p P dV_q P y, with f_p = dV_p P y = Z h_p, or 2 e / sigma for sigma. */
  private averageInformation(
    coordinates: readonly Coordinate[],
    directions: readonly Float64Array[],
    u: Float64Array,
    Ze: Float64Array,
  ): Float64Array {
    const { criterion, places, sigma2 } = this;
    const { A, space, factor } = criterion;
    const m = coordinates.length;
    const h = new Float64Array(space.size * m);
    coordinates.forEach(({ design }, p) => {
      if (design < 0) return;
      const { block, offset, k } = places[design];
      const dT = directions[p];
      // h = dT u + T dT' Z'e
      const E = times(this.ownT(design), transposed(dT, k), k);
      const first = A.nodeStart[block];
      for (let level = 0; level < A.blocks[block].nLevels; level++) {
        const s = space.firstScalar[first + level] + offset;
        for (let i = 0; i < k; i++) {
          let sum = 0;
          for (let j = 0; j < k; j++) sum += dT[j * k + i] * u[s + j] + E[j * k + i] * Ze[s + j];
          h[(s + i) * m + p] = sum;
        }
      }
    });
    const Zf = space.multiply(h, m);
    const aX = space.fixed(h, m);
    const H = new Float64Array(m * m);
    let ee = factor.r2;
    for (const value of u) ee -= value * value;
    const sigmaAt = coordinates.findIndex(({ design }) => design < 0);
    // Z'e, and Q'e = 0.
    if (sigmaAt >= 0) for (let s = 0; s < space.size; s++) Zf[s * m + sigmaAt] = 2 * Ze[s];
    const a = space.scale(factor.T, Zf, true, m);
    factor.forwardSolve(a, aX, m);
    for (let p = 0; p < m; p++) {
      for (let q = 0; q <= p; q++) {
        // h of the one that is not sigma
        const [left, right] = p === sigmaAt ? [q, p] : [p, q];
        let sum = left === sigmaAt ? 4 * ee : 0;
        for (let s = 0; s < h.length; s += m) sum += h[s + left] * Zf[s + right] - a[s + p] * a[s + q];
        for (let x = 0; x < aX.length; x += m) sum -= aX[x + p] * aX[x + q];
        H[p * m + q] = sum / sigma2;
        H[q * m + p] = H[p * m + q];
      }
    }
    return H;
  }
}

/** B^-T P B^-1: the derivative by the covariance of the term's own columns. */
function ownColumns(P: Float64Array, { k, inverseBasis }: Place): Float64Array {
  return times(times(transposed(inverseBasis, k), P, k), inverseBasis, k);
}

function transposed(M: Float64Array, k: number): Float64Array {
  return M.map((_, at) => M[(at % k) * k + Math.floor(at / k)]);
}

function inner(A: Float64Array, B: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < A.length; i++) sum += A[i] * B[i];
  return sum;
}
