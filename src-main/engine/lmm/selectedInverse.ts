import { packedIndex, packedLength } from '../numerics/kernels/index.ts';
import type { BlockedFactor } from './blockedFactor.ts';
import { addLowerInverse, addPair, divideRight } from './inverseBlocks.ts';
import { LeadingDiagonals } from './leadingDiagonals.ts';
import type { TailInverse } from './leadingDiagonals.ts';
import { isWellConditioned, solveTransposed } from './smallMatrices.ts';

/** What the gradient and the conditional variances need of the inverse. */
export interface InverseSums {
  /**
   * Per block, k x k column-major: W = sum over levels l of [A Lambda C]_ll, C the inverse of Omega. Equal to
   * sum_l (Z'PZ)_ll T, and accurate relative to T even where T is nearly zero (nothing is divided by T).
   */
  readonly W: readonly Float64Array[];
}

/**
 * The inverse C of the Z part (ML) or the (Z, X) part (REML) of Omega, on the pattern of L only: the dense
 * root by the kernels, the sparse panels backwards by Takahashi's recursion
 *
 *     C_Rj = -C_RR L_Rj L_jj^-1,   C_jj = L_jj^-T (L_jj^-1 - L_Rj' C_Rj).
 *
 * Source: Takahashi, Fagan & Chen 1973; Erisman & Tinney 1975, CACM 18, 177-179.
 */
export class SelectedInverse implements TailInverse {
  private readonly factor: BlockedFactor;
  private readonly U: number;
  readonly S: number;
  /** Inverse on the pattern for the sparse nodes behind the leading block; the leading ones are not kept. */
  readonly panels: Float64Array;
  readonly diagonals: Float64Array;
  readonly borders: Float64Array;
  /** C_RR L_Rj over root rows for the leading nodes, in the layout of their panels, and over X in that of their borders. */
  private readonly leading: Float64Array;
  private readonly leadingX: Float64Array;
  private readonly owner: Int32Array;
  private readonly place: Int32Array;
  private readonly rowBase: Int32Array;
  private readonly leadingDiagonals: LeadingDiagonals;

  constructor(factor: BlockedFactor) {
    this.factor = factor;
    const { pattern, workspace, yRow } = factor;
    const { nLeading, nSparse, panelStart, diagonalStart, borderStart } = pattern;
    this.U = workspace.alloc(packedLength(yRow / 4));
    this.S = workspace.alloc(packedLength(yRow / 4));
    this.panels = new Float64Array(panelStart[nSparse] - panelStart[nLeading]);
    this.diagonals = new Float64Array(diagonalStart[nSparse] - diagonalStart[nLeading]);
    this.borders = new Float64Array(borderStart[nSparse] - borderStart[nLeading]);
    this.leading = new Float64Array(panelStart[nLeading]);
    this.leadingX = new Float64Array(borderStart[nLeading]);
    this.owner = new Int32Array(pattern.positionOfScalar.length).fill(-1);
    this.place = new Int32Array(pattern.positionOfScalar.length);
    this.rowBase = new Int32Array(yRow);
    for (let row = 0; row < yRow; row++) this.rowBase[row] = packedIndex(row, 0);
    this.leadingDiagonals = new LeadingDiagonals(factor, this, this.rowBase);
  }

  /**
   * Inverts the last factorisation.
   * @param withX REML: the (Z, X) part; otherwise the Z part
   * @param onDiagonal called with each node and its block C_ll (k x k, column-major; valid during the call)
   */
  compute(withX: boolean, onDiagonal?: (node: number, C: Float64Array) => void): InverseSums {
    const { factor, U, S } = this;
    const { A, workspace, xRow, yRow } = factor;
    const inverted = (withX ? yRow : xRow) / 4;
    if (inverted > 0) workspace.kernels.inverse(factor.root, U, S, inverted);
    const f = workspace.f64();
    this.owner.fill(-1);
    return factor.T.every((T, b) => isWellConditioned(T, A.blocks[b].k))
      ? this.fromDiagonals(f, withX, onDiagonal)
      : this.fromPairs(f, withX, onDiagonal);
  }

