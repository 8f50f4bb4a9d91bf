import { timesTranspose } from '../lmm/smallMatrices.ts';
import { dot } from '../numerics/vectors.ts';
import { DenseMatrix } from './curvature/denseMatrix.ts';
import type { SymmetricMatrix } from './curvature/symmetricMatrix.ts';
import { addProduct } from './denseSymmetric.ts';
import { fixedParts } from './fixedParts.ts';
import type { MarginalDerivatives } from './marginalCriterion.ts';
import { fillParts, PatternedCriterion } from './patternedCriterion.ts';
import { timesRows } from './patternProducts.ts';
import type { Pattern, PatternedRows, PatternTerm } from './patterns.ts';
import type { LevelProducts, RandomCriterion } from './randomCriterion.ts';
import { firstOfD, randomParameters } from './randomParameters.ts';
import type { RandomParameter } from './randomParameters.ts';
import { parametersOf } from './structures/covarianceStructure.ts';
import type { CovarianceStructure } from './structures/covarianceStructure.ts';

/**
 * The criterion for any design: the covariance matrix V = Z D Z' + R of each independent cluster of rows as a whole, and
 * its derivatives by each parameter. Random terms enter by the elements of T, D = T T', which may be zero.
 */
export class ClusterCriterion extends PatternedCriterion implements RandomCriterion {
  readonly count: number;
  readonly random: readonly RandomParameter[];
  /** T of each random term, k x k column-major, lower triangular. */
  private readonly T: readonly Float64Array[];
  private readonly emptyMatrix: (count: number) => SymmetricMatrix;

  /**
   * @param widths columns of each random term
   * @param emptyMatrix to sum up second derivatives in
   */
  constructor(
    source: PatternedRows,
    structure: CovarianceStructure,
    nSets: number,
    widths: readonly number[],
    reml: boolean,
    emptyMatrix: (count: number) => SymmetricMatrix = (count) => new DenseMatrix(count),
  ) {
    super(source, structure, nSets, reml);
    this.emptyMatrix = emptyMatrix;
    this.random = randomParameters(widths);
    this.count = structure.count * nSets + this.random.length;
    this.T = widths.map((k) => new Float64Array(k * k));
  }

  override objective(theta: Float64Array): number {
    this.random.forEach(({ term, row, col }, j) => {
      const k = Math.sqrt(this.T[term].length);
      this.T[term][col * k + row] = theta[this.structure.count * this.nSets + j];
    });
    return super.objective(theta);
  }

  randomCovariances(): Float64Array[] {
    return this.T.map((T) => timesTranspose(T, T, Math.sqrt(T.length)));
  }

  eachLevel(visit: (level: LevelProducts) => void): void {
    const { u } = this.fixed();
    const { width, rows, patterns } = this.source;
    patterns.forEach(({ m, terms, starts }, at) => {
      const W = this.W[at];
      for (const start of starts) {
        const e = new Float64Array(m);
        for (let a = 0; a < m; a++) {
          for (let j = 0; j < width; j++) e[a] += rows[(start + a) * width + j] * u[j];
        }
        const We = new Float64Array(m);
        timesRows(W, e, 0, m, 1, We);
        terms.forEach(({ codes, nLevels, Z, k }, term) => {
          const members = Array.from({ length: nLevels }, (): number[] => []);
          codes.forEach((code, a) => members[code].push(a));
          for (const own of members) {
            const residual = new Float64Array(k);
            const information = new Float64Array(k * k);
            for (const a of own) {
              for (let i = 0; i < k; i++) {
                residual[i] += Z[a * k + i] * We[a];
                for (const b of own) {
                  for (let j = 0; j < k; j++) {
                    information[j * k + i] += Z[a * k + i] * W[b * m + a] * Z[b * k + j];
                  }
                }
              }
            }
            visit({ term, row: start + own[0], residual, information });
          }
        });
      }
    });
  }

