import { dot } from '../numerics/vectors.ts';
import { componentsOf } from './components.ts';
import type { Components } from './components.ts';
import type { ProfiledCriterion } from './criterion.ts';
import { leadingMarginal } from './leadingMarginal.ts';
import { entriesOf, timesE } from './linearParameters.ts';
import { marginalTimes, relativeTimes } from './marginalProducts.ts';

/** Vectors solved for together. */
const TOGETHER = 16;

/** Traces of the derivatives of V by the linear parameters (entries of Psi), sigma^2 = 1. */
export interface MarginalTraces {
  /** tr(V^-1 D_i) = tr(K E_i). */
  readonly single: Float64Array;
  /** m x m: tr(V^-1 D_i V^-1 D_j) = tr(K E_i K E_j). */
  readonly product: Float64Array;
}

/**
 * K = Z'V^-1 Z is never stored. Its columns behind the leading block come a few at a time, one level from each component
 * at once, since columns of different components do not overlap. The leading block's own part, by far the largest, is
 *
 *     K_11 = H - N R N',   N = Z_1'V_1^-1 Z_2,   R = Lambda_2 [M^-1]_22 Lambda_2',
 *     tr(K_11 E_i K_11 E_j) = tr(H E_i H E_j) - 2 tr(H E_i N R N'E_j) + tr(R G_i R G_j),   G_i = N'E_i N,
 *
 * with H block-diagonal: sums over its levels, and over the columns of R, which are as few as those behind it.
 */
export function marginalTraces(criterion: ProfiledCriterion): MarginalTraces {
  const { A, parameters } = criterion;
  const { blocks } = A;
  const m = parameters.length;
  const sums: Sums = {
    diagonal: blocks.map(({ k }) => new Float64Array(k * k)),
    products: blocks.flatMap((a, i) => blocks.map((b, j) => new Float64Array(j <= i ? (a.k * b.k) ** 2 : 0))),
  };
  const ownBlock = parameters.filter(({ block }) => block === 0);
  const leading = leadingMarginal(criterion);
  const Y = new Float64Array(leading.H.length);
  const RGRG = new Float64Array(ownBlock.length ** 2);
  const components = componentsOf(A);
  const width = blocks.reduce((max, { k }) => Math.max(max, k), 1);
  const together = Math.min(components.largest, Math.max(1, Math.floor(TOGETHER / width)));
  const count = together * width;
  for (let first = 0; first < components.largest; first += together) {
    const units = unitVectors(criterion, components, first, together, width);
    const K = marginalTimes(criterion, units, count);
    addColumns(criterion, components, first, together, width, K, sums);
    // The leading block's own part.
    const N = leading.toLeading(units, count);
    const NR = leading.toLeading(relativeTimes(criterion, units, count), count);
    addDiagonal(criterion, NR, N, count, Y);
    const GR = ownBlock.map((i) => leading.fromLeading(timesE(criterion, i, NR, count), count));
    ownBlock.forEach((j, b) => {
      const G = leading.fromLeading(timesE(criterion, j, N, count), count);
      const RG = relativeTimes(criterion, G, count);
      GR.forEach((left, a) => (RGRG[b * ownBlock.length + a] += dot(left, RG)));
    });
  }
  const { k, nLevels } = blocks[0];
  for (let at = 0; at < Y.length; at++) sums.diagonal[0][at % (k * k)] += leading.H[at] - Y[at];
  const single = Float64Array.from(parameters, (i) =>
    entriesOf(i).reduce((sum, [a, c]) => sum + sums.diagonal[i.block][a * blocks[i.block].k + c], 0),
  );
  const product = new Float64Array(m * m);
  parameters.forEach((i, a) => {
    parameters.forEach((j, b) => {
      if (i.block > 0 || j.block > 0) {
        product[b * m + a] = contract(sums, blocks, i, j);
        return;
      }
      let sum = RGRG[ownBlock.indexOf(j) * ownBlock.length + ownBlock.indexOf(i)];
      for (let level = 0; level < nLevels; level++) {
        const at = level * k * k;
        for (const [r, c] of entriesOf(i)) {
          for (const [s, t] of entriesOf(j)) {
            const [left, right] = [at + r * k + t, at + c * k + s];
            sum +=
              leading.H[left] * leading.H[right] - leading.H[left] * Y[right] - Y[left] * leading.H[right];
          }
        }
      }
      product[b * m + a] = sum;
    });
  });
  return { single, product };
}