  /** W = T^-T (l I - sum of C_ll): only the diagonal blocks are needed, but T must not be nearly singular. */
  private fromDiagonals(
    f: Float64Array,
    withX: boolean,
    onDiagonal?: (node: number, C: Float64Array) => void,
  ): InverseSums {
    const { A, pattern, T } = this.factor;
    const W = A.blocks.map(({ k }) => new Float64Array(k * k));
    const add = (node: number, C: Float64Array): void => {
      const own = W[A.blockOf[node]];
      for (let i = 0; i < own.length; i++) own[i] -= C[i];
      onDiagonal?.(node, C);
    };
    this.visitRoot(f, add);
    const work = this.scratch();
    for (let at = pattern.nSparse - 1; at >= pattern.nLeading; at--) {
      this.column(f, at, withX, work);
      this.keep(at, work);
      add(pattern.order[at], work.C.subarray(0, this.factor.width(at) ** 2));
    }
    this.leadingDiagonals.compute(withX, add);
    W.forEach((own, b) => {
      const { k, nLevels } = A.blocks[b];
      for (let j = 0; j < k; j++) own[j * k + j] += nLevels;
      solveTransposed(T[b], own, 0, k, k);
    });
    return { W };
  }

  /** W by its definition, sum of [A Lambda C]_ll over all pairs of neighbours. */
  private fromPairs(
    f: Float64Array,
    withX: boolean,
    onDiagonal?: (node: number, C: Float64Array) => void,
  ): InverseSums {
    const { factor } = this;
    const { A, pattern } = factor;
    const { nLeading, nSparse } = pattern;
    const W = A.blocks.map(({ k }) => new Float64Array(k * k));
    this.addRoot(f, withX, W, onDiagonal);
    this.leadingRootProducts(f, withX);
    const work = this.scratch();
    for (let at = nSparse - 1; at >= 0; at--) {
      this.column(f, at, withX, work);
      if (at >= nLeading) this.keep(at, work);
      this.addColumn(at, withX, work, W);
      onDiagonal?.(pattern.order[at], work.C.subarray(0, factor.width(at) ** 2));
    }
    return { W };
  }

  private scratch(): Work {
    const { A, pattern } = this.factor;
    const { nSparse, rowStart } = pattern;
    let tallest = 0;
    for (let at = 0; at < nSparse; at++) tallest = Math.max(tallest, rowStart[at + 1] - rowStart[at]);
    const kMax = A.blocks.reduce((max, { k }) => Math.max(max, k), 1);
    return {
      out: new Float64Array(tallest * kMax),
      outX: new Float64Array((A.r + 1) * kMax),
      C: new Float64Array(kMax * kMax),
      column: new Float64Array(kMax),
    };
  }

  /** The diagonal blocks of the root nodes. */
  private visitRoot(f: Float64Array, visit: (node: number, C: Float64Array) => void): void {
    const { factor, S, rowBase } = this;
    const { order, nSparse, scalarStart, nSparseScalars } = factor.pattern;
    for (let at = nSparse; at < order.length; at++) {
      const k = factor.width(at);
      const row0 = scalarStart[at] - nSparseScalars;
      const C = new Float64Array(k * k);
      for (let j = 0; j < k; j++) {
        for (let i = j; i < k; i++) {
          C[j * k + i] = C[i * k + j] = f[S + rowBase[row0 + i] + 4 * (row0 + j)];
        }
      }
      visit(order[at], C);
    }
  }

