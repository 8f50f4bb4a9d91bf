import type { FixedDesign } from '../frame/modelFrame.ts';
import { limitedPivotQr, type QrResult } from '../numerics/qr.ts';
import { solveUpper } from '../numerics/triangular.ts';
import { coordinateRow, type KeptColumns } from './keptColumns.ts';

/** Relative size below which an entry of an estimable function is rounding error. */
const zeroTolerance = 1e-8;

/**
 * Type III hypotheses. Every estimable function of the over-parameterised design Xo is a combination of the rows of
 * M = X^+ Xo (p x P). The columns of M' that belong to a term are made orthogonal to those of the terms that contain
 * it, terms of high order first; of the P functions the p are read off whose parameters are the kept columns of X.
 *
 * @param containing per term: the terms that contain it.
 */
export function typeThreeRows(
  design: FixedDesign,
  qr: QrResult,
  kept: KeptColumns,
  containing: readonly (readonly number[])[],
  weights: Float64Array | null,
): Float64Array[][] {
  const p = qr.rank;
  if (containing.every((outer) => outer.length === 0)) {
    return kept.ofTerm.map((own) => own.map((i) => coordinateRow(p, i)));
  }
  const full = design.overparameterised();
  const norms = columnNorms(qr);
  const generators = estimableGenerators(design, qr, norms, full, weights);
  const parameters = kept.columns.map((column, j) => {
    const own = counterpart(generators, norms, j, (c) => full.assign[c] === design.assign[column]);
    generators[own] = coordinateRow(p, j);
    return own;
  });
  // Column j of M', for kept column j: length P.
  const functions: Float64Array[] = Array.from({ length: p }, (_, j) =>
    Float64Array.from(generators, (column) => column[j]),
  );
  const byOrder = design.terms.map((_, t) => t).sort((a, b) => design.terms[b].order - design.terms[a].order);
  for (const t of byOrder) {
    const outer = containing[t].flatMap((index) => kept.ofTerm[index]);
    if (outer.length === 0) continue;
    const residuals = residualsFrom(
      outer.map((j) => functions[j]),
      kept.ofTerm[t].map((j) => functions[j]),
    );
    kept.ofTerm[t].forEach((j, index) => (functions[j] = residuals[index]));
  }
  return kept.ofTerm.map((own) =>
    own
      .map((j) => Float64Array.from(parameters, (c) => functions[j][c]))
      .filter((row) => row.some((value) => Math.abs(value) > zeroTolerance)),
  );
}

/** Columns of M = X^+ Xo: each over-parameterised column as a combination of the p kept columns of X. */
function estimableGenerators(
  design: FixedDesign,
  qr: QrResult,
  norms: Float64Array,
  full: { readonly X: Float64Array; readonly p: number },
  weights: Float64Array | null,
): Float64Array[] {
  const { n } = design;
  const { rank: p, Q, R } = qr;
  const rows = new Int32Array(n);
  const values = new Float64Array(n);
  return Array.from({ length: full.p }, (_, c): Float64Array => {
    // Most columns are indicators with few ones: only those rows count.
    let count = 0;
    let size = 0;
    for (let i = 0; i < n; i++) {
      const entry = full.X[c * n + i];
      if (entry === 0) continue;
      const value = weights === null ? entry : entry * Math.sqrt(weights[i]);
      size += value * value;
      rows[count] = i;
      values[count++] = value;
    }
    const coefficients = projections(Q, n, p, rows, values, count);
    solveUpper(R, p, coefficients);
    const smallest = zeroTolerance * Math.sqrt(size);
    for (let j = 0; j < p; j++) if (Math.abs(coefficients[j]) * norms[j] <= smallest) coefficients[j] = 0;
    return coefficients;
  });
}

/** Q'x of a vector with `count` values other than zero, for two columns of Q (n x p) at a time. */
function projections(
  Q: Float64Array,
  n: number,
  p: number,
  rows: Int32Array,
  values: Float64Array,
  count: number,
): Float64Array {
  const out = new Float64Array(p + 1);
  for (let k = 0; k < p; k += 2) {
    const one = k * n;
    const other = Math.min(k + 1, p - 1) * n;
    let s0 = 0;
    let s1 = 0;
    for (let s = 0; s < count; s++) {
      s0 += Q[one + rows[s]] * values[s];
      s1 += Q[other + rows[s]] * values[s];
    }
    out[k] = s0;
    out[k + 1] = s1;
  }
  return out.subarray(0, p);
}

/** Norms of the kept columns of X. */
function columnNorms({ R, rank: p }: QrResult): Float64Array {
  return Float64Array.from({ length: p }, (_, j) => Math.hypot(...R.subarray(j * p, j * p + j + 1)));
}

/** The over-parameterised column that is the same as kept column j of X. */
function counterpart(
  generators: readonly Float64Array[],
  norms: Float64Array,
  j: number,
  isOfTerm: (c: number) => boolean,
): number {
  let best = -1;
  let least = 1e-3 * norms[j];
  generators.forEach((generator, c) => {
    if (!isOfTerm(c)) return;
    const distance = generator.reduce(
      (sum, value, i) => sum + Math.abs(value - (i === j ? 1 : 0)) * norms[i],
      0,
    );
    if (distance < least) {
      least = distance;
      best = c;
    }
  });
  if (best < 0) throw new Error(`kept column ${j} has no counterpart in the over-parameterised design`);
  return best;
}

/** Residuals of each of `targets` after regression on `predictors` (which may depend on each other). */
function residualsFrom(
  predictors: readonly Float64Array[],
  targets: readonly Float64Array[],
): Float64Array[] {
  const n = predictors[0].length;
  const stacked = new Float64Array(n * predictors.length);
  predictors.forEach((column, index) => {
    stacked.set(column, index * n);
  });
  const { Q, rank } = limitedPivotQr(stacked, n, predictors.length);
  return targets.map((target) => {
    const residual = target.slice();
    for (let k = 0; k < rank; k++) {
      let projection = 0;
      for (let i = 0; i < n; i++) projection += Q[k * n + i] * residual[i];
      for (let i = 0; i < n; i++) residual[i] -= projection * Q[k * n + i];
    }
    const smallest = zeroTolerance * target.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    return residual.map((value) => (Math.abs(value) <= smallest ? 0 : value));
  });
}