  protected covariance({ m, parts, terms }: Pattern, V: Float64Array): void {
    V.fill(0);
    fillParts(parts, m, V, (group, a, b) => this.entries[group].value(a, b));
    const D = this.randomCovariances();
    terms.forEach((term, t) => {
      addTerm(term, m, D[t], V);
    });
  }

  /** dV of the parameters that a pattern depends on. */
  private derivativesOf({ m, parts, terms }: Pattern): { readonly j: number; readonly S: Float64Array }[] {
    const { structure, nSets } = this;
    const list: { j: number; S: Float64Array }[] = [];
    for (const set of new Set(parts.map(({ group }) => group))) {
      const own = parts.filter(({ group }) => group === set).map(({ occasions }) => occasions);
      for (const j of parametersOf(structure, ...own)) {
        const S = new Float64Array(m * m);
        fillParts(parts, m, S, (group, a, b) => (group === set ? this.entries[set].first(j, a, b) : 0));
        // An occasion's own parameters concern few patterns.
        if (S.some((value) => value !== 0)) list.push({ j: set * structure.count + j, S });
      }
    }
    this.random.forEach((parameter, j) => {
      const { term } = parameter;
      const S = new Float64Array(m * m);
      addTerm(terms[term], m, firstOfD(this.T[term], parameter), S);
      list.push({ j: nSets * structure.count + j, S });
    });
    return list;
  }

  derivatives(): MarginalDerivatives {
    const { count, source } = this;
    const R = source.width;
    const r = R - 1;
    const { Psi, Phi, u } = this.fixed();
    const gradient = new Float64Array(count);
    const hessian = this.emptyMatrix(count);
    const expected = this.emptyMatrix(count);
    const A = Array.from({ length: count }, () => new Float64Array(r * r));
    const c = Array.from({ length: count }, () => new Float64Array(r));
    this.products.forEach((products, at) => {
      const { pattern } = products;
      const { m, sign, starts } = pattern;
      const W = this.W[at];
      const n = starts.length;
      const both = products.whitenedLeft(W).map((value) => value * Psi[R * R - 1]);
      const w = new Float64Array(m * R);
      const list = this.derivativesOf(pattern);
      const Sw = new Float64Array(m * R);
      for (let block = 0; block < products.nBlocks; block++) {
        products.whiten(W, block, w);
        addForms(w, Psi, m, R, both);
        for (const { j, S } of list) {
          timesRows(S, w, 0, m, R, Sw);
          addCross(w, Sw, m, R, u, sign, A[j], c[j]);
        }
      }
      const observedU = new Float64Array(m * m);
      const score = new Float64Array(m * m);
      for (let i = 0; i < m * m; i++) {
        observedU[i] = sign * (2 * both[i] - n * W[i]);
        score[i] = sign * (n * W[i] - both[i]);
      }
      const B = list.map(({ S }) => product(W, S, m));
      list.forEach(({ j, S }, q) => {
        gradient[j] += dot(score, S);
        const SO = product(S, observedU, m);
        for (let p = 0; p <= q; p++) {
          const i = list[p].j;
          hessian.add(i, j, dot(B[p], SO));
          expected.add(i, j, sign * n * innerTransposed(B[p], B[q], m));
        }
      });
      this.addCurvature(pattern, score, hessian);
    });
    hessian.subtractProducts(fixedParts(A, c, Phi, this.reml));
    return { gradient, hessian, expected, A };
  }

  /** Parameters of a set that move any entry of these occasions, ascending. */
  private activeParameters(group: number, occasions: Int32Array): number[] {
    const entry = this.entries[group];
    return parametersOf(this.structure, occasions).filter((j) =>
      occasions.some((b) => occasions.some((a) => a <= b && entry.first(j, a, b) !== 0)),
    );
  }

