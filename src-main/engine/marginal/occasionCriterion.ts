import { DenseMatrix } from './curvature/denseMatrix.ts';
import { fixedParts } from './fixedParts.ts';
import type { MarginalCriterion, MarginalDerivatives } from './marginalCriterion.ts';
import { PairSpace } from './pairSpace.ts';
import { fillParts, PatternedCriterion } from './patternedCriterion.ts';
import { packedSize } from './patternProducts.ts';
import type { Pattern, PatternedRows } from './patterns.ts';
import { parametersOf } from './structures/covarianceStructure.ts';
import type { CovarianceStructure } from './structures/covarianceStructure.ts';

/**
 * The criterion for few common occasions without random effects. Derivatives are taken by the entries of the T x T
 * covariance matrix, where they cost next to nothing, and brought to the parameters by the chain rule: the same work for
 * every structure.
 */
export class OccasionCriterion extends PatternedCriterion implements MarginalCriterion {
  readonly count: number;
  private readonly pairs: PairSpace;
  /** Parameters that the entry of each pair depends on. */
  private readonly parameters: readonly (readonly number[])[];
  /** Room for the sums of the largest pattern. */
  private readonly sums: Float64Array;

  constructor(
    source: PatternedRows,
    structure: CovarianceStructure,
    nSets: number,
    T: number,
    reml: boolean,
  ) {
    super(source, structure, nSets, reml);
    this.count = structure.count * nSets;
    this.pairs = new PairSpace(T);
    const { first, second, size } = this.pairs;
    this.parameters = Array.from({ length: size }, (_, pair) =>
      parametersOf(structure, first[pair] === second[pair] ? [first[pair]] : [first[pair], second[pair]]),
    );
    const largest = source.patterns.reduce((size, { m }) => Math.max(size, m), 0);
    this.sums = new Float64Array(largest ** 2 * packedSize(source.width));
  }

  protected covariance({ m, parts }: Pattern, V: Float64Array): void {
    fillParts(parts, m, V, (group, a, b) => this.entries[group].value(a, b));
  }

  derivatives(): MarginalDerivatives {
    const { pairs, nSets, structure } = this;
    const R = this.source.width;
    const P = pairs.size;
    const r = R - 1;
    const solved = this.fixed();
    const { Psi, Phi, u } = solved;
    const size = packedSize(R);
    const form = packedForm(Psi, R);
    const sets = Array.from({ length: nSets }, () => ({
      score: new Float64Array(P),
      hessian: new Float64Array(P * P),
      expected: new Float64Array(P * P),
      sums: new Float64Array(P * size),
    }));
    this.products.forEach((products, at) => {
      const { pattern } = products;
      const [{ group, occasions }] = pattern.parts;
      const { m, starts } = pattern;
      const W = this.W[at];
      const n = starts.length;
      const own = sets[group];
      const T = this.sums;
      products.whitened(W, T);
      const observed = new Float64Array(m * m);
      for (let b = 0; b < m; b++) {
        for (let a = 0; a <= b; a++) {
          const block = (b * m + a) * size;
          const pair = pairs.of(occasions[a], occasions[b]);
          const sum = pair * size;
          let both = 0;
          const half = a === b ? 1 : 0.5;
          for (let i = 0; i < size; i++) {
            const value = T[block + i];
            both += value * form[i];
            own.sums[sum + i] += value;
          }
          both *= half;
          const w = W[b * m + a];
          own.score[pair] += n * w - both;
          observed[b * m + a] = observed[a * m + b] = 2 * both - n * w;
        }
      }
      addPairProducts(W, observed, 1, m, occasions, pairs, own.hessian);
      addPairProducts(W, W, n, m, occasions, pairs, own.expected);
    });

    const k = structure.count;
    const { count } = this;
    const gradient = new Float64Array(count);
    const hessian = new Float64Array(count * count);
    const expected = new Float64Array(count * count);
    const A: Float64Array[] = [];
    const c: Float64Array[] = [];
    const whole = new Float64Array(size);
    sets.forEach((own, set) => {
      const J = this.jacobian(set);
      const offset = set * k;
      chain(J, own.hessian, P, k, hessian, count, offset);
      chain(J, own.expected, P, k, expected, count, offset);
      const entry = this.entries[set];
      for (let i = 0; i < k; i++) {
        whole.fill(0);
        let slope = 0;
        for (let pair = 0; pair < P; pair++) {
          const d = J[i * P + pair];
          if (d === 0) continue;
          slope += own.score[pair] * d * multiplicity(pairs, pair);
          const block = pair * size;
          for (let q = 0; q < size; q++) whole[q] += d * own.sums[block + q];
        }
        gradient[offset + i] = slope;
        const Ai = unpackedLeading(whole, r);
        const ci = new Float64Array(r);
        for (let j = 0; j < r; j++) {
          for (let row = 0; row < r; row++) ci[row] += Ai[j * r + row] * u[j];
          ci[j] += whole[packedSize(r) + j];
        }
        A.push(Ai);
        c.push(ci);
      }
      for (let pair = 0; pair < P; pair++) {
        const score = own.score[pair] * multiplicity(pairs, pair);
        if (score === 0) continue;
        for (const i of this.parameters[pair]) {
          for (const j of this.parameters[pair]) {
            if (j > i) break;
            const value = score * entry.second(j, i, pairs.first[pair], pairs.second[pair]);
            hessian[(offset + i) * count + offset + j] += value;
            if (i !== j) hessian[(offset + j) * count + offset + i] += value;
          }
        }
      }
    });
    const observed = new DenseMatrix(count, hessian);
    observed.subtractProducts(fixedParts(A, c, Phi, this.reml));
    return { gradient, hessian: observed, expected: new DenseMatrix(count, expected), A };
  }

