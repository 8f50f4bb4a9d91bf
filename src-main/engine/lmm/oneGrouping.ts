import type { CrossProducts } from './crossProducts.ts';
import { positivePart } from './smallMatrices.ts';

/**
 * The criterion of a model with one grouping factor, with gradient and average information by T: sums over levels that
 * do not touch each other, in one pass each and without a matrix object. Many small fits spend a fraction of the time
 * that the general `ProfiledCriterion` takes.
 *
 * Per level, with D = Z'Z, M = T'DT + I and [X y] the border,
 *
 *     K = Z'V^-1 Z = D - DT M^-1 T'D,   P = Z'V^-1 X,   Pi = sum_l { K - P (X'V^-1 X)^-1 P' - Z'e e'Z / s2 },
 *
 * half the derivative by Psi = T T' (without the term in P for ML), so that the gradient is 2 Pi T.
 */
export class OneGrouping {
  readonly A: CrossProducts;
  private readonly reml: boolean;
  private readonly nu: number;
  objective = Number.NaN;
  sigma2 = Number.NaN;
  /** Coefficients in the basis Q. */
  readonly beta: Float64Array;
  /** By free entry of T; at the last evaluation, once `differentiate` was called. */
  readonly gradient: Float64Array;
  /** m x m */
  readonly hessian: Float64Array;

  private T: Float64Array = new Float64Array(0);
  /** Per level, k x k: D T and the Cholesky factor of M. */
  private readonly DT: Float64Array;
  private readonly factor: Float64Array;
  /** Per level, as the border: for each of its k columns [X y]'Z T, solved by the factor. */
  private readonly solved: Float64Array;
  /** (r + 1) x (r + 1), lower, column-major: factor of what is left of [Q y]'[Q y]. */
  private readonly root: Float64Array;
  private readonly scratch: Record<'F' | 'P' | 'Ze' | 'u' | 'V' | 'K' | 'h' | 'Kh' | 'g' | 'c', Float64Array>;

  /** @param A with one block; its y row may change between evaluations */
  constructor(A: CrossProducts, reml: boolean) {
    const { r, n } = A;
    const [{ k, nLevels, free }] = A.blocks;
    const m = free.length;
    this.A = A;
    this.reml = reml;
    this.nu = reml ? n - r : n;
    this.beta = new Float64Array(r);
    this.gradient = new Float64Array(m);
    this.hessian = new Float64Array(m * m);
    this.DT = new Float64Array(nLevels * k * k);
    this.factor = new Float64Array(nLevels * k * k);
    this.solved = new Float64Array(nLevels * k * (r + 1));
    this.root = new Float64Array((r + 1) ** 2);
    this.scratch = {
      F: new Float64Array(k * (r + 1)),
      P: new Float64Array(k * (r + 1)),
      Ze: new Float64Array(k),
      u: new Float64Array(k),
      V: new Float64Array(k * k),
      K: new Float64Array(k * k),
      h: new Float64Array(k * m),
      Kh: new Float64Array(k),
      g: new Float64Array(r * m),
      c: new Float64Array(m),
    };
  }

  /** The criterion at T (k x k, column-major, lower triangular); false where it cannot be had in floating point. */
  evaluate(T: Float64Array): boolean {
    this.T = T;
    const { A, DT, factor: L, solved: S, root, nu } = this;
    const { r, diagonal: D, border } = A;
    const [{ k, nLevels }] = A.blocks;
    const height = r + 1;
    root.fill(0);
    let product = 1;
    let logDet = 0;
    for (let level = 0; level < nLevels; level++) {
      const d0 = level * k * k;
      const b0 = level * k * height;
      for (let j = 0; j < k; j++) {
        for (let i = 0; i < k; i++) {
          let sum = 0;
          for (let d = j; d < k; d++) sum += D[d0 + d * k + i] * T[j * k + d];
          DT[d0 + j * k + i] = sum;
        }
      }
      for (let j = 0; j < k; j++) {
        for (let i = j; i < k; i++) {
          let sum = i === j ? 1 : 0;
          for (let d = i; d < k; d++) sum += T[i * k + d] * DT[d0 + j * k + d];
          for (let d = 0; d < j; d++) sum -= L[d0 + d * k + i] * L[d0 + d * k + j];
          L[d0 + j * k + i] = i === j ? Math.sqrt(sum) : sum / L[d0 + j * k + j];
        }
        const pivot = L[d0 + j * k + j];
        if (!(pivot > 0)) return false;
        product *= pivot;
        if (product > 1e100) {
          logDet += Math.log(product);
          product = 1;
        }
        const s = b0 + j * height;
        for (let q = 0; q < height; q++) {
          let sum = 0;
          for (let i = j; i < k; i++) sum += border[b0 + i * height + q] * T[j * k + i];
          for (let d = 0; d < j; d++) sum -= L[d0 + d * k + j] * S[b0 + d * height + q];
          S[s + q] = sum / pivot;
        }
        for (let p = 0; p < height; p++) {
          const x = S[s + p];
          for (let q = p; q < height; q++) root[p * height + q] -= x * S[s + q];
        }
      }
    }
    logDet += Math.log(product);
    for (let q = 0; q < r; q++) root[q * height + q] += 1;
    root[r * height + r] += A.yy;
    let logDetX = 0;
    for (let j = 0; j < height; j++) {
      for (let d = 0; d < j; d++) {
        const x = root[d * height + j];
        for (let i = j; i < height; i++) root[j * height + i] -= x * root[d * height + i];
      }
      const pivot = root[j * height + j];
      if (!(pivot > 0)) return false;
      if (j === r) break;
      const size = Math.sqrt(pivot);
      logDetX += Math.log(size);
      root[j * height + j] = size;
      for (let i = j + 1; i < height; i++) root[j * height + i] /= size;
    }
    const r2 = root[r * height + r];
    this.sigma2 = r2 / nu;
    this.objective =
      2 * logDet + (this.reml ? 2 * logDetX : 0) + nu * (1 + Math.log((2 * Math.PI * r2) / nu));
    for (let q = r - 1; q >= 0; q--) {
      let value = root[q * height + r];
      for (let p = q + 1; p < r; p++) value -= root[q * height + p] * this.beta[p];
      this.beta[q] = value / root[q * height + q];
    }
    return true;
  }

