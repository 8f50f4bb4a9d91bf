import type { Workspace } from '../numerics/kernels/index.ts';
import { packedIndex, packedLength } from '../numerics/kernels/index.ts';
import type { CrossProducts } from './crossProducts.ts';
import type { FactorPattern } from './factorPattern.ts';
import { scaleBlock, scaleStrided, solveColumns } from './blockOperations.ts';
import { factorLeading } from './leadingPanels.ts';
import { placeValues } from './placeValues.ts';
import type { RootPairs } from './placeValues.ts';
import { rootIncidence } from './rootIncidence.ts';
import type { RootIncidence } from './rootIncidence.ts';

/**
 * The Cholesky factor L of
 *
 *     Omega(T) = [ T'Z'ZT + I   .    .   ]
 *                [ Q'ZT         I    .   ]
 *                [ y'ZT         0   y'y  ]
 *
 * in the layout of a FactorPattern: left-looking sparse panels, whose rank updates to the dense root are
 * scattered into it, and the root factored by the dense kernels. Blocks are ordered as in CrossProducts.
 */
export class BlockedFactor {
  readonly A: CrossProducts;
  readonly pattern: FactorPattern;
  readonly workspace: Workspace;
  /** Root layout: Z columns, X columns, y, each padded to whole panels of 4. */
  readonly xRow: number;
  readonly yRow: number;
  /** Offset of the packed root in the workspace. */
  readonly root: number;
  /** Sparse values of A and of L, in the pattern's layout. */
  readonly panelsA: Float64Array;
  readonly panels: Float64Array;
  readonly diagonals: Float64Array;
  readonly borders: Float64Array;
  /** T of the last factorisation, one k x k (column-major) per block. */
  T: readonly Float64Array[] = [];
  logDetZ = Number.NaN;
  logDetX = Number.NaN;
  /** Residual sum of squares y'V^-1 y at the GLS estimate, in units of sigma^2 = 1. */
  r2 = Number.NaN;

  readonly incidence: RootIncidence;
  private readonly rootPairs: RootPairs;
  private readonly rowBase: Int32Array;
  private readonly rootVector: number;
  private readonly scratch: Float64Array;
  private readonly links: { head: Int32Array; next: Int32Array; cursor: Int32Array; place: Int32Array };
  private readonly allScalar: boolean;

  constructor(A: CrossProducts, pattern: FactorPattern, workspace: Workspace) {
    this.A = A;
    this.pattern = pattern;
    this.workspace = workspace;
    const { rootColumns, nSparse, panelStart, diagonalStart, borderStart } = pattern;
    this.xRow = padded(rootColumns);
    this.yRow = this.xRow + padded(A.r);
    const size = this.yRow + 4;
    this.root = workspace.alloc(packedLength(size / 4));
    this.rootVector = workspace.alloc(size);
    this.rowBase = new Int32Array(size);
    for (let row = 0; row < size; row++) this.rowBase[row] = packedIndex(row, 0);
    this.panels = new Float64Array(panelStart[nSparse]);
    this.diagonals = new Float64Array(diagonalStart[nSparse]);
    this.borders = new Float64Array(borderStart[nSparse]);
    this.incidence = rootIncidence(pattern);
    const kMax = A.blocks.reduce((max, { k }) => Math.max(max, k), 1);
    this.scratch = new Float64Array(kMax * kMax);
    this.allScalar = kMax === 1;
    const placed = placeValues(A, pattern);
    this.panelsA = placed.panels;
    this.rootPairs = placed.rootPairs;
    this.links = {
      head: new Int32Array(nSparse),
      next: new Int32Array(nSparse),
      cursor: new Int32Array(nSparse),
      place: new Int32Array(pattern.positionOfScalar.length),
    };
  }

  get rootPanels(): number {
    return (this.yRow + 4) / 4;
  }

  /** Columns of the node at a position. */
  width(position: number): number {
    return this.pattern.scalarStart[position + 1] - this.pattern.scalarStart[position];
  }

  blockAt(position: number): number {
    return this.A.blockOf[this.pattern.order[position]];
  }

  /** Visits every pair of A with both nodes in the root (high position after low). */
  forEachRootPair(visit: (high: number, low: number, value: number, turned: boolean) => void): void {
    const { high, low, value, turned } = this.rootPairs;
    for (let t = 0; t < high.length; t++) visit(high[t], low[t], value[t], turned[t] === 1);
  }

