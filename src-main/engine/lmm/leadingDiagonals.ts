import type { BlockedFactor } from './blockedFactor.ts';

/** The inverse C of Omega behind the leading block, as far as the factor's pattern reaches. */
export interface TailInverse {
  /** Offset of the packed inverse of the root in the workspace. */
  readonly S: number;
  /** Of the sparse nodes behind the leading block, in the factor's layout from there on. */
  readonly panels: Float64Array;
  readonly diagonals: Float64Array;
  readonly borders: Float64Array;
}

/**
 * Diagonal blocks of the inverse for the leading levels,
 *
 *     C_ll = L_ll^-T (I + B'C_RR B) L_ll^-1,   B = L_Rl over the rows below and X.
 *
 * C_RR is gathered once for all levels with the same rows (levels nested in the same ones). Where most levels have rows of
 * their own, the quadratic forms are summed up root row by root row instead.
 */
export class LeadingDiagonals {
  private readonly factor: BlockedFactor;
  private readonly tail: TailInverse;
  private readonly rowBase: Int32Array;
  private readonly byRow: boolean;
  /** k x k for each level: B'C_RR B, where summed up by root rows. */
  private readonly forms: Float64Array;
  /** C_RR with X behind, and one row of it. */
  private readonly gathered: Float64Array;
  private readonly inverseRow: Float64Array;
  private readonly place: Int32Array;

  constructor(factor: BlockedFactor, tail: TailInverse, rowBase: Int32Array) {
    this.factor = factor;
    this.tail = tail;
    this.rowBase = rowBase;
    const { pattern, A } = factor;
    const { nLeading, rowStart } = pattern;
    let repeated = 0;
    let tallest = 0;
    for (let at = 0; at < nLeading; at++) {
      if (this.sameRows(at)) repeated++;
      tallest = Math.max(tallest, rowStart[at + 1] - rowStart[at]);
    }
    this.byRow = repeated < nLeading / 2;
    const k = A.blocks[0].k;
    this.forms = new Float64Array(this.byRow ? nLeading * k * k : 0);
    this.gathered = new Float64Array(this.byRow ? 0 : (tallest + A.r) ** 2);
    this.inverseRow = new Float64Array(tallest + A.r);
    this.place = new Int32Array(pattern.positionOfScalar.length);
  }

  /**
   * @param withX whether X counts among the rows (REML)
   * @param visit called with each leading node and its block C_ll (k x k, column-major; valid during the call)
   */
  compute(withX: boolean, visit: (node: number, C: Float64Array) => void): void {
    const { factor, byRow } = this;
    const { pattern, A, panels, borders, diagonals, incidence } = factor;
    const { order, nLeading, rowStart, panelStart, borderStart, diagonalStart } = pattern;
    const k = A.blocks[0].k;
    const width = withX ? A.r : 0;
    const form = new Float64Array(k * k);
    const C = new Float64Array(k * k);
    if (byRow) this.sumByRow(withX);
    let tallest = 0;
    for (let at = 0; at < nLeading; at++) tallest = Math.max(tallest, rowStart[at + 1] - rowStart[at]);
    const B = new Float64Array(k * (tallest + width));
    const product = new Float64Array(tallest + width);
    for (let at = 0; at < nLeading; at++) {
      if (byRow) {
        for (let a = 0; a < incidence.first[at]; a++) this.addSparseRow(at, a, withX);
        for (let i = 0; i < k * k; i++) form[i] = this.forms[at * k * k + i];
      } else {
        if (at === 0 || !this.sameRows(at)) this.gather(at, withX);
        const height = rowStart[at + 1] - rowStart[at];
        const all = height + width;
        for (let c = 0; c < k; c++) {
          const panel = panelStart[at] + c * height;
          const border = borderStart[at] + c * (A.r + 1);
          for (let i = 0; i < height; i++) B[c * all + i] = panels[panel + i];
          for (let q = 0; q < width; q++) B[c * all + height + q] = borders[border + q];
        }
        if (k === 2) quadraticFormTwo(this.gathered, B, all, form);
        else quadraticForm(this.gathered, B, all, k, product, form);
      }
      between(form, diagonals, diagonalStart[at], k, C);
      visit(order[at], C);
    }
  }

  private sameRows(at: number): boolean {
    const { rowStart, rows } = this.factor.pattern;
    if (at === 0) return false;
    const height = rowStart[at + 1] - rowStart[at];
    if (rowStart[at] - rowStart[at - 1] !== height) return false;
    for (let t = rowStart[at]; t < rowStart[at + 1]; t++) if (rows[t] !== rows[t - height]) return false;
    return true;
  }