  /** Adds tr(M d2V_ij). */
  private addCurvature({ m, parts, terms }: Pattern, score: Float64Array, hessian: SymmetricMatrix): void {
    const { structure, nSets } = this;
    for (const { from, group, occasions } of parts) {
      const offset = group * structure.count;
      const entry = this.entries[group];
      const active = this.activeParameters(group, occasions);
      for (const j of active) {
        for (const i of active) {
          if (i > j) break;
          let sum = 0;
          occasions.forEach((b, atB) => {
            for (let atA = 0; atA <= atB; atA++) {
              const weight = (atA === atB ? 1 : 2) * score[(from + atB) * m + from + atA];
              sum += weight * entry.second(i, j, occasions[atA], b);
            }
          });
          hessian.add(offset + i, offset + j, sum);
        }
      }
    }
    const offset = nSets * structure.count;
    terms.forEach((term, t) => {
      // d2D = E_ac + E_ca for T_(a, q) and T_(c, q): twice the sum of z_a z_c over the score.
      const form = termForm(term, m, score);
      this.random.forEach((first, i) => {
        this.random.forEach((second, j) => {
          if (j < i || first.term !== t || second.term !== t || first.col !== second.col) return;
          hessian.add(offset + i, offset + j, 2 * form[second.row * term.k + first.row]);
        });
      });
    });
  }

  adjustment(C: Float64Array): { Q: Float64Array; R: Float64Array } {
    const { count, source, structure } = this;
    const width = source.width;
    const r = width - 1;
    const Q = new Float64Array(r * r);
    const curved = new Float64Array(r * r);
    const unused = new Float64Array(r);
    const zero = new Float64Array(width);
    this.products.forEach((products, at) => {
      const { pattern } = products;
      const { m, parts } = pattern;
      const W = this.W[at];
      const list = this.derivativesOf(pattern);
      const bend = new Float64Array(m * m);
      fillParts(parts, m, bend, (group, a, b) => {
        let sum = 0;
        const offset = group * structure.count;
        for (let j = 0; j < structure.count; j++) {
          for (let i = 0; i < structure.count; i++) {
            const curvature = this.entries[group].second(i, j, a, b);
            if (curvature !== 0) sum += C[(offset + j) * count + offset + i] * curvature;
          }
        }
        return sum;
      });
      // Cov(b) itself is the parameter of a random term, in which V is linear (SAS, pbkrtest): no second derivative.
      const weighted = list.map(({ j }) => list.map((other) => C[j * count + other.j]));
      const w = new Float64Array(m * width);
      const Bw = new Float64Array(m * width);
      // Large clusters: no product of two matrices of their size.
      const bracket = products.nBlocks * width < m ? null : weightedProducts(list, W, weighted, m);
      for (let block = 0; block < products.nBlocks; block++) {
        products.whiten(W, block, w);
        if (bracket === null) addWeightedForms(list, W, weighted, w, m, width, Q);
        else {
          timesRows(bracket, w, 0, m, width, Bw);
          addCross(w, Bw, m, width, zero, 1, Q, unused);
        }
        timesRows(bend, w, 0, m, width, Bw);
        addCross(w, Bw, m, width, zero, 1, curved, unused);
      }
    });
    return { Q, R: curved };
  }
}

/** Adds Z D Z' of the rows of the same level. */
function addTerm({ codes, Z, k }: PatternTerm, m: number, D: Float64Array, V: Float64Array): void {
  const zD = new Float64Array(k);
  for (let b = 0; b < m; b++) {
    for (let j = 0; j < k; j++) {
      zD[j] = 0;
      for (let i = 0; i < k; i++) zD[j] += Z[b * k + i] * D[j * k + i];
    }
    for (let a = 0; a <= b; a++) {
      if (codes[a] !== codes[b]) continue;
      let sum = 0;
      for (let j = 0; j < k; j++) sum += zD[j] * Z[a * k + j];
      V[b * m + a] += sum;
      if (a !== b) V[a * m + b] += sum;
    }
  }
}