  /**
   * Factors Omega(T).
   * @param T one k x k matrix per block, column-major
   * @returns false if Omega is not positive definite in floating point (T too extreme)
   */
  factor(T: readonly Float64Array[]): boolean {
    this.T = T;
    const f = this.workspace.f64();
    const { nSparse, rootColumns } = this.pattern;
    f.fill(0, this.root, this.root + packedLength(this.rootPanels));
    this.fillRoot(f);
    const logSparse = this.factorPanels();
    if (Number.isNaN(logSparse)) return false;
    this.updateRoot(f);
    this.updateBorder(f);
    if (this.workspace.kernels.cholesky(this.root, this.rootPanels) !== 0) return false;
    const g = this.workspace.f64();
    const diagonal = (row: number): number => g[this.root + this.rowBase[row] + 4 * row];
    let logRoot = 0;
    for (let row = 0; row < rootColumns; row++) logRoot += Math.log(diagonal(row));
    let logX = 0;
    for (let q = 0; q < this.A.r; q++) logX += Math.log(diagonal(this.xRow + q));
    this.logDetZ = 2 * ((nSparse > 0 ? logSparse : 0) + logRoot);
    this.logDetX = 2 * logX;
    this.r2 = diagonal(this.yRow) ** 2;
    return Number.isFinite(this.logDetZ) && this.r2 > 0;
  }

  /** The GLS solution: beta in the basis Q, and u for every scalar column of Z (in elimination order). */
  solution(): { beta: Float64Array; u: Float64Array } {
    const { A, pattern, root, rootVector, xRow, yRow, workspace } = this;
    const f = workspace.f64();
    const u = new Float64Array(pattern.positionOfScalar.length);
    const base = root + this.rowBase[yRow];
    for (let col = 0; col < yRow; col++) f[rootVector + col] = f[base + 4 * col];
    workspace.kernels.backSolve(root, yRow / 4, rootVector);
    const beta = f.slice(rootVector + xRow, rootVector + xRow + A.r);
    for (let c = 0; c < pattern.rootColumns; c++) u[pattern.nSparseScalars + c] = f[rootVector + c];
    for (let at = 0; at < pattern.nSparse; at++) {
      const first = pattern.scalarStart[at];
      const k = this.width(at);
      for (let c = 0; c < k; c++) {
        const border = pattern.borderStart[at] + c * (A.r + 1);
        let value = this.borders[border + A.r];
        for (let q = 0; q < A.r; q++) value -= this.borders[border + q] * beta[q];
        u[first + c] = value;
      }
    }
    this.backSolvePanels(u);
    return { beta, u };
  }

  /** z <- L_ZZ^-T z, over all Z columns. */
  backSolveZ(z: Float64Array): void {
    const { pattern, rootVector, workspace, xRow } = this;
    const f = workspace.f64();
    f.fill(0, rootVector, rootVector + xRow);
    for (let c = 0; c < pattern.rootColumns; c++) f[rootVector + c] = z[pattern.nSparseScalars + c];
    workspace.kernels.backSolve(this.root, xRow / 4, rootVector);
    for (let c = 0; c < pattern.rootColumns; c++) z[pattern.nSparseScalars + c] = f[rootVector + c];
    this.backSolvePanels(z);
  }

  /** Row q of L_XZ = (L_ZZ^-1 T'Z'Q)' over all Z columns. */
  fixedRow(q: number): Float64Array {
    const { A, pattern } = this;
    const f = this.workspace.f64();
    const row = new Float64Array(pattern.positionOfScalar.length);
    for (let s = 0; s < pattern.nSparseScalars; s++) row[s] = this.borders[s * (A.r + 1) + q];
    const base = this.root + this.rowBase[this.xRow + q];
    for (let c = 0; c < pattern.rootColumns; c++) row[pattern.nSparseScalars + c] = f[base + 4 * c];
    return row;
  }

  /** L_XX, r x r lower triangular, column-major: Q'V^-1 Q = L_XX L_XX' (sigma^2 = 1). */
  fixedFactor(): Float64Array {
    const { r } = this.A;
    const f = this.workspace.f64();
    const L = new Float64Array(r * r);
    for (let i = 0; i < r; i++) {
      const base = this.root + this.rowBase[this.xRow + i] + 4 * this.xRow;
      for (let j = 0; j <= i; j++) L[j * r + i] = f[base + 4 * j];
    }
    return L;
  }