  /** dV_ab / dtheta_j for each pair a <= b: P x k. */
  private jacobian(set: number): Float64Array {
    const { pairs, structure } = this;
    const J = new Float64Array(pairs.size * structure.count);
    for (let pair = 0; pair < pairs.size; pair++) {
      for (const j of this.parameters[pair]) {
        J[j * pairs.size + pair] = this.entries[set].first(j, pairs.first[pair], pairs.second[pair]);
      }
    }
    return J;
  }

  adjustment(C: Float64Array): { Q: Float64Array; R: Float64Array } {
    const { pairs, structure, count } = this;
    const { width } = this.source;
    const P = pairs.size;
    const { T } = pairs;
    const k = structure.count;
    const size = packedSize(width);
    const Q = new Float64Array(size);
    const curved = new Float64Array(size);
    for (let set = 0; set < this.nSets; set++) {
      const own = new Float64Array(k * k);
      for (let j = 0; j < k; j++) {
        for (let i = 0; i < k; i++) own[j * k + i] = C[(set * k + j) * count + set * k + i];
      }
      // Covariance of the entries: Omega = J C J'.
      const Omega = entryCovariance(this.jacobian(set), own, P, k);
      const second = new Float64Array(T * T);
      for (let pair = 0; pair < P; pair++) {
        let sum = 0;
        for (const j of this.parameters[pair]) {
          for (const i of this.parameters[pair]) {
            if (i > j) break;
            const curvature = this.entries[set].second(i, j, pairs.first[pair], pairs.second[pair]);
            sum += (i === j ? 1 : 2) * own[j * k + i] * curvature;
          }
        }
        second[pairs.first[pair] * T + pairs.second[pair]] = sum;
        second[pairs.second[pair] * T + pairs.first[pair]] = sum;
      }
      this.products.forEach((products, at) => {
        const { pattern } = products;
        const [{ group, occasions }] = pattern.parts;
        if (group !== set) return;
        const { m } = pattern;
        const W = this.W[at];
        const { sums } = this;
        products.whitened(W, sums);
        for (let b = 0; b < m; b++) {
          for (let a = 0; a <= b; a++) {
            // sum_ij C_ij (dV_i W dV_j)_ab
            let bracket = 0;
            for (let c = 0; c < m; c++) {
              const left = pairs.of(occasions[a], occasions[c]);
              for (let d = 0; d < m; d++) {
                bracket += W[d * m + c] * Omega[left * P + pairs.of(occasions[d], occasions[b])];
              }
            }
            const block = (b * m + a) * size;
            const bend = second[occasions[a] * T + occasions[b]];
            for (let i = 0; i < size; i++) {
              Q[i] += bracket * sums[block + i];
              curved[i] += bend * sums[block + i];
            }
          }
        }
      });
    }
    return { Q: unpackedLeading(Q, width - 1), R: unpackedLeading(curved, width - 1) };
  }
}

