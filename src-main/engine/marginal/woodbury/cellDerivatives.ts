import type { SymmetricMatrix } from '../curvature/symmetricMatrix.ts';
import { parametersOf } from '../structures/covarianceStructure.ts';
import type { CovarianceStructure } from '../structures/covarianceStructure.ts';
import type { ClusterDesigns } from './clusterDesign.ts';
import type { WoodburyPoint } from './evaluate.ts';
import { multiply } from './largeMatrices.ts';

/** dR of each cell by each parameter that it depends on, one after the other. */
export interface CellDerivatives {
  /** Where the derivatives of each cell begin among all of them, and their number. */
  readonly first: Int32Array;
  /** The parameter of each, and where its matrices begin. */
  readonly j: Int32Array;
  readonly at: Int32Array;
  /** S = dR. */
  readonly S: Float64Array;
  /** K S K. */
  readonly B: Float64Array;
}

/** The derivatives of the residual covariance matrix of each cell. */
export function cellDerivatives(
  { cells, cellFrom }: ClusterDesigns,
  structure: CovarianceStructure,
  { entries, K }: Pick<WoodburyPoint, 'entries' | 'K'>,
): CellDerivatives {
  const first = new Int32Array(cells.length + 1);
  const parameters: number[] = [];
  const places: number[] = [];
  let size = 0;
  cells.forEach(({ m, group, occasions }, cell) => {
    const entry = entries[group];
    for (const j of parametersOf(structure, occasions)) {
      // An occasion's own parameters concern few cells.
      if (!occasions.some((b) => occasions.some((a) => a <= b && entry.first(j, a, b) !== 0))) continue;
      parameters.push(group * structure.count + j);
      places.push(size);
      size += m * m;
    }
    first[cell + 1] = parameters.length;
  });
  const [j, at] = [Int32Array.from(parameters), Int32Array.from(places)];
  const S = new Float64Array(size);
  const B = new Float64Array(size);
  let half = new Float64Array(0);
  cells.forEach(({ m, group, occasions }, cell) => {
    const entry = entries[group];
    if (half.length < m * m) half = new Float64Array(m * m);
    for (let i = first[cell]; i < first[cell + 1]; i++) {
      for (let b = 0; b < m; b++) {
        for (let a = 0; a <= b; a++) {
          const value = entry.first(j[i] - group * structure.count, occasions[a], occasions[b]);
          S[at[i] + b * m + a] = S[at[i] + a * m + b] = value;
        }
      }
      multiply(S, at[i], K, cellFrom[cell], half, 0, m);
      multiply(K, cellFrom[cell], half, 0, B, at[i], m);
    }
  });
  return { first, j, at, S, B };
}

/** Where sums over the parameters go. */
export interface Sums {
  readonly gradient: Float64Array;
  readonly hessian: SymmetricMatrix;
  readonly expected: SymmetricMatrix;
}

/**
 * Adds what the cells have in the derivatives of log |R| and of K, the latter by its inner product with Sigma, the sum of
 * Z M Z' + E Psi E' over the n occurrences of a cell:
 *
 *     gradient  tr[(n K - K Sigma K) R_i]
 *     Hessian   tr[(2 K Sigma K - n K) R_i K R_j] + tr[(n K - K Sigma K) R_ij]
 *     expected  n tr(K R_i K R_j)
 */
export function addCells(
  { cells, cellFrom }: ClusterDesigns,
  structure: CovarianceStructure,
  { entries, K }: Pick<WoodburyPoint, 'entries' | 'K'>,
  { first, j, at, S, B }: CellDerivatives,
  occurrences: Int32Array,
  Sigma: Float64Array,
  { gradient, hessian, expected }: Sums,
): void {
  const largest = cells.reduce((size, { m }) => Math.max(size, m * m), 0);
  const SigmaK = new Float64Array(largest);
  const both = new Float64Array(largest);
  const score = new Float64Array(largest);
  const curved = new Float64Array(largest);
  cells.forEach(({ m, sign, group, occasions }, cell) => {
    const n = occurrences[cell];
    const own = cellFrom[cell];
    const size = m * m;
    const entry = entries[group];
    const offset = group * structure.count;
    multiply(Sigma, own, K, own, SigmaK, 0, m);
    multiply(K, own, SigmaK, 0, both, 0, m);
    for (let i = 0; i < size; i++) score[i] = sign * (n * K[own + i] - both[i]);
    for (let b = first[cell]; b < first[cell + 1]; b++) {
      gradient[j[b]] += dotWithin(score, 0, S, at[b], size);
      multiply(B, at[b], SigmaK, 0, curved, 0, m);
      for (let a = first[cell]; a <= b; a++) {
        const trace = sign * n * dotWithin(S, at[a], B, at[b], size);
        let value = 2 * sign * dotWithin(S, at[a], curved, 0, size) - trace;
        for (let d = 0; d < m; d++) {
          for (let c = 0; c <= d; c++) {
            const bend = entry.second(j[a] - offset, j[b] - offset, occasions[c], occasions[d]);
            if (bend !== 0) value += (c === d ? 1 : 2) * score[d * m + c] * bend;
          }
        }
        hessian.add(j[a], j[b], value);
        expected.add(j[a], j[b], trace);
      }
    }
  });
}

function dotWithin(x: Float64Array, fromX: number, y: Float64Array, fromY: number, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += x[fromX + i] * y[fromY + i];
  return sum;
}