  /** C over the rows of a leading node and X, full and symmetric. */
  private gather(at: number, withX: boolean): void {
    const { factor, tail, rowBase, gathered, inverseRow } = this;
    const { pattern, A, xRow, workspace } = factor;
    const height = pattern.rowStart[at + 1] - pattern.rowStart[at];
    const all = height + (withX ? A.r : 0);
    const f = workspace.f64();
    for (let a = 0; a < all; a++) {
      if (a < height) this.readRow(at, a, withX);
      else {
        for (let b = a; b < all; b++) {
          inverseRow[b] = f[tail.S + rowBase[xRow + b - height] + 4 * (xRow + a - height)];
        }
      }
      for (let b = a; b < all; b++) {
        gathered[b * all + a] = inverseRow[b];
        gathered[a * all + b] = inverseRow[b];
      }
    }
  }

  /** Row a of that C from its diagonal on, into `inverseRow`. */
  private readRow(at: number, a: number, withX: boolean): void {
    const { factor, tail, rowBase, inverseRow, place } = this;
    const { pattern, A, xRow, workspace } = factor;
    const { rows, rowStart, positionOfScalar, scalarStart, nSparse, nLeading, nSparseScalars } = pattern;
    const { panelStart, diagonalStart, borderStart } = pattern;
    const { r } = A;
    const from = rowStart[at];
    const height = rowStart[at + 1] - from;
    const all = height + (withX ? r : 0);
    const scalar = rows[from + a];
    const node = positionOfScalar[scalar];
    if (node >= nSparse) {
      const f = workspace.f64();
      const column = tail.S + 4 * (scalar - nSparseScalars);
      for (let b = a; b < height; b++) inverseRow[b] = f[column + rowBase[rows[from + b] - nSparseScalars]];
      for (let b = height; b < all; b++) inverseRow[b] = f[column + rowBase[xRow + b - height]];
      return;
    }
    const inside = scalar - scalarStart[node];
    const k = scalarStart[node + 1] - scalarStart[node];
    const below = rowStart[node];
    const tall = rowStart[node + 1] - below;
    const panel = panelStart[node] - panelStart[nLeading] + inside * tall;
    const diagonal = diagonalStart[node] - diagonalStart[nLeading] + inside * k;
    const border = borderStart[node] - borderStart[nLeading] + inside * (r + 1);
    if (inside === 0) for (let t = 0; t < tall; t++) place[rows[below + t]] = t;
    for (let b = a; b < height; b++) {
      const other = rows[from + b];
      inverseRow[b] =
        positionOfScalar[other] === node
          ? tail.diagonals[diagonal + other - scalarStart[node]]
          : tail.panels[panel + place[other]];
    }
    for (let b = height; b < all; b++) inverseRow[b] = tail.borders[border + b - height];
  }

  /** Adds what a sparse row of a level contributes to its form, with all rows behind it and X. */
  private addSparseRow(at: number, a: number, withX: boolean): void {
    const { factor, forms, inverseRow } = this;
    const { pattern, A, panels, borders } = factor;
    const { rowStart, panelStart, borderStart } = pattern;
    const k = A.blocks[0].k;
    const height = rowStart[at + 1] - rowStart[at];
    const sums = new Float64Array(k);
    this.readRow(at, a, withX);
    for (let c = 0; c < k; c++) {
      const panel = panelStart[at] + c * height;
      const border = borderStart[at] + c * (A.r + 1);
      let sum = (inverseRow[a] / 2) * panels[panel + a];
      for (let b = a + 1; b < height; b++) sum += inverseRow[b] * panels[panel + b];
      if (withX) for (let q = 0; q < A.r; q++) sum += inverseRow[height + q] * borders[border + q];
      sums[c] = sum;
    }
    addSymmetric(forms, at * k * k, k, sums, panels, panelStart[at] + a, height);
  }

