import type { BlockedFactor } from './blockedFactor.ts';

/** The product of pivots is turned into its logarithm before it can overflow. */
const LARGE_PRODUCT = 1e100;

/**
 * Factors the columns of the leading levels, which are independent of each other:
 *
 *     L_ll L_ll' = T'A_ll T + I,   M = T L_ll^-T,   L_jl = T_j'A_jl M,   L_Xl = A_Xl M (and the same for y).
 *
 * @returns the sum of the logarithms of the pivots, or NaN where one is not positive
 */
export function factorLeading(factor: BlockedFactor): number {
  const { A, pattern, T, diagonals } = factor;
  const { nLeading, order, diagonalStart } = pattern;
  const { k } = A.blocks[0];
  const M = new Float64Array(k * k);
  const half = new Float64Array(k * k);
  const allTwo = A.blocks.every((block) => block.k === 2);
  let logSum = 0;
  let product = 1;
  for (let at = 0; at < nLeading; at++) {
    const D = diagonalStart[at];
    const pivots =
      k === 2
        ? factorTwo(A.diagonal, order[at] * 4, T[0], diagonals, D, M)
        : factorMany(A.diagonal, order[at] * k * k, T[0], k, diagonals, D, M, half);
    if (!(pivots > 0)) return Number.NaN;
    product *= pivots;
    if (product > LARGE_PRODUCT) {
      logSum += Math.log(product);
      product = 1;
    }
    if (allTwo) multiplyPanelTwo(factor, at, M);
    else multiplyPanel(factor, at, M, k);
    multiplyBorder(factor, at, order[at], M, k);
  }
  return logSum + Math.log(product);
}

/** L and M of one level with two columns. Returns the product of the pivots. */
function factorTwo(
  A: Float64Array,
  a: number,
  T: Float64Array,
  L: Float64Array,
  l: number,
  M: Float64Array,
): number {
  const t0 = T[0];
  const t1 = T[1];
  const t3 = T[3];
  const a1 = A[a + 1];
  const a3 = A[a + 3];
  // A T, lower row of T first
  const x0 = A[a] * t0 + a1 * t1;
  const x1 = a1 * t0 + a3 * t1;
  const l0 = Math.sqrt(t0 * x0 + t1 * x1 + 1);
  const l1 = (t3 * x1) / l0;
  const l3 = Math.sqrt(t3 * a3 * t3 + 1 - l1 * l1);
  L[l] = l0;
  L[l + 1] = l1;
  L[l + 2] = 0;
  L[l + 3] = l3;
  M[0] = t0 / l0;
  M[1] = t1 / l0;
  M[2] = (-M[0] * l1) / l3;
  M[3] = (t3 - M[1] * l1) / l3;
  return l0 * l3;
}

/** The same with any number of columns; `half` is scratch. */
function factorMany(
  A: Float64Array,
  a: number,
  T: Float64Array,
  k: number,
  L: Float64Array,
  l: number,
  M: Float64Array,
  half: Float64Array,
): number {
  for (let j = 0; j < k; j++) {
    for (let i = 0; i < k; i++) {
      let sum = 0;
      for (let d = j; d < k; d++) sum += A[a + d * k + i] * T[j * k + d];
      half[j * k + i] = sum;
    }
  }
  let pivots = 1;
  for (let j = 0; j < k; j++) {
    for (let i = 0; i < j; i++) L[l + j * k + i] = 0;
    for (let i = j; i < k; i++) {
      let value = i === j ? 1 : 0;
      for (let d = i; d < k; d++) value += T[i * k + d] * half[j * k + d];
      for (let d = 0; d < j; d++) value -= L[l + d * k + i] * L[l + d * k + j];
      L[l + j * k + i] = i === j ? Math.sqrt(value) : value / L[l + j * k + j];
    }
    const pivot = L[l + j * k + j];
    if (!(pivot > 0)) return Number.NaN;
    pivots *= pivot;
    for (let i = 0; i < k; i++) {
      let value = i < j ? 0 : T[j * k + i];
      for (let d = 0; d < j; d++) value -= M[d * k + i] * L[l + d * k + j];
      M[j * k + i] = value / pivot;
    }
  }
  return pivots;
}

/** L_jl = T_j'A_jl M for all rows of a panel. */
function multiplyPanel(factor: BlockedFactor, at: number, M: Float64Array, k: number): void {
  const { A, pattern, T, panels, panelsA } = factor;
  const { rowStart, rows, panelStart, blockOfScalar } = pattern;
  const from = rowStart[at];
  const height = rowStart[at + 1] - from;
  const panel = panelStart[at];
  for (let c = 0; c < k; c++) {
    const column = panel + c * height;
    const m0 = M[c * k];
    for (let i = 0; i < height; i++) panels[column + i] = panelsA[panel + i] * m0;
    for (let d = 1; d < k; d++) {
      const m = M[c * k + d];
      const other = panel + d * height;
      for (let i = 0; i < height; i++) panels[column + i] += panelsA[other + i] * m;
    }
    for (let i = 0; i < height;) {
      const b = blockOfScalar[rows[from + i]];
      const kRow = A.blocks[b].k;
      multiplyTransposed(T[b], kRow, panels, column + i);
      i += kRow;
    }
  }
}

/** The same where every block has two columns. */
function multiplyPanelTwo(factor: BlockedFactor, at: number, M: Float64Array): void {
  const { pattern, T, panels, panelsA } = factor;
  const { rowStart, rows, panelStart, blockOfScalar } = pattern;
  const from = rowStart[at];
  const height = rowStart[at + 1] - from;
  const first = panelStart[at];
  const second = first + height;
  for (let i = 0; i < height; i += 2) {
    const Tb = T[blockOfScalar[rows[from + i]]];
    const a0 = panelsA[first + i];
    const a1 = panelsA[first + i + 1];
    const b0 = panelsA[second + i];
    const b1 = panelsA[second + i + 1];
    const x0 = a0 * M[0] + b0 * M[1];
    const x1 = a1 * M[0] + b1 * M[1];
    panels[first + i] = Tb[0] * x0 + Tb[1] * x1;
    panels[first + i + 1] = Tb[3] * x1;
    const y0 = a0 * M[2] + b0 * M[3];
    const y1 = a1 * M[2] + b1 * M[3];
    panels[second + i] = Tb[0] * y0 + Tb[1] * y1;
    panels[second + i + 1] = Tb[3] * y1;
  }
}

/** v <- T'v in place, T lower triangular. */
function multiplyTransposed(T: Float64Array, k: number, v: Float64Array, start: number): void {
  for (let i = 0; i < k; i++) {
    let sum = 0;
    for (let d = i; d < k; d++) sum += T[i * k + d] * v[start + d];
    v[start + i] = sum;
  }
}

/** L_Xl = A_Xl M, and the same for y. */
function multiplyBorder(factor: BlockedFactor, at: number, node: number, M: Float64Array, k: number): void {
  const { A, pattern, borders } = factor;
  const height = A.r + 1;
  const from = node * k * height;
  const to = pattern.borderStart[at];
  for (let c = 0; c < k; c++) {
    const column = to + c * height;
    const m0 = M[c * k];
    for (let q = 0; q < height; q++) borders[column + q] = A.border[from + q] * m0;
    for (let d = 1; d < k; d++) {
      const m = M[c * k + d];
      const other = from + d * height;
      for (let q = 0; q < height; q++) borders[column + q] += A.border[other + q] * m;
    }
  }
}