  /**
   * [z; x] <- L^-1 [z; x] over Z and X, for m vectors interleaved (element s of vector p at s * m + p).
   * @param from position to begin at, where the columns before are solved already
   */
  forwardSolve(z: Float64Array, x: Float64Array, m: number, from = 0): void {
    const { A, pattern, rootVector, workspace, xRow, yRow, panels, diagonals, borders } = this;
    const { rows, rowStart, panelStart, scalarStart, nSparseScalars } = pattern;
    for (let at = from; at < pattern.nSparse; at++) {
      const first = scalarStart[at];
      const k = scalarStart[at + 1] - first;
      const start = rowStart[at];
      const height = rowStart[at + 1] - start;
      const D = pattern.diagonalStart[at];
      for (let c = 0; c < k; c++) {
        const own = (first + c) * m;
        for (let d = 0; d < c; d++) {
          const value = diagonals[D + d * k + c];
          for (let p = 0; p < m; p++) z[own + p] -= value * z[(first + d) * m + p];
        }
        const pivot = diagonals[D + c * k + c];
        for (let p = 0; p < m; p++) z[own + p] /= pivot;
        const panel = panelStart[at] + c * height;
        for (let a = 0; a < height; a++) {
          const value = panels[panel + a];
          const row = rows[start + a] * m;
          for (let p = 0; p < m; p++) z[row + p] -= value * z[own + p];
        }
        const border = pattern.borderStart[at] + c * (A.r + 1);
        for (let q = 0; q < A.r; q++) {
          const value = borders[border + q];
          for (let p = 0; p < m; p++) x[q * m + p] -= value * z[own + p];
        }
      }
    }
    const f = workspace.f64();
    for (let p = 0; p < m; p++) {
      f.fill(0, rootVector, rootVector + yRow);
      for (let c = 0; c < pattern.rootColumns; c++) f[rootVector + c] = z[(nSparseScalars + c) * m + p];
      for (let q = 0; q < A.r; q++) f[rootVector + xRow + q] = x[q * m + p];
      workspace.kernels.forwardSolve(this.root, yRow / 4, rootVector);
      for (let c = 0; c < pattern.rootColumns; c++) z[(nSparseScalars + c) * m + p] = f[rootVector + c];
      for (let q = 0; q < A.r; q++) x[q * m + p] = f[rootVector + xRow + q];
    }
  }

  private backSolvePanels(z: Float64Array): void {
    const { pattern, panels, diagonals } = this;
    const { rows, rowStart, panelStart, scalarStart } = pattern;
    for (let at = pattern.nSparse - 1; at >= 0; at--) {
      const first = scalarStart[at];
      const k = this.width(at);
      const start = rowStart[at];
      const height = rowStart[at + 1] - start;
      const D = pattern.diagonalStart[at];
      for (let c = k - 1; c >= 0; c--) {
        const panel = panelStart[at] + c * height;
        let value = z[first + c];
        for (let a = 0; a < height; a++) value -= panels[panel + a] * z[rows[start + a]];
        for (let d = c + 1; d < k; d++) value -= diagonals[D + c * k + d] * z[first + d];
        z[first + c] = value / diagonals[D + c * k + c];
      }
    }
  }

  /** The root's share of Omega, before the sparse panels' updates. */
  private fillRoot(f: Float64Array): void {
    const { A, pattern, T, root, rowBase, xRow, yRow, scratch } = this;
    const { scalarStart, order, nSparse, nSparseScalars, rootColumns } = pattern;
    const { high, low, value, turned } = this.rootPairs;
    for (let t = 0; t < high.length; t++) {
      const bHigh = this.blockAt(high[t]);
      const bLow = this.blockAt(low[t]);
      const kHigh = A.blocks[bHigh].k;
      const kLow = A.blocks[bLow].k;
      const row0 = scalarStart[high[t]] - nSparseScalars;
      const col0 = scalarStart[low[t]] - nSparseScalars;
      if (kHigh === 1 && kLow === 1) {
        f[root + rowBase[row0] + 4 * col0] = A.values[value[t]] * T[bHigh][0] * T[bLow][0];
        continue;
      }
      if (turned[t] === 1) scaleBlock(A.values, value[t], kLow, kHigh, T[bLow], T[bHigh], scratch, 0, kLow);
      else scaleBlock(A.values, value[t], kHigh, kLow, T[bHigh], T[bLow], scratch, 0, kHigh);
      for (let i = 0; i < kHigh; i++) {
        for (let j = 0; j < kLow; j++) {
          const from = turned[t] === 1 ? i * kLow + j : j * kHigh + i;
          f[root + rowBase[row0 + i] + 4 * (col0 + j)] = scratch[from];
        }
      }
    }
    for (let at = nSparse; at < order.length; at++) {
      const node = order[at];
      const b = A.blockOf[node];
      const k = A.blocks[b].k;
      const level = node - A.nodeStart[b];
      const row0 = scalarStart[at] - nSparseScalars;
      scaleBlock(A.diagonal, A.diagonalStart[b] + level * k * k, k, k, T[b], T[b], scratch, 0, k);
      for (let i = 0; i < k; i++) {
        for (let j = 0; j <= i; j++) {
          f[root + rowBase[row0 + i] + 4 * (row0 + j)] = scratch[j * k + i] + (i === j ? 1 : 0);
        }
      }
      const border = A.borderStart[b] + level * k * (A.r + 1);
      for (let j = 0; j < k; j++) {
        for (let q = 0; q <= A.r; q++) {
          let sum = 0;
          for (let i = 0; i < k; i++) sum += A.border[border + i * (A.r + 1) + q] * T[b][j * k + i];
          f[root + rowBase[q < A.r ? xRow + q : yRow] + 4 * (row0 + j)] = sum;
        }
      }
    }
    const one = (row: number): void => {
      f[root + rowBase[row] + 4 * row] = 1;
    };
    for (let row = rootColumns; row < xRow; row++) one(row);
    for (let row = xRow; row < yRow; row++) one(row);
    f[root + rowBase[yRow] + 4 * yRow] = A.yy;
    for (let row = yRow + 1; row < yRow + 4; row++) one(row);
  }