/** sum over rows a, b of the same level of M_ab z_a z_b', k x k. */
function termForm({ codes, Z, k }: PatternTerm, m: number, M: Float64Array): Float64Array {
  const form = new Float64Array(k * k);
  for (let b = 0; b < m; b++) {
    for (let a = 0; a < m; a++) {
      if (codes[a] !== codes[b]) continue;
      const weight = M[b * m + a];
      for (let j = 0; j < k; j++) {
        for (let i = 0; i < k; i++) form[j * k + i] += weight * Z[a * k + i] * Z[b * k + j];
      }
    }
  }
  return form;
}

type Derivatives = readonly { readonly S: Float64Array }[];

/** sum_ij C_ij S_i W S_j, m x m. */
function weightedProducts(
  list: Derivatives,
  W: Float64Array,
  C: readonly (readonly number[])[],
  m: number,
): Float64Array {
  const out = new Float64Array(m * m);
  list.forEach(({ S }, j) => {
    const weighted = new Float64Array(m * m);
    list.forEach((other, i) => {
      const factor = C[j][i];
      if (factor !== 0) for (let at = 0; at < m * m; at++) weighted[at] += factor * other.S[at];
    });
    addProduct(product(S, W, m), weighted, out, m);
  });
  return out;
}

/** Adds sum_ij C_ij (S_i w)'W (S_j w) of the fixed effects' columns of w (m x R) to Q, r x r. */
function addWeightedForms(
  list: Derivatives,
  W: Float64Array,
  C: readonly (readonly number[])[],
  w: Float64Array,
  m: number,
  R: number,
  Q: Float64Array,
): void {
  const r = R - 1;
  const Sw = list.map(({ S }) => {
    const out = new Float64Array(m * R);
    timesRows(S, w, 0, m, R, out);
    return out;
  });
  const WSw = new Float64Array(m * R);
  Sw.forEach((own, j) => {
    timesRows(W, own, 0, m, R, WSw);
    Sw.forEach((other, i) => {
      const factor = C[j][i];
      if (factor === 0) return;
      for (let a = 0; a < m; a++) {
        for (let q = 0; q < r; q++) {
          const value = factor * WSw[a * R + q];
          for (let p = 0; p < r; p++) Q[q * r + p] += other[a * R + p] * value;
        }
      }
    });
  });
}

function product(A: Float64Array, B: Float64Array, m: number): Float64Array {
  const C = new Float64Array(m * m);
  addProduct(A, B, C, m);
  return C;
}

/** tr(A B) */
function innerTransposed(A: Float64Array, B: Float64Array, m: number): number {
  let sum = 0;
  for (let j = 0; j < m; j++) for (let i = 0; i < m; i++) sum += A[j * m + i] * B[i * m + j];
  return sum;
}

/** Adds w_a'Psi w_b. */
function addForms(w: Float64Array, Psi: Float64Array, m: number, R: number, out: Float64Array): void {
  const wPsi = new Float64Array(R);
  for (let b = 0; b < m; b++) {
    wPsi.fill(0);
    for (let i = 0; i < R; i++) {
      const factor = w[b * R + i];
      if (factor !== 0) for (let j = 0; j < R; j++) wPsi[j] += factor * Psi[i * R + j];
    }
    for (let a = 0; a <= b; a++) {
      let sum = 0;
      for (let j = 0; j < R; j++) sum += wPsi[j] * w[a * R + j];
      out[b * m + a] += sum;
      if (a !== b) out[a * m + b] += sum;
    }
  }
}

/** Adds sign w'(S w): the part of the fixed effects to A (r x r), that part times u to c (r). */
function addCross(
  w: Float64Array,
  Sw: Float64Array,
  m: number,
  R: number,
  u: Float64Array,
  sign: number,
  A: Float64Array,
  c: Float64Array,
): void {
  const r = R - 1;
  for (let a = 0; a < m; a++) {
    let residual = 0;
    for (let j = 0; j < R; j++) residual += Sw[a * R + j] * u[j];
    for (let i = 0; i < r; i++) {
      const factor = sign * w[a * R + i];
      if (factor === 0) continue;
      for (let j = 0; j < r; j++) A[j * r + i] += factor * Sw[a * R + j];
      c[i] += factor * residual;
    }
  }
}