  /** Fills `gradient` and `hessian` at the last evaluation. */
  differentiate(): void {
    const { A, T, DT, factor: L, solved: S, root, beta, sigma2, nu, reml, gradient, hessian } = this;
    const { F, P, Ze, u, V, K, h, Kh, g, c } = this.scratch;
    const { r, diagonal: D, border } = A;
    const [{ k, nLevels, free, parts }] = A.blocks;
    const m = free.length;
    const height = r + 1;
    const Pi = new Float64Array(k * k);
    hessian.fill(0);
    g.fill(0);
    c.fill(0);
    for (let level = 0; level < nLevels; level++) {
      const d0 = level * k * k;
      const b0 = level * k * height;
      // F = M^-1 T'Z'[X y], column by column of Z T; P = Z'V^-1 [X y]
      for (let i = k - 1; i >= 0; i--) {
        const pivot = L[d0 + i * k + i];
        for (let q = 0; q < height; q++) {
          let value = S[b0 + i * height + q];
          for (let d = i + 1; d < k; d++) value -= L[d0 + i * k + d] * F[d * height + q];
          F[i * height + q] = value / pivot;
        }
      }
      for (let i = 0; i < k; i++) {
        for (let q = 0; q < height; q++) {
          let value = border[b0 + i * height + q];
          for (let d = 0; d < k; d++) value -= DT[d0 + d * k + i] * F[d * height + q];
          P[i * height + q] = value;
        }
        let e = P[i * height + r];
        let b = F[i * height + r];
        for (let q = 0; q < r; q++) {
          e -= P[i * height + q] * beta[q];
          b -= F[i * height + q] * beta[q];
        }
        Ze[i] = e;
        u[i] = b;
        // P <- P L_X^-T
        for (let q = 0; q < r; q++) {
          let value = P[i * height + q];
          for (let p = 0; p < q; p++) value -= root[p * height + q] * P[i * height + p];
          P[i * height + q] = value / root[q * height + q];
        }
      }
      // V = L^-1 T'D, K = D - V'V
      for (let i = 0; i < k; i++) {
        for (let j = 0; j < k; j++) {
          let value = DT[d0 + i * k + j];
          for (let d = 0; d < i; d++) value -= L[d0 + d * k + i] * V[j * k + d];
          V[j * k + i] = value / L[d0 + i * k + i];
        }
      }
      for (let j = 0; j < k; j++) {
        for (let i = j; i < k; i++) {
          let value = D[d0 + j * k + i];
          for (let d = 0; d < k; d++) value -= V[j * k + d] * V[i * k + d];
          K[j * k + i] = value;
          K[i * k + j] = value;
          value -= (Ze[i] * Ze[j]) / sigma2;
          if (reml) for (let q = 0; q < r; q++) value -= P[i * height + q] * P[j * height + q];
          Pi[j * k + i] += value;
        }
      }
      // h_p = dT_p u + T dT_p' Z'e
      for (let p = 0; p < m; p++) {
        const { row, col } = free[p];
        for (let i = 0; i < k; i++) h[p * k + i] = i < col ? 0 : T[col * k + i] * Ze[row];
        h[p * k + row] += u[col];
        for (let i = 0; i < k; i++) {
          c[p] += h[p * k + i] * Ze[i];
          for (let q = 0; q < r; q++) g[p * r + q] += P[i * height + q] * h[p * k + i];
          let value = 0;
          for (let d = 0; d < k; d++) value += K[d * k + i] * h[p * k + d];
          Kh[i] = value;
        }
        for (let q = 0; q <= p; q++) {
          let value = 0;
          for (let i = 0; i < k; i++) value += h[q * k + i] * Kh[i];
          hessian[q * m + p] += value;
        }
      }
    }
    for (let j = 0; j < k; j++) for (let i = 0; i < j; i++) Pi[j * k + i] = Pi[i * k + j];
    for (let p = 0; p < m; p++) {
      const { row, col } = free[p];
      let slope = 0;
      for (let d = col; d < k; d++) slope += Pi[d * k + row] * T[col * k + d];
      gradient[p] = 2 * slope;
      for (let q = 0; q <= p; q++) {
        let value = hessian[q * m + p];
        for (let x = 0; x < r; x++) value -= g[p * r + x] * g[q * r + x];
        value = value / sigma2 - (c[p] * c[q]) / (sigma2 * sigma2 * nu);
        hessian[q * m + p] = value;
        hessian[p * m + q] = value;
      }
    }
    // The curvature of Psi = T T' where it is positive, as the general criterion adds it.
    for (const { offset, k: width } of parts) {
      const own = new Float64Array(width * width);
      for (let j = 0; j < width; j++) {
        for (let i = 0; i < width; i++) own[j * width + i] = Pi[(offset + j) * k + offset + i];
      }
      const positive = positivePart(own, width);
      for (let p = 0; p < m; p++) {
        for (let q = 0; q < m; q++) {
          if (free[p].col !== free[q].col || free[p].col < offset || free[p].col >= offset + width) continue;
          hessian[q * m + p] += 2 * positive[(free[q].row - offset) * width + free[p].row - offset];
        }
      }
    }
  }
}