  /** C_Rj (into work.out), C_Xj (work.outX) and C_jj (work.C) of one sparse node. */
  private column(f: Float64Array, at: number, withX: boolean, work: Work): void {
    const { factor, owner, place } = this;
    const { A, pattern, panels, diagonals, borders } = factor;
    const { rows, rowStart, panelStart, positionOfScalar, scalarStart } = pattern;
    const { out, outX, C } = work;
    const k = factor.width(at);
    const start = rowStart[at];
    const height = rowStart[at + 1] - start;
    const panel = panelStart[at];
    const border = pattern.borderStart[at];
    const height1 = A.r + 1;
    const first = factor.incidence.first[at];
    if (at < pattern.nLeading) {
      for (let a = 0; a < height * k; a++) out[a] = this.leading[panel + a];
      for (let q = 0; q < height1 * k; q++) outX[q] = this.leadingX[border + q];
    } else {
      out.fill(0, 0, height * k);
      outX.fill(0, 0, height1 * k);
      this.rootProducts(f, at, withX, out, outX);
    }
    if (withX) this.addFixedProducts(f, border, k, outX);
    if (first > 0) {
      for (let a = 0; a < height; a++) {
        owner[rows[start + a]] = at;
        place[rows[start + a]] = a;
      }
      for (let a = 0; a < first;) {
        const i = positionOfScalar[rows[start + a]];
        const ki = scalarStart[i + 1] - scalarStart[i];
        this.addSparseRows(i, at, a, ki, k, height, panel, border, withX, out, outX);
        a += ki;
      }
    }
    // C_Rj = -out D^-1
    const D = pattern.diagonalStart[at];
    divideRight(out, height, height, diagonals, D, k);
    divideRight(outX, height1, withX ? A.r : 0, diagonals, D, k);
    // C_jj = D^-T (D^-1 - V' C_Rj)
    for (let j = 0; j < k; j++) {
      for (let i = 0; i < k; i++) {
        let sum = 0;
        for (let a = 0; a < height; a++) sum += panels[panel + i * height + a] * out[j * height + a];
        if (withX)
          for (let q = 0; q < A.r; q++) sum += borders[border + i * height1 + q] * outX[j * height1 + q];
        C[j * k + i] = -sum;
      }
    }
    addLowerInverse(C, diagonals, D, k, work.column);
    for (let j = 0; j < k; j++) {
      for (let i = k - 1; i >= 0; i--) {
        let value = C[j * k + i];
        for (let d = i + 1; d < k; d++) value -= diagonals[D + i * k + d] * C[j * k + d];
        C[j * k + i] = value / diagonals[D + i * k + i];
      }
    }
  }

  /** C_RR L_Rj over the root rows of one panel, and C_XR L_Rj, C_RX L_Xj. */
  private rootProducts(
    f: Float64Array,
    at: number,
    withX: boolean,
    out: Float64Array,
    outX: Float64Array,
  ): void {
    const { factor, S, rowBase } = this;
    const { A, pattern, panels, borders, xRow, incidence } = factor;
    const { rowStart, panelStart } = pattern;
    const r0 = rowStart[at];
    const height = rowStart[at + 1] - r0;
    const first = incidence.first[at];
    const height1 = A.r + 1;
    for (let c = 0; c < factor.width(at); c++) {
      const v = panelStart[at] + c * height;
      const w = pattern.borderStart[at] + c * height1;
      const o = c * height;
      for (let a = first; a < height; a++) {
        const base = S + rowBase[incidence.column[r0 + a] >> 2];
        const x = panels[v + a];
        let sum = f[base + incidence.column[r0 + a]] * x;
        for (let b = first; b < a; b++) {
          const s = f[base + incidence.column[r0 + b]];
          sum += s * panels[v + b];
          out[o + b] += s * x;
        }
        if (withX) {
          for (let q = 0; q < A.r; q++) {
            const s = f[S + rowBase[xRow + q] + incidence.column[r0 + a]];
            sum += s * borders[w + q];
            outX[c * height1 + q] += s * x;
          }
        }
        out[o + a] += sum;
      }
    }
  }

  /** The same for all leading nodes at once, one root row after the other. */
  private leadingRootProducts(f: Float64Array, withX: boolean): void {
    const { factor, S, rowBase, leading, leadingX } = this;
    const { A, pattern, panels, borders, xRow, incidence } = factor;
    const { rowStart, panelStart, borderStart, nLeading, scalarStart } = pattern;
    const { start, position, offset, column, first } = incidence;
    const height1 = A.r + 1;
    leading.fill(0);
    leadingX.fill(0);
    const fixed = new Float64Array(A.r);
    for (let row = 0; row < pattern.rootColumns; row++) {
      const base = S + rowBase[row];
      const own = f[base + 4 * row];
      if (withX) for (let q = 0; q < A.r; q++) fixed[q] = f[S + rowBase[xRow + q] + 4 * row];
      for (let t = start[row]; t < start[row + 1]; t++) {
        const at = position[t];
        if (at >= nLeading) break; // panels ascend
        const a = offset[t];
        const r0 = rowStart[at];
        const height = rowStart[at + 1] - r0;
        const b0 = first[at];
        const columns = scalarStart[at + 1] - scalarStart[at];
        for (let c = 0; c < columns; c++) {
          const v = panelStart[at] + c * height;
          const x = panels[v + a];
          let sum = own * x;
          for (let b = b0; b < a; b++) {
            const s = f[base + column[r0 + b]];
            sum += s * panels[v + b];
            leading[v + b] += s * x;
          }
          if (withX) {
            const w = borderStart[at] + c * height1;
            for (let q = 0; q < A.r; q++) {
              sum += fixed[q] * borders[w + q];
              leadingX[w + q] += fixed[q] * x;
            }
          }
          leading[v + a] += sum;
        }
      }
    }
  }

