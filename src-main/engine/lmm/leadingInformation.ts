import type { FirstDerivatives, ProfiledCriterion } from './criterion.ts';
import { Gram } from './gram.ts';
import type { PrincipalAxes } from './principalAxes.ts';

/** What the levels of the leading block contribute to the average information, and leave to the later blocks. */
export interface LeadingSums {
  /** m x m, lower triangle by rows: sum of h'Z'Z h - a'a over the leading levels. */
  readonly products: Float64Array;
  /** m: sum of h'Z'e. */
  readonly c: Float64Array;
  /** r x m, interleaved: Q'Z h - sum of L_Xl a_l. */
  readonly fixed: Float64Array;
  /** By scalar column, interleaved (of the later blocks only): sum of L_jl a_l. */
  readonly eliminated: Float64Array;
}

/** Columns of Z whose products go to the kernel at a time: they stay in the first cache. */
const CHUNK = 128;

/**
 * One pass over the levels of the leading block, which are independent of each other: each level's direction h, its
 * products g with A, and the forward solve a = L^-1 Lambda'g, while its numbers are in the cache.
 */
export class LeadingInformation {
  private readonly criterion: ProfiledCriterion;
  /** Of its own h (`mine` vectors), g (m) and Z'Q (r); of a (m) and L_X (r). */
  private readonly before: Gram;
  private readonly after: Gram;
  private readonly mine: number;
  private readonly chunk: number;

  constructor(criterion: ProfiledCriterion) {
    const { A, parameters, factor } = criterion;
    this.criterion = criterion;
    this.mine = parameters.filter(({ block }) => block === 0).length;
    const { k, nLevels } = A.blocks[0];
    const m = parameters.length;
    this.chunk = Math.max(1, Math.floor(CHUNK / k));
    const columns = Math.min(this.chunk, nLevels) * k;
    this.before = new Gram(factor.workspace, this.mine + m + A.r, columns);
    this.after = new Gram(factor.workspace, m + A.r, columns);
  }

  /**
   * @param h directions of the later blocks' parameters, interleaved over all scalar columns
   * @param Zh Z'Z h of the later blocks among themselves; the leading block's share is added
   */
  compute(
    { u, Ze }: Pick<FirstDerivatives, 'u' | 'Ze'>,
    axes: readonly PrincipalAxes[],
    h: Float64Array,
    Zh: Float64Array,
  ): LeadingSums {
    const { criterion, before, after, mine, chunk } = this;
    const { A, factor, parameters, space } = criterion;
    const { nLeading } = factor.pattern;
    const m = parameters.length;
    const k = A.blocks[0].k;
    const eliminated = new Float64Array(space.size * m);
    const c = new Float64Array(m);
    before.clear();
    after.clear();
    for (let first = 0; first < nLeading; first += chunk) {
      const last = Math.min(first + chunk, nLeading);
      this.directions(first, last, u, Ze, axes[0], c);
      this.products(first, last, h, Zh);
      this.forwardSolve(first, last, eliminated);
      before.add((last - first) * k);
      after.add((last - first) * k);
    }
    const products = new Float64Array(m * m);
    const fixed = new Float64Array(A.r * m);
    for (let p = 0; p < m; p++) {
      for (let q = 0; q <= p; q++) {
        products[p * m + q] = (q < mine ? before.product(mine + p, q) : 0) - after.product(p, q);
      }
      for (let q = 0; q < A.r; q++) {
        fixed[q * m + p] = (p < mine ? before.product(mine + m + q, p) : 0) - after.product(m + q, p);
      }
    }
    return { products, c, fixed, eliminated };
  }

  /** h = q_row (o_col'u) + d_col q_col (q_row'Z'e) of the leading block's parameters, and c. */
  private directions(
    first: number,
    last: number,
    u: Float64Array,
    Ze: Float64Array,
    { Q, O, d }: PrincipalAxes,
    c: Float64Array,
  ): void {
    const { parameters, factor } = this.criterion;
    const { offset } = this.before;
    const f = factor.workspace.f64();
    const k = d.length;
    const start = factor.pattern.scalarStart[first];
    for (let p = 0; p < this.mine; p++) {
      const { row, col } = parameters[p];
      let sum = 0;
      for (let at = first; at < last; at++) {
        const s = start + (at - first) * k;
        let mode = 0;
        let error = 0;
        for (let i = 0; i < k; i++) {
          mode += O[col * k + i] * u[s + i];
          error += Q[row * k + i] * Ze[s + i];
        }
        error *= d[col];
        for (let i = 0; i < k; i++) {
          const value = Q[row * k + i] * mode + Q[col * k + i] * error;
          f[offset[p] + 4 * (s - start + i)] = value;
          sum += value * Ze[s + i];
        }
      }
      c[p] += sum;
    }
  }