  /** Factors the sparse panels one by one. Returns the sum of log diagonals, or NaN. */
  private factorPanels(): number {
    const { A, pattern, panels, diagonals, borders, links } = this;
    const { nSparse, nLeading, rowStart, panelStart } = pattern;
    links.head.fill(-1);
    const height1 = A.r + 1;
    let logSum = factorLeading(this);
    for (let at = 0; at < nLeading; at++) this.linkToParent(at);
    for (let at = nLeading; at < nSparse; at++) {
      this.scalePanel(at);
      this.updatePanel(at);
      const k = this.width(at);
      const D = pattern.diagonalStart[at];
      for (let c = 0; c < k; c++) {
        for (let d = 0; d < c; d++) {
          const x = diagonals[D + d * k + c];
          for (let i = c; i < k; i++) diagonals[D + c * k + i] -= x * diagonals[D + d * k + i];
        }
        const pivot = diagonals[D + c * k + c];
        if (!(pivot > 0)) return Number.NaN;
        const root = Math.sqrt(pivot);
        logSum += Math.log(root);
        diagonals[D + c * k + c] = root;
        for (let i = c + 1; i < k; i++) diagonals[D + c * k + i] /= root;
        for (let i = 0; i < c; i++) diagonals[D + c * k + i] = 0;
      }
      const height = rowStart[at + 1] - rowStart[at];
      solveColumns(panels, panelStart[at], height, diagonals, D, k);
      solveColumns(borders, pattern.borderStart[at], height1, diagonals, D, k);
      this.linkToParent(at);
    }
    return logSum;
  }

  /** Where the panel reaches another sparse one, it waits in that one's list. */
  private linkToParent(at: number): void {
    const { incidence, pattern, links } = this;
    if (incidence.first[at] === 0) return;
    const parent = pattern.positionOfScalar[pattern.rows[pattern.rowStart[at]]];
    links.cursor[at] = 0;
    links.next[at] = links.head[parent];
    links.head[parent] = at;
  }

  /** Panel, diagonal and border of a node: the values of A scaled by T. */
  private scalePanel(at: number): void {
    const { A, pattern, T, panels, panelsA, diagonals, borders, scratch } = this;
    const { rowStart, rows, panelStart, blockOfScalar } = pattern;
    const node = pattern.order[at];
    const b = A.blockOf[node];
    const { k } = A.blocks[b];
    const level = node - A.nodeStart[b];
    const Tb = T[b];
    const start = rowStart[at];
    const height = rowStart[at + 1] - start;
    const panel = panelStart[at];
    if (this.allScalar) {
      const theta = Tb[0];
      for (let a = 0; a < height; a++) {
        panels[panel + a] = panelsA[panel + a] * T[blockOfScalar[rows[start + a]]][0] * theta;
      }
    } else {
      for (let a = 0; a < height;) {
        const bRow = blockOfScalar[rows[start + a]];
        const kRow = A.blocks[bRow].k;
        scaleStrided(panelsA, panel + a, height, kRow, k, T[bRow], Tb, panels, scratch);
        a += kRow;
      }
    }
    const D = pattern.diagonalStart[at];
    scaleBlock(A.diagonal, A.diagonalStart[b] + level * k * k, k, k, Tb, Tb, diagonals, D, k);
    for (let c = 0; c < k; c++) diagonals[D + c * k + c] += 1;
    const height1 = A.r + 1;
    const from = A.borderStart[b] + level * k * height1;
    const to = pattern.borderStart[at];
    for (let c = 0; c < k; c++) {
      for (let q = 0; q < height1; q++) {
        let sum = 0;
        for (let i = c; i < k; i++) sum += A.border[from + i * height1 + q] * Tb[c * k + i];
        borders[to + c * height1 + q] = sum;
      }
    }
  }