  /** outX += C_XX L_Xj. */
  private addFixedProducts(f: Float64Array, border: number, k: number, outX: Float64Array): void {
    const { factor, S, rowBase } = this;
    const { A, borders, xRow } = factor;
    const height1 = A.r + 1;
    for (let c = 0; c < k; c++) {
      for (let q = 0; q < A.r; q++) {
        const base = S + rowBase[xRow + q] + 4 * xRow;
        const x = borders[border + c * height1 + q];
        let sum = f[base + 4 * q] * x;
        for (let p = 0; p < q; p++) {
          const s = f[base + 4 * p];
          sum += s * borders[border + c * height1 + p];
          outX[c * height1 + p] += s * x;
        }
        outX[c * height1 + q] += sum;
      }
    }
  }

  /** out += C_Ri V_i and its mirror, for a sparse row node i of the panel. */
  private addSparseRows(
    i: number,
    at: number,
    a: number,
    ki: number,
    k: number,
    height: number,
    panel: number,
    border: number,
    withX: boolean,
    out: Float64Array,
    outX: Float64Array,
  ): void {
    const { factor, owner, place } = this;
    const { A, pattern, panels: L, borders: Lx } = factor;
    const { nLeading, rows, rowStart, panelStart, diagonalStart, borderStart } = pattern;
    const height1 = A.r + 1;
    const rowsI = rowStart[i];
    const heightI = rowStart[i + 1] - rowsI;
    const panelI = panelStart[i] - panelStart[nLeading];
    const diagonalI = diagonalStart[i] - diagonalStart[nLeading];
    const borderI = borderStart[i] - borderStart[nLeading];
    for (let ci = 0; ci < ki; ci++) {
      for (let c = 0; c < k; c++) {
        const va = L[panel + c * height + a + ci];
        let sum = 0;
        for (let di = 0; di < ki; di++) {
          sum += this.diagonals[diagonalI + di * ki + ci] * L[panel + c * height + a + di];
        }
        for (let t = 0; t < heightI; t++) {
          const row = rows[rowsI + t];
          if (owner[row] !== at) continue;
          const value = this.panels[panelI + ci * heightI + t];
          const b = place[row];
          sum += value * L[panel + c * height + b];
          out[c * height + b] += value * va;
        }
        if (withX) {
          for (let q = 0; q < A.r; q++) {
            const value = this.borders[borderI + ci * height1 + q];
            sum += value * Lx[border + c * height1 + q];
            outX[c * height1 + q] += value * va;
          }
        }
        out[c * height + a + ci] += sum;
      }
    }
  }

  private keep(at: number, work: Work): void {
    const { pattern, A } = this.factor;
    const { nLeading, panelStart, diagonalStart, borderStart, rowStart } = pattern;
    const k = this.factor.width(at);
    const size = (rowStart[at + 1] - rowStart[at]) * k;
    this.panels.set(work.out.subarray(0, size), panelStart[at] - panelStart[nLeading]);
    this.diagonals.set(work.C.subarray(0, k * k), diagonalStart[at] - diagonalStart[nLeading]);
    this.borders.set(work.outX.subarray(0, k * (A.r + 1)), borderStart[at] - borderStart[nLeading]);
  }

  /** Adds a sparse node's share of W: its own diagonal, X, and both directions of every pair with a later node. */
  private addColumn(at: number, withX: boolean, work: Work, W: readonly Float64Array[]): void {
    const { A, pattern, panelsA, T } = this.factor;
    const { rows, rowStart, panelStart, blockOfScalar, order } = pattern;
    const node = order[at];
    const b = A.blockOf[node];
    const { k } = A.blocks[b];
    const start = rowStart[at];
    const height = rowStart[at + 1] - start;
    const panel = panelStart[at];
    const { out } = work;
    this.addOwn(node, b, k, work.C, work.outX, withX, W[b]);
    for (let a = 0; a < height;) {
      const bRow = blockOfScalar[rows[start + a]];
      const kRow = A.blocks[bRow].k;
      if (k === 1 && kRow === 1) {
        const product = panelsA[panel + a] * out[a];
        W[b][0] += product * T[bRow][0];
        W[bRow][0] += product * T[b][0];
      } else {
        addPair(panelsA, panel + a, height, out, a, height, kRow, k, T[bRow], T[b], W[bRow], W[b]);
      }
      a += kRow;
    }
  }