  /** B'C_RR B of all levels, one root row after the other: that row of the inverse stays in the fastest cache. */
  private sumByRow(withX: boolean): void {
    const { factor, tail, rowBase, forms } = this;
    const { pattern, A, panels, borders, xRow, incidence } = factor;
    const { rowStart, panelStart, borderStart, nLeading, rootColumns } = pattern;
    const { start, position, offset, column, first } = incidence;
    const { r } = A;
    const k = A.blocks[0].k;
    const width = withX ? r : 0;
    const f = factor.workspace.f64();
    const { S } = tail;
    const fixed = new Float64Array(r);
    const sums = new Float64Array(k);
    forms.fill(0);
    for (let row = 0; row < rootColumns; row++) {
      const base = S + rowBase[row];
      const half = f[base + 4 * row] / 2;
      for (let q = 0; q < width; q++) fixed[q] = f[S + rowBase[xRow + q] + 4 * row];
      for (let t = start[row]; t < start[row + 1]; t++) {
        const at = position[t];
        if (at >= nLeading) break; // panels ascend
        const a = offset[t];
        const from = rowStart[at];
        const height = rowStart[at + 1] - from;
        for (let c = 0; c < k; c++) {
          const panel = panelStart[at] + c * height;
          const border = borderStart[at] + c * (r + 1);
          let sum = half * panels[panel + a];
          for (let b = first[at]; b < a; b++) sum += f[base + column[from + b]] * panels[panel + b];
          for (let q = 0; q < width; q++) sum += fixed[q] * borders[border + q];
          sums[c] = sum;
        }
        addSymmetric(forms, at * k * k, k, sums, panels, panelStart[at] + a, height);
      }
    }
    for (let at = 0; at < nLeading; at++) {
      for (let q = 0; q < width; q++) {
        const base = S + rowBase[xRow + q] + 4 * xRow;
        for (let c = 0; c < k; c++) {
          const border = borderStart[at] + c * (r + 1);
          let sum = (f[base + 4 * q] / 2) * borders[border + q];
          for (let p = 0; p < q; p++) sum += f[base + 4 * p] * borders[border + p];
          sums[c] = sum;
        }
        addSymmetric(forms, at * k * k, k, sums, borders, borderStart[at] + q, r + 1);
      }
    }
  }
}

/** form += s x' + x s', x with a stride. */
function addSymmetric(
  form: Float64Array,
  start: number,
  k: number,
  s: Float64Array,
  x: Float64Array,
  first: number,
  stride: number,
): void {
  for (let j = 0; j < k; j++) {
    for (let i = 0; i < k; i++) {
      form[start + j * k + i] += s[i] * x[first + j * stride] + s[j] * x[first + i * stride];
    }
  }
}

/** form = B'C B, C n x n symmetric, B n x k; `product` is scratch. */
function quadraticForm(
  C: Float64Array,
  B: Float64Array,
  n: number,
  k: number,
  product: Float64Array,
  form: Float64Array,
): void {
  for (let j = 0; j < k; j++) {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let a = 0; a < n; a++) sum += C[i * n + a] * B[j * n + a];
      product[i] = sum;
    }
    for (let i = j; i < k; i++) {
      let sum = 0;
      for (let a = 0; a < n; a++) sum += product[a] * B[i * n + a];
      form[j * k + i] = sum;
      form[i * k + j] = sum;
    }
  }
}

/** The same with two columns: C is read once for both. */
function quadraticFormTwo(C: Float64Array, B: Float64Array, n: number, form: Float64Array): void {
  let f0 = 0;
  let f1 = 0;
  let f3 = 0;
  for (let i = 0; i < n; i++) {
    let p0 = 0;
    let p1 = 0;
    for (let a = 0; a < n; a++) {
      const c = C[i * n + a];
      p0 += c * B[a];
      p1 += c * B[n + a];
    }
    f0 += p0 * B[i];
    f1 += p0 * B[n + i];
    f3 += p1 * B[n + i];
  }
  form[0] = f0;
  form[1] = f1;
  form[2] = f1;
  form[3] = f3;
}

/** C = L^-T (I + form) L^-1, L lower triangular; `form` is overwritten. */
function between(form: Float64Array, L: Float64Array, l: number, k: number, C: Float64Array): void {
  for (let j = 0; j < k; j++) form[j * k + j] += 1;
  // Rows of `form` L^-1 from the last column back, then columns of L^-T times that.
  for (let j = k - 1; j >= 0; j--) {
    const pivot = L[l + j * k + j];
    for (let i = 0; i < k; i++) {
      let value = form[j * k + i];
      for (let d = j + 1; d < k; d++) value -= C[d * k + i] * L[l + j * k + d];
      C[j * k + i] = value / pivot;
    }
  }
  for (let i = k - 1; i >= 0; i--) {
    const pivot = L[l + i * k + i];
    for (let j = 0; j < k; j++) {
      let value = C[j * k + i];
      for (let d = i + 1; d < k; d++) value -= L[l + i * k + d] * C[j * k + d];
      C[j * k + i] = value / pivot;
    }
  }
}