  /** Left-looking: subtracts from a panel what the earlier panels that reach it contribute. */
  private updatePanel(at: number): void {
    const { A, pattern, panels, diagonals, borders, links } = this;
    const { rowStart, rows, panelStart, scalarStart, nSparseScalars, positionOfScalar } = pattern;
    const { head, next, cursor, place } = links;
    const k = this.width(at);
    const start = rowStart[at];
    const height = rowStart[at + 1] - start;
    const panel = panelStart[at];
    const D = pattern.diagonalStart[at];
    const border = pattern.borderStart[at];
    const height1 = A.r + 1;
    for (let a = 0; a < height; a++) place[rows[start + a]] = a;
    let child = head[at];
    while (child >= 0) {
      const following = next[child];
      const childStart = rowStart[child];
      const childHeight = rowStart[child + 1] - childStart;
      const childWidth = scalarStart[child + 1] - scalarStart[child];
      const a0 = cursor[child];
      for (let d = 0; d < childWidth; d++) {
        const column = panelStart[child] + d * childHeight;
        const childBorder = pattern.borderStart[child] + d * height1;
        for (let c = 0; c < k; c++) {
          const x = panels[column + a0 + c];
          if (x === 0) continue;
          for (let i = c; i < k; i++) diagonals[D + c * k + i] -= x * panels[column + a0 + i];
          const target = panel + c * height;
          for (let a = a0 + k; a < childHeight; a++) {
            panels[target + place[rows[childStart + a]]] -= x * panels[column + a];
          }
          for (let q = 0; q < height1; q++) borders[border + c * height1 + q] -= x * borders[childBorder + q];
        }
      }
      cursor[child] = a0 + k;
      if (a0 + k < childHeight && rows[childStart + a0 + k] < nSparseScalars) {
        const parent = positionOfScalar[rows[childStart + a0 + k]];
        next[child] = head[parent];
        head[parent] = child;
      }
      child = following;
    }
  }

  /** Subtracts the outer products of the factored panels' root rows (with each other, X and y) from the root. */
  private updateRoot(f: Float64Array): void {
    const { A, pattern, panels, borders, root, rowBase, xRow, yRow, incidence } = this;
    const { start, position, offset, column, first } = incidence;
    const { rowStart, panelStart, borderStart, scalarStart } = pattern;
    const height1 = A.r + 1;
    const border = new Float64Array(height1);
    for (let row = 0; row < pattern.rootColumns; row++) {
      const base = root + rowBase[row];
      border.fill(0);
      for (let t = start[row]; t < start[row + 1]; t++) {
        const at = position[t];
        const a = offset[t];
        const r0 = rowStart[at];
        const height = rowStart[at + 1] - r0;
        const b0 = first[at];
        const columns = scalarStart[at + 1] - scalarStart[at];
        for (let c = 0; c < columns; c++) {
          const v = panelStart[at] + c * height;
          const x = panels[v + a];
          for (let b = b0; b <= a; b++) f[base + column[r0 + b]] -= x * panels[v + b];
          const w = borderStart[at] + c * height1;
          for (let q = 0; q < height1; q++) border[q] += x * borders[w + q];
        }
      }
      for (let q = 0; q < height1; q++) f[root + rowBase[q < A.r ? xRow + q : yRow] + 4 * row] -= border[q];
    }
  }

  /** Subtracts the cross-products of the panels' X and y rows from the root. */
  private updateBorder(f: Float64Array): void {
    const { A, borders, root, rowBase, xRow, yRow } = this;
    const height1 = A.r + 1;
    const gram = new Float64Array(height1 * height1);
    for (let border = 0; border < borders.length; border += height1) {
      for (let q = 0; q < height1; q++) {
        const x = borders[border + q];
        for (let p = 0; p <= q; p++) gram[q * height1 + p] += x * borders[border + p];
      }
    }
    for (let q = 0; q < height1; q++) {
      const base = root + rowBase[q < A.r ? xRow + q : yRow];
      for (let p = 0; p <= q; p++) f[base + 4 * (p < A.r ? xRow + p : yRow)] -= gram[q * height1 + p];
    }
  }
}

function padded(columns: number): number {
  return (columns + 3) & ~3;
}
