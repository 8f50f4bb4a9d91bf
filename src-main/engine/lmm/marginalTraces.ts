import { componentsOf } from './components.ts';
import type { ProfiledCriterion } from './criterion.ts';
import { marginalTimes } from './marginalProducts.ts';

/** Vectors solved for together. */
const TOGETHER = 16;

/**
 * Sums over the k_a x k_b blocks K_lm of K = Z'V^-1 Z (sigma^2 = 1), from which every trace of V^-1 dV V^-1 dV follows.
 * K is never stored: its columns come a few at a time, one level from each component at once, since the columns of
 * different components do not overlap.
 */
export interface MarginalTraces {
  /** Per block a, k_a x k_a: sum_l K_ll. */
  readonly diagonal: readonly Float64Array[];
  /**
   * Per pair of blocks a >= b (at a * blocks + b): sum over levels l of a, m of b of v v', v = vec(K_lm) by rows, a
   * square matrix of order k_a k_b of which the lower triangle (column <= row, row-major) is filled.
   */
  readonly products: readonly (Float64Array | undefined)[];
}

export function marginalTraces(criterion: ProfiledCriterion): MarginalTraces {
  const { A, space } = criterion;
  const { blocks, blockOf } = A;
  const components = componentsOf(A);
  const width = blocks.reduce((max, { k }) => Math.max(max, k), 1);
  const together = Math.min(components.largest, Math.max(1, Math.floor(TOGETHER / width)));
  const count = together * width;
  const diagonal = blocks.map(({ k }) => new Float64Array(k * k));
  const products = blocks.flatMap((a, i) =>
    blocks.map((b, j) => (j <= i ? new Float64Array((a.k * b.k) ** 2) : undefined)),
  );
  const K = new Float64Array(width * width);
  for (let first = 0; first < components.largest; first += together) {
    const columns = marginalTimes(
      criterion,
      unitVectors(criterion, components, first, together, width),
      count,
    );
    for (let node = 0; node < blockOf.length; node++) {
      const a = blockOf[node];
      const ka = blocks[a].k;
      const c = components.of[node];
      const end = Math.min(components.start[c + 1], components.start[c] + first + together);
      for (let t = components.start[c] + first, v = 0; t < end; t++, v += width) {
        const other = components.nodes[t];
        const b = blockOf[other];
        // Nodes ascend by block: the rest of the component is at least as late.
        if (b > a) break;
        const kb = blocks[b].k;
        const s = space.firstScalar[node] * count + v;
        for (let i = 0; i < ka; i++) for (let j = 0; j < kb; j++) K[i * kb + j] = columns[s + i * count + j];
        const sum = products[a * blocks.length + b]!;
        const size = ka * kb;
        for (let i = 0; i < size; i++) {
          const x = K[i];
          for (let j = 0; j <= i; j++) sum[i * size + j] += x * K[j];
        }
        if (other === node) for (let i = 0; i < size; i++) diagonal[a][i] += K[i];
      }
    }
  }
  return { diagonal, products };
}

/** For the nodes number `first` to `first + together` of every component the unit vectors of their columns. */
function unitVectors(
  { A, space }: ProfiledCriterion,
  { start, nodes }: ReturnType<typeof componentsOf>,
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