  /** g = A_ll h_l + sum_j A_lj h_j, and A_jl h_l to the neighbours j. */
  private products(first: number, last: number, h: Float64Array, Zh: Float64Array): void {
    const { criterion, before, mine } = this;
    const { A, factor, parameters, space } = criterion;
    const { adjacent, adjacentStart, valueStart, values, blockOf, blocks, r, diagonal, border } = A;
    const { order } = factor.pattern;
    const { firstScalar } = space;
    const m = parameters.length;
    const k = blocks[0].k;
    const { offset } = before;
    const f = factor.workspace.f64();
    const g = new Float64Array(k * m);
    const own = new Float64Array(k * mine);
    // Parameters are listed by block: where those of each block begin and end.
    const begin = Int32Array.from(blocks, (_, b) => parameters.findIndex(({ block }) => block === b));
    const end = Int32Array.from(blocks, (_, b) => parameters.findLastIndex(({ block }) => block === b) + 1);
    for (let at = first; at < last; at++) {
      const node = order[at];
      const column = 4 * (at - first) * k;
      for (let i = 0; i < k; i++) {
        for (let p = 0; p < mine; p++) own[i * mine + p] = f[offset[p] + column + 4 * i];
        for (let q = 0; q < r; q++) {
          f[offset[mine + m + q] + column + 4 * i] = border[(node * k + i) * (r + 1) + q];
        }
      }
      for (let i = 0; i < k; i++) {
        for (let p = 0; p < mine; p++) {
          let sum = 0;
          for (let j = 0; j < k; j++) sum += diagonal[(node * k + j) * k + i] * own[j * mine + p];
          g[i * m + p] = sum;
        }
        for (let p = mine; p < m; p++) g[i * m + p] = 0;
      }
      for (let t = adjacentStart[node]; t < adjacentStart[node + 1]; t++) {
        const other = adjacent[t];
        const b = blockOf[other];
        const kOther = blocks[b].k;
        const o = firstScalar[other] * m;
        let v = valueStart[t];
        for (let j = 0; j < k; j++) {
          for (let i = 0; i < kOther; i++) {
            const value = values[v++];
            const target = o + i * m;
            for (let p = 0; p < mine; p++) Zh[target + p] += value * own[j * mine + p];
            for (let p = begin[b]; p < end[b]; p++) g[j * m + p] += value * h[target + p];
          }
        }
      }
      for (let i = 0; i < k; i++) {
        for (let p = 0; p < m; p++) f[offset[mine + p] + column + 4 * i] = g[i * m + p];
      }
    }
  }

  /** a = L_ll^-1 T'g, and L_jl a_l for the rows below. */
  private forwardSolve(first: number, last: number, eliminated: Float64Array): void {
    const { criterion, before, after, mine } = this;
    const { A, factor, parameters } = criterion;
    const { pattern, diagonals, panels, borders } = factor;
    const { diagonalStart, rowStart, rows, panelStart, borderStart } = pattern;
    const { r } = A;
    const m = parameters.length;
    const k = A.blocks[0].k;
    const T = factor.T[0];
    const g = before.offset.subarray(mine, mine + m);
    const { offset } = after;
    const f = factor.workspace.f64();
    const a = new Float64Array(k * m);
    for (let at = first; at < last; at++) {
      const column = 4 * (at - first) * k;
      const L = diagonalStart[at];
      for (let j = 0; j < k; j++) {
        const inverse = 1 / diagonals[L + j * k + j];
        for (let p = 0; p < m; p++) {
          let value = 0;
          for (let i = j; i < k; i++) value += T[j * k + i] * f[g[p] + column + 4 * i];
          for (let i = 0; i < j; i++) value -= diagonals[L + i * k + j] * a[i * m + p];
          value *= inverse;
          a[j * m + p] = value;
          f[offset[p] + column + 4 * j] = value;
        }
        const border = borderStart[at] + j * (r + 1);
        for (let q = 0; q < r; q++) f[offset[m + q] + column + 4 * j] = borders[border + q];
      }
      const from = rowStart[at];
      const height = rowStart[at + 1] - from;
      const panel = panelStart[at];
      for (let i = 0; i < height; i++) {
        const target = rows[from + i] * m;
        for (let j = 0; j < k; j++) {
          const value = panels[panel + j * height + i];
          for (let p = 0; p < m; p++) eliminated[target + p] += value * a[j * m + p];
        }
      }
    }
  }
}