/** Sums over the k_a x k_b blocks K_lm behind the leading block and between it and the others. */
interface Sums {
  /** Per block: sum_l K_ll. */
  readonly diagonal: readonly Float64Array[];
  /**
   * Per pair of blocks a >= b (at a * blocks + b): sum over levels l of a, m of b of v v', v = vec(K_lm) by rows; lower
   * triangle.
   */
  readonly products: readonly Float64Array[];
}

function addColumns(
  { A, space }: ProfiledCriterion,
  components: Components,
  first: number,
  together: number,
  width: number,
  columns: Float64Array,
  { diagonal, products }: Sums,
): void {
  const { blocks, blockOf } = A;
  const count = together * width;
  const K = new Float64Array(width * width);
  for (let node = 0; node < blockOf.length; node++) {
    const a = blockOf[node];
    const ka = blocks[a].k;
    const c = components.of[node];
    const end = Math.min(components.start[c + 1], components.start[c] + first + together);
    for (let t = components.start[c] + first, v = 0; t < end; t++, v += width) {
      const other = components.nodes[t];
      const b = blockOf[other];
      // A pair of later blocks is met from both sides; nodes ascend by block.
      if (a > 0 && b > a) break;
      const kb = blocks[b].k;
      const s = space.firstScalar[node] * count + v;
      const [high, low] = a >= b ? [a, b] : [b, a];
      for (let i = 0; i < ka; i++) {
        for (let j = 0; j < kb; j++) K[a >= b ? i * kb + j : j * ka + i] = columns[s + i * count + j];
      }
      const sum = products[high * blocks.length + low];
      const size = ka * kb;
      for (let i = 0; i < size; i++) {
        const x = K[i];
        for (let j = 0; j <= i; j++) sum[i * size + j] += x * K[j];
      }
      if (other === node) for (let i = 0; i < size; i++) diagonal[a][i] += K[i];
    }
  }
}

/** tr(K E_i K E_j) = sum over levels l of i's block and m of j's of tr(K_lm F_j K_ml F_i), not both in the leading block. */
function contract(
  { products }: Sums,
  blocks: ProfiledCriterion['A']['blocks'],
  i: ProfiledCriterion['parameters'][number],
  j: ProfiledCriterion['parameters'][number],
): number {
  const [high, low] = i.block >= j.block ? [i, j] : [j, i];
  const kLow = blocks[low.block].k;
  const size = blocks[high.block].k * kLow;
  const product = products[high.block * blocks.length + low.block];
  let sum = 0;
  for (const [a, a2] of entriesOf(high)) {
    for (const [c, c2] of entriesOf(low)) {
      const x = a * kLow + c2;
      const y = a2 * kLow + c;
      sum += product[Math.max(x, y) * size + Math.min(x, y)];
    }
  }
  return sum;
}

/** Y_l += (N R e)_l (N e)_l' over the unit vectors e: in the end (N R N')_ll. */
function addDiagonal(
  { A, space }: ProfiledCriterion,
  NR: Float64Array,
  N: Float64Array,
  count: number,
  Y: Float64Array,
): void {
  const { k, nLevels } = A.blocks[0];
  for (let level = 0; level < nLevels; level++) {
    const s = space.firstScalar[level] * count;
    for (let j = 0; j < k; j++) {
      for (let i = 0; i < k; i++) {
        let sum = 0;
        for (let p = 0; p < count; p++) sum += NR[s + i * count + p] * N[s + j * count + p];
        Y[level * k * k + j * k + i] += sum;
      }
    }
  }
}

/** For the listed nodes number `first` to `first + together` of every component the unit vectors of their columns. */
function unitVectors(
  { A, space }: ProfiledCriterion,
  { start, nodes }: Components,
  first: number,
  together: number,
  width: number,
): Float64Array {
  const count = together * width;
  const units = new Float64Array(space.size * count);
  for (let c = 0; c + 1 < start.length; c++) {
    const end = Math.min(start[c + 1], start[c] + first + together);
    for (let t = start[c] + first, v = 0; t < end; t++, v += width) {
      const s = space.firstScalar[nodes[t]];
      for (let j = 0; j < A.blocks[A.blockOf[nodes[t]]].k; j++) units[(s + j) * count + v + j] = 1;
    }
  }
  return units;
}