  /** W_ll += A_ll T C_ll + A_lX C_Xl. */
  private addOwn(
    node: number,
    b: number,
    k: number,
    C: Float64Array,
    CX: Float64Array,
    withX: boolean,
    W: Float64Array,
  ): void {
    const { A, T } = this.factor;
    const level = node - A.nodeStart[b];
    const diagonal = A.diagonalStart[b] + level * k * k;
    const height1 = A.r + 1;
    const border = A.borderStart[b] + level * k * height1;
    const Tb = T[b];
    for (let j = 0; j < k; j++) {
      for (let i = 0; i < k; i++) {
        let sum = 0;
        for (let d = 0; d < k; d++) {
          let tc = 0;
          for (let e = 0; e < k; e++) tc += Tb[e * k + d] * C[j * k + e];
          sum += A.diagonal[diagonal + d * k + i] * tc;
        }
        if (withX)
          for (let q = 0; q < A.r; q++) sum += A.border[border + i * height1 + q] * CX[j * height1 + q];
        W[j * k + i] += sum;
      }
    }
  }

  /** The root nodes' share of W, from the dense inverse S. */
  private addRoot(
    f: Float64Array,
    withX: boolean,
    W: readonly Float64Array[],
    onDiagonal?: (node: number, C: Float64Array) => void,
  ): void {
    const { factor, S, rowBase } = this;
    const { A, pattern, T, xRow } = factor;
    const { order, nSparse, scalarStart, nSparseScalars } = pattern;
    const height1 = A.r + 1;
    const kMax = A.blocks.reduce((max, { k }) => Math.max(max, k), 1);
    const C = new Float64Array(kMax * kMax);
    const CX = new Float64Array(kMax * height1);
    const inverse = (row: number, col: number): number =>
      row >= col ? f[S + rowBase[row] + 4 * col] : f[S + rowBase[col] + 4 * row];
    for (let at = nSparse; at < order.length; at++) {
      const node = order[at];
      const b = A.blockOf[node];
      const { k } = A.blocks[b];
      const row0 = scalarStart[at] - nSparseScalars;
      for (let j = 0; j < k; j++) {
        for (let i = 0; i < k; i++) C[j * k + i] = inverse(row0 + i, row0 + j);
        if (withX)
          for (let q = 0; q < A.r; q++) CX[j * height1 + q] = f[S + rowBase[xRow + q] + 4 * (row0 + j)];
      }
      this.addOwn(node, b, k, C, CX, withX, W[b]);
      onDiagonal?.(node, C.subarray(0, k * k));
    }
    const turnedValues = new Float64Array(kMax * kMax);
    const pair = new Float64Array(kMax * kMax);
    factor.forEachRootPair((high, low, value, turned) => {
      const bHigh = factor.blockAt(high);
      const bLow = factor.blockAt(low);
      const kHigh = A.blocks[bHigh].k;
      const kLow = A.blocks[bLow].k;
      const row0 = scalarStart[high] - nSparseScalars;
      const col0 = scalarStart[low] - nSparseScalars;
      if (kHigh === 1 && kLow === 1) {
        const product = A.values[value] * f[S + rowBase[row0] + 4 * col0];
        W[bHigh][0] += product * T[bLow][0];
        W[bLow][0] += product * T[bHigh][0];
        return;
      }
      for (let j = 0; j < kLow; j++) {
        for (let i = 0; i < kHigh; i++) {
          turnedValues[j * kHigh + i] = A.values[turned ? value + i * kLow + j : value + j * kHigh + i];
          pair[j * kHigh + i] = inverse(row0 + i, col0 + j);
        }
      }
      addPair(turnedValues, 0, kHigh, pair, 0, kHigh, kHigh, kLow, T[bHigh], T[bLow], W[bHigh], W[bLow]);
    });
  }
}

interface Work {
  readonly out: Float64Array;
  readonly outX: Float64Array;
  readonly C: Float64Array;
  /** k numbers of scratch. */
  readonly column: Float64Array;
}
