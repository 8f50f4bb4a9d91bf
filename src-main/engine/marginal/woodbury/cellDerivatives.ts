import { dot } from '../../numerics/vectors.ts';
import type { SymmetricMatrix } from '../curvature/symmetricMatrix.ts';
import { fillParts } from '../patternedCriterion.ts';
import { parametersOf } from '../structures/covarianceStructure.ts';
import type { CovarianceStructure } from '../structures/covarianceStructure.ts';
import type { ResidualCell } from './clusterDesign.ts';
import type { WoodburyPoint } from './evaluate.ts';
import { product } from './largeMatrices.ts';

/** dR of a cell by one parameter that it depends on. */
export interface CellDerivative {
  /** The parameter's position. */
  readonly j: number;
  readonly S: Float64Array;
  /** K S K. */
  readonly B: Float64Array;
}

/** The derivatives of the residual covariance matrix of each cell. */
export function cellDerivatives(
  cells: readonly ResidualCell[],
  structure: CovarianceStructure,
  { entries, K }: Pick<WoodburyPoint, 'entries' | 'K'>,
): CellDerivative[][] {
  return cells.map(({ m, group, occasions }, cell) => {
    const list: CellDerivative[] = [];
    for (const j of parametersOf(structure, occasions)) {
      const S = new Float64Array(m * m);
      fillParts([{ from: 0, group, occasions }], m, S, (_, a, b) => entries[group].first(j, a, b));
      // An occasion's own parameters concern few cells.
      if (!S.some((value) => value !== 0)) continue;
      list.push({ j: group * structure.count + j, S, B: product(K[cell], product(S, K[cell], m), m) });
    }
    return list;
  });
}

/** Where sums over the parameters go. */
export interface Sums {
  readonly gradient: Float64Array;
  readonly hessian: SymmetricMatrix;
  readonly expected: SymmetricMatrix;
}

/**
 * Adds what a cell has in the derivatives of log |R| and of K, the latter by its inner product with Sigma, the sum of
 * Z M Z' + E Psi E' over its n occurrences:
 *
 *     gradient  tr[(n K - K Sigma K) R_i]
 *     Hessian   tr[(2 K Sigma K - n K) R_i K R_j] + tr[(n K - K Sigma K) R_ij]
 *     expected  n tr(K R_i K R_j)
 */
export function addCell(
  { m, sign, group, occasions }: ResidualCell,
  structure: CovarianceStructure,
  { entries }: Pick<WoodburyPoint, 'entries'>,
  K: Float64Array,
  list: readonly CellDerivative[],
  n: number,
  Sigma: Float64Array,
  { gradient, hessian, expected }: Sums,
): void {
  const offset = group * structure.count;
  const SigmaK = product(Sigma, K, m);
  const both = product(K, SigmaK, m);
  const score = K.map((value, at) => sign * (n * value - both[at]));
  list.forEach(({ j, S, B }, at) => {
    gradient[j] += dot(score, S);
    const BSigmaK = product(B, SigmaK, m);
    for (const { j: i, S: Si } of list.slice(0, at + 1)) {
      const trace = sign * n * dot(Si, B);
      hessian.add(i, j, 2 * sign * dot(Si, BSigmaK) - trace);
      expected.add(i, j, trace);
      let curvature = 0;
      for (let b = 0; b < m; b++) {
        for (let a = 0; a <= b; a++) {
          const second = entries[group].second(i - offset, j - offset, occasions[a], occasions[b]);
          if (second !== 0) curvature += (a === b ? 1 : 2) * score[b * m + a] * second;
        }
      }
      if (curvature !== 0) hessian.add(i, j, curvature);
    }
  });
}
