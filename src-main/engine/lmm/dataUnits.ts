import type { QrResult } from '../numerics/qr.ts';
import { inverseOfCrossProduct, solveUpper } from '../numerics/triangular.ts';
import type { CrossProducts } from './crossProducts.ts';
import type { ProfiledCriterion } from './criterion.ts';
import { times, timesTranspose } from './smallMatrices.ts';

/** What brings estimates of the scaled problem back to the units of the data. */
export interface DataUnits {
  /** X = Q R. */
  readonly qr: Pick<QrResult, 'R' | 'rank'>;
  /** Q'y of the weighted, shifted outcome. */
  readonly coordinates: Float64Array;
  /** Subtracted from every outcome beforehand, and the positions among the coefficients that carry it. */
  readonly shift: number;
  readonly shifted: readonly number[];
  /** The scaled problem's unit of the outcome. */
  readonly scale: number;
}

/** R^-1 (coordinates + scale * beta), plus the shift: the coefficients of X for those of Q. */
export function fixedEffects(betaQ: Float64Array, units: DataUnits): Float64Array {
  const { coordinates, scale, qr, shift, shifted } = units;
  const beta = coordinates.map((c, q) => c + scale * betaQ[q]);
  solveUpper(qr.R, qr.rank, beta);
  for (const j of shifted) beta[j] += shift;
  return beta;
}

/** sigma^2 (X'V^-1 X)^-1 at the criterion's last evaluation: r x r. */
export function fixedCovariance(criterion: ProfiledCriterion, units: DataUnits): Float64Array {
  const sigma2 = criterion.sigma2 * units.scale * units.scale;
  return inverseOfCrossProduct(informationRoot(criterion, units), units.qr.rank).map(
    (value) => value * sigma2,
  );
}

/** U = L_X' R at the criterion's last evaluation, r x r upper triangular: X'V^-1 X = U'U with sigma^2 = 1 in V. */
export function informationRoot(criterion: ProfiledCriterion, { qr }: DataUnits): Float64Array {
  const { R, rank: r } = qr;
  const Lx = criterion.factor.fixedFactor();
  const U = new Float64Array(r * r);
  for (let j = 0; j < r; j++) {
    for (let i = 0; i <= j; i++) {
      let sum = 0;
      for (let d = i; d <= j; d++) sum += Lx[i * r + d] * R[j * r + d];
      U[j * r + i] = sum;
    }
  }
  return U;
}

/**
 * T T' of each random term on its own columns, in units of sigma^2, by random term of the frame (k x k): the
 * criterion's T at its last evaluation, through the basis of its block.
 */
export function relativeCovariances({
  A,
  factor,
}: {
  readonly A: CrossProducts;
  readonly factor: { readonly T: readonly Float64Array[] };
}): Float64Array[] {
  const relative: Float64Array[] = [];
  A.blocks.forEach(({ k, basis, parts }, b) => {
    const BT = times(basis, factor.T[b], k);
    const whole = timesTranspose(BT, BT, k);
    for (const { design, offset, k: width } of parts) {
      const own = new Float64Array(width * width);
      for (let j = 0; j < width; j++) {
        for (let i = 0; i < width; i++) own[j * width + i] = whole[(offset + j) * k + offset + i];
      }
      relative[design] = own;
    }
  });
  return relative;
}