/** How often an entry a <= b is in the matrix. */
function multiplicity({ first, second }: PairSpace, pair: number): number {
  return first[pair] === second[pair] ? 1 : 2;
}

/** Weights of a packed symmetric T that give the inner product of T and M. */
function packedForm(M: Float64Array, size: number): Float64Array {
  const form = new Float64Array(packedSize(size));
  let at = 0;
  for (let j = 0; j < size; j++)
    for (let i = 0; i <= j; i++) form[at++] = (i === j ? 1 : 2) * M[j * size + i];
  return form;
}

/** The leading r x r part of a packed symmetric matrix. */
function unpackedLeading(packed: Float64Array, r: number): Float64Array {
  const M = new Float64Array(r * r);
  let at = 0;
  for (let j = 0; j < r; j++) {
    for (let i = 0; i <= j; i++) {
      M[j * r + i] = packed[at];
      M[i * r + j] = packed[at++];
    }
  }
  return M;
}

/** Adds factor tr(S_p W S_q U) for all pairs p, q of the pattern's occasions, S_p the derivative of V by the entry p. */
function addPairProducts(
  W: Float64Array,
  U: Float64Array,
  factor: number,
  m: number,
  occasions: Int32Array,
  pairs: PairSpace,
  out: Float64Array,
): void {
  const P = pairs.size;
  for (let b = 0; b < m; b++) {
    for (let a = 0; a <= b; a++) {
      const p = pairs.of(occasions[a], occasions[b]);
      const halfP = a === b ? 0.5 : 1;
      for (let d = 0; d <= b; d++) {
        for (let c = 0; c <= d; c++) {
          if (d === b && c > a) break;
          const q = pairs.of(occasions[c], occasions[d]);
          const value =
            factor *
            halfP *
            (c === d ? 0.5 : 1) *
            (W[c * m + b] * U[a * m + d] +
              W[d * m + b] * U[a * m + c] +
              W[c * m + a] * U[b * m + d] +
              W[d * m + a] * U[b * m + c]);
          out[q * P + p] += value;
          if (p !== q) out[p * P + q] += value;
        }
      }
    }
  }
}

/** Adds J'H J to a k x k part of a count x count matrix. J: P x k. */
function chain(
  J: Float64Array,
  H: Float64Array,
  P: number,
  k: number,
  out: Float64Array,
  count: number,
  offset: number,
): void {
  const HJ = new Float64Array(P);
  for (let j = 0; j < k; j++) {
    HJ.fill(0);
    for (let q = 0; q < P; q++) {
      const factor = J[j * P + q];
      if (factor === 0) continue;
      for (let p = 0; p < P; p++) HJ[p] += H[q * P + p] * factor;
    }
    for (let i = 0; i <= j; i++) {
      let sum = 0;
      for (let p = 0; p < P; p++) sum += J[i * P + p] * HJ[p];
      out[(offset + j) * count + offset + i] += sum;
      if (i !== j) out[(offset + i) * count + offset + j] += sum;
    }
  }
}

/** J C J', P x P. */
function entryCovariance(J: Float64Array, C: Float64Array, P: number, k: number): Float64Array {
  const CJ = new Float64Array(k * P);
  for (let j = 0; j < k; j++) {
    for (let i = 0; i < k; i++) {
      const factor = C[j * k + i];
      if (factor !== 0) for (let p = 0; p < P; p++) CJ[j * P + p] += factor * J[i * P + p];
    }
  }
  const out = new Float64Array(P * P);
  for (let j = 0; j < k; j++) {
    for (let q = 0; q < P; q++) {
      const factor = J[j * P + q];
      if (factor !== 0) for (let p = 0; p < P; p++) out[q * P + p] += CJ[j * P + p] * factor;
    }
  }
  return out;
}
