import type { CrossProducts } from '../../lmm/crossProducts.ts';
import type { LmmFit } from '../../lmm/fitLmm.ts';
import { multiplyResponse } from '../../lmm/responseProducts.ts';
import type { ResponseProducts } from '../../lmm/responseProducts.ts';
import { semidefiniteCholesky } from '../../lmm/smallMatrices.ts';
import type { RandomNumbers } from '../../numerics/random.ts';
import { deviationsOf } from './simulateResponse.ts';

/** Draws the products of deviations Z b + e from the fixed part: fills `products`. */
export type ProductSimulator = (random: RandomNumbers, replicate: number, products: ResponseProducts) => void;

/** Columns of [Z Q] up to which their Gram matrix is factored whole. */
const MOST_COLUMNS = 300;
/** Cost of a row's normal and products, in multiplications of the factor with a vector. */
const COST_OF_A_ROW = 30;
/** Pivots of columns of mean square about 1 (or norm 1) that are rounding: the column depends on the others. */
const DEPENDENT = 1e-10;

/**
 * How the products are drawn for one model: directly, where [Z Q] has few columns compared with the rows; else from rows.
 * Both have the same distribution; which one it is depends on the model only.
 */
export function productSimulator(fit: LmmFit): ProductSimulator {
  const { A } = fit.criterion;
  const columns = A.r + A.blocks.reduce((sum, { k, nLevels }) => sum + k * nLevels, 0);
  const small = columns <= MOST_COLUMNS && columns * columns < COST_OF_A_ROW * A.n;
  return small ? sufficientSimulator(fit) : rowSimulator(fit);
}

/** From the rows: n residuals, then their products. */
export function rowSimulator(fit: LmmFit): ProductSimulator {
  const { criterion, problem } = fit;
  const deviations = deviationsOf(fit);
  return (random, replicate, products) => {
    multiplyResponse(criterion.A, problem.qr.Q, deviations.draw(random, replicate), products);
  };
}

/**
 * Without rows. With [Q Z]'[Q Z] = K K', the columns of W = [Q Z] K^-T an orthonormal basis of those of [Q Z],
 *
 *     y = Z b + e:  W'y = K_Z' b + w,   [Q Z]'y = K W'y,   y'y = |W'y|^2 + sigma^2 chi^2,
 *
 * where w ~ N(0, sigma^2 I) is W'e and the chi-squared draw, of n - rank [Q Z] degrees of freedom, all else of e.
 */
export function sufficientSimulator({ criterion, settled, problem, sigma }: LmmFit): ProductSimulator {
  const { A } = criterion;
  const { blocks, n, r } = A;
  const G = gramMatrix(A);
  const columns = Math.sqrt(G.length);
  const q = columns - r;
  const K = semidefiniteCholesky(G, columns, DEPENDENT * n);
  let rank = 0;
  for (let j = 0; j < columns; j++) if (K[j * columns + j] > 0) rank++;
  const T = criterion.matrices(settled.theta);
  const residualSd = sigma / problem.scale;
  const normals = new Float64Array(q + columns);
  const b = normals.subarray(0, q);
  const w = normals.subarray(q);

  return (random, replicate, products) => {
    random.fillNormals(normals, replicate);
    for (let i = 0; i < normals.length; i++) normals[i] *= residualSd;
    let at = 0;
    blocks.forEach(({ k, nLevels }, block) => {
      const Tb = T[block];
      for (let level = 0; level < nLevels; level++, at += k) {
        // b = T u in place: the last row first
        for (let i = k - 1; i >= 0; i--) {
          let sum = 0;
          for (let j = 0; j <= i; j++) sum += Tb[j * k + i] * b[at + j];
          b[at + i] = sum;
        }
      }
    });
    const { Zy, Qy } = products;
    Zy.fill(0);
    Qy.fill(0);
    let yy = residualSd ** 2 * random.chiSquared(replicate, normals.length, n - rank);
    for (let j = 0; j < columns; j++) {
      const column = j * columns;
      if (K[column + j] === 0) continue;
      let y = w[j];
      for (let i = Math.max(j - r, 0); i < q; i++) y += K[column + r + i] * b[i];
      for (let i = j; i < r; i++) Qy[i] += K[column + i] * y;
      for (let i = Math.max(j - r, 0); i < q; i++) Zy[i] += K[column + r + i] * y;
      yy += y * y;
    }
    products.yy = yy;
  };
}

/** [Q Z]'[Q Z], Z by block, level and column; column-major. */
function gramMatrix(A: CrossProducts): Float64Array {
  const { blocks, nodeStart, blockOf, r } = A;
  const columns = r + A.borderStart[blocks.length] / (r + 1);
  const G = new Float64Array(columns * columns);
  const first = (node: number): number => {
    const b = blockOf[node];
    return r + A.borderStart[b] / (r + 1) + (node - nodeStart[b]) * blocks[b].k;
  };
  for (let p = 0; p < r; p++) G[p * columns + p] = 1;
  for (let node = 0; node < nodeStart[blocks.length]; node++) {
    const b = blockOf[node];
    const { k } = blocks[b];
    const level = node - nodeStart[b];
    const s = first(node);
    for (let j = 0; j < k; j++) {
      for (let i = 0; i < k; i++) {
        G[(s + j) * columns + s + i] = A.diagonal[A.diagonalStart[b] + level * k * k + j * k + i];
      }
      for (let p = 0; p < r; p++) {
        const value = A.border[A.borderStart[b] + (level * k + j) * (r + 1) + p];
        G[p * columns + s + j] = value;
        G[(s + j) * columns + p] = value;
      }
    }
    for (let t = A.adjacentStart[node]; t < A.adjacentStart[node + 1]; t++) {
      const o = first(A.adjacent[t]);
      const kOther = blocks[blockOf[A.adjacent[t]]].k;
      for (let j = 0; j < k; j++) {
        for (let i = 0; i < kOther; i++) {
          const value = A.values[A.valueStart[t] + j * kOther + i];
          G[(s + j) * columns + o + i] = value;
          G[(o + i) * columns + s + j] = value;
        }
      }
    }
  }
  return G;
}
