import { adjustmentsFor } from '../../../../src-shared/model/analyses/means.ts';
import type {
  Adjustment,
  MarginalMean,
  MarginalMeans,
  Means,
  MeansContrast,
  MeansQuestion,
  MeansRequest,
} from '../../../../src-shared/model/analyses/means.ts';
import { AppError } from '../../../../src-shared/model/appError.ts';
import type { CategoricalColumn, Dataset } from '../../../../src-shared/model/dataset.ts';
import type { Progress, TestedEstimate } from '../../../../src-shared/model/fitResult.ts';
import type { ModelSpec } from '../../../../src-shared/model/modelSpec.ts';
import type { Notice } from '../../../../src-shared/model/notice.ts';
import { buildModelFrame } from '../../frame/buildModelFrame.ts';
import type { ModelFrame } from '../../frame/modelFrame.ts';
import { quadraticForm } from '../../inference/denominatorDf.ts';
import { droppedAsCombinations } from '../../inference/droppedColumns.ts';
import type { Estimates } from '../../inference/estimates.ts';
import { testContrast, testHypothesis } from '../../inference/tests.ts';
import { fixedRows } from '../../postfit/effects/fixedRows.ts';
import { centralPoint, mean, movedPoint } from '../../postfit/effects/referencePoint.ts';
import { adjustFamily } from './adjust.ts';
import { contrastsOf } from './contrasts.ts';
import { estimatesOf } from './estimatesOf.ts';
import type { FittedEstimates } from './estimatesOf.ts';
import { readSpecs } from './readSpecs.ts';

/**
 * Estimated marginal means (Searle, Speed & Milliken 1980, Am. Statist. 34, 216-221) and contrasts of them, as R's emmeans:
 * other factors averaged over their levels with equal weights, numbers and offset at their mean.
 *
 * @throws AppError `means-specs`, `means-reference`, `contrast-length`, `contrast-weights`; what `analyse` throws for the model with the df that are asked for
 */
export function* means(
  dataset: Dataset,
  spec: ModelSpec,
  { requests }: MeansQuestion,
): Generator<Progress, Means> {
  const frame = buildModelFrame(dataset, spec);
  const fits = new Map<string, FittedEstimates>();
  const tables: MarginalMeans[] = [];
  for (const request of requests) {
    const df = request.df ?? spec.df;
    const fit = fits.get(df) ?? (yield* estimatesOf(frame, { ...spec, df }));
    fits.set(df, fit);
    tables.push(meansTable(frame, fit, request, spec.level));
  }
  return { kind: 'means', tables };
}

/** Means and contrasts of one request at given estimates. */
export function meansTable(
  frame: ModelFrame,
  { estimates, qr }: FittedEstimates,
  request: MeansRequest,
  level: number,
): MarginalMeans {
  const { specs, contrast } = request;
  const { factors, by } = readSpecs(specs, frame);
  const centre = centralPoint(frame);
  const offset = frame.offset === null ? 0 : mean(frame.offset);
  const use = {
    kept: qr.pivot.subarray(0, qr.rank),
    dropped: droppedAsCombinations(frame.fixed, qr, frame.weights),
  };
  const all = [...factors, ...by];
  const cells = combinations(all);
  const rows = fixedRows(
    frame,
    use,
    cells.map((codes) =>
      movedPoint(
        centre,
        [],
        codes.map((code, f) => [all[f].name, [code]]),
      ),
    ),
  );
  const levelsOf = (codes: readonly number[], some: readonly CategoricalColumn[], from: number) =>
    Object.fromEntries(some.map(({ name, levels }, f) => [name, levels[codes[from + f]]]));
  const result = rows.map((row, i): MarginalMean => {
    const levels = levelsOf(cells[i], all, 0);
    if (row === null) return { levels, estimate: NaN, se: NaN, df: NaN, lower: NaN, upper: NaN };
    const { estimate, se, df, lower, upper } = testContrast(estimates, row, level);
    return { levels, estimate: estimate + offset, se, df, lower: lower + offset, upper: upper + offset };
  });

  const own = combinations(factors);
  const labels = own.map((codes) => codes.map((code, f) => levelLabel(factors[f], code)).join(' '));
  const contrasts = contrastsOf(contrast, labels, referenceOf(request, factors, own));
  const adjustment = adjustmentOf(request, contrasts.length);
  const families = combinations(by).flatMap((codes, family): MeansContrast[] => {
    const members = rows.slice(family * own.length, (family + 1) * own.length);
    const combined = contrasts.map(({ weights }) => combination(weights, members));
    const tested = testFamily(estimates, combined, own.length, adjustment, level);
    return contrasts.map(({ label, weights }, c) => {
      // The offset stays where the weights do not add up to 0.
      const shift = offset === 0 ? 0 : offset * weights.reduce((sum, weight) => sum + weight, 0);
      const { estimate, lower, upper } = tested[c];
      const shifted = { estimate: estimate + shift, lower: lower + shift, upper: upper + shift };
      return { label, weights, by: levelsOf(codes, by, 0), ...tested[c], ...shifted };
    });
  });
  return {
    request,
    factors: factors.map(({ name }) => name),
    by: by.map(({ name }) => name),
    means: result,
    contrasts: families,
    adjustment,
    notices: noticesOf(request, adjustment, result),
  };
}

/** All combinations of codes, the first factor fastest; one empty combination of no factors. */
function combinations(factors: readonly CategoricalColumn[]): number[][] {
  return factors.reduce<number[][]>(
    (before, { levels }) =>
      levels.flatMap((_, code) => before.map((combination_) => [...combination_, code])),
    [[]],
  );
}

/** Position of the mean that all others are compared with. Throws AppError `means-reference`. */
function referenceOf(
  { specs, reference }: MeansRequest,
  factors: readonly CategoricalColumn[],
  own: readonly (readonly number[])[],
): number {
  if (reference === undefined) return 0;
  const wanted = factors.map(({ levels }, f) => levels.indexOf(reference[f]));
  const at = own.findIndex((codes) => codes.every((code, f) => code === wanted[f]));
  if (at < 0 || reference.length !== factors.length) {
    const [{ levels }] = factors;
    throw new AppError(
      'means-reference',
      `Means of ${specs}: there is no mean ${JSON.stringify(reference)} to compare with.`,
      `Give one level for each factor, such as ${JSON.stringify(factors.map((factor) => factor.levels[0]))}; ${factors[0].name} has ${levels.join(', ')} in the rows used.`,
    );
  }
  return at;
}

/** A level that reads as a number stands with its factor (emmeans). */
function levelLabel({ name, levels }: CategoricalColumn, code: number): string {
  const numeric = levels.every((level) => level.trim() !== '' && Number.isFinite(Number(level)));
  return numeric ? `${name}${levels[code]}` : levels[code];
}

/** The combination of the coefficients; null where a mean with weight is not determined. */
function combination(
  weights: readonly number[],
  members: readonly (Float64Array | null)[],
): Float64Array | null {
  let sum: Float64Array | null = null;
  for (const [i, weight] of weights.entries()) {
    if (weight === 0) continue;
    const row = members[i];
    if (row === null) return null;
    sum = row.map((value, j) => (sum === null ? 0 : sum[j]) + weight * value);
  }
  return sum;
}

const undetermined: TestedEstimate = {
  estimate: NaN,
  se: NaN,
  df: NaN,
  t: NaN,
  p: NaN,
  lower: NaN,
  upper: NaN,
};

function testFamily(
  estimates: Estimates,
  rows: readonly (Float64Array | null)[],
  nMeans: number,
  adjustment: { readonly p: Adjustment; readonly limits: Adjustment },
  level: number,
): TestedEstimate[] {
  const plain = rows.map((row) => (row === null ? null : testContrast(estimates, row, level)));
  const members = [...rows.keys()].filter((i) => Number.isFinite(plain[i]?.t));
  const used = members.map((i) => ({ row: rows[i]!, test: plain[i]! }));
  const m = used.length;
  const correlation = new Float64Array(m * m);
  used.forEach(({ row: a, test: { se } }, i) => {
    used.forEach(({ row: b, test: other }, j) => {
      // cov(a, b) by polarisation
      const sum = quadraticForm(
        a.map((value, k) => value / se + b[k] / other.se),
        estimates.vcov,
      );
      correlation[i * m + j] = i === j ? 1 : sum / 2 - 1;
    });
  });
  if (m === 0) return plain.map((test) => test ?? undetermined);
  const { p, critical } = adjustFamily(
    {
      t: used.map(({ test }) => test.t),
      df: used.map(({ test }) => test.df),
      nMeans,
      rank: testHypothesis(
        estimates,
        used.map(({ row }) => row),
      ).numDf,
      correlation,
    },
    adjustment,
    level,
  );
  return plain.map((test, i) => {
    if (test === null) return undetermined;
    const at = members.indexOf(i);
    if (at < 0) return test;
    const margin = critical[at] * test.se;
    return { ...test, p: p[at], lower: test.estimate - margin, upper: test.estimate + margin };
  });
}

/** Methods without limits leave them to Bonferroni; Tukey's is for all pairs, Sidak's takes its place elsewhere (emmeans). */
function adjustmentOf(
  { contrast, adjust }: MeansRequest,
  nContrasts: number,
): { p: Adjustment; limits: Adjustment } {
  const wanted = adjust ?? adjustmentsFor(contrast)[0];
  if (nContrasts === 1 && wanted !== 'scheffe') return { p: 'none', limits: 'none' };
  const p = wanted === 'tukey' && contrast !== 'pairwise' ? 'sidak' : wanted;
  return { p, limits: p === 'holm' || p === 'fdr' ? 'bonferroni' : p };
}

function noticesOf(
  { specs, adjust }: MeansRequest,
  { p, limits }: { readonly p: Adjustment; readonly limits: Adjustment },
  table: readonly MarginalMean[],
): Notice[] {
  const notices: Notice[] = [];
  const missing = table.filter(({ estimate }) => Number.isNaN(estimate));
  if (missing.length > 0) {
    const cells = missing.map(({ levels }) => Object.values(levels).join(' '));
    notices.push({
      code: 'means-not-estimable',
      severity: 'caution',
      message: `Means of ${specs}: the data do not determine ${cells.join(', ')}; contrasts with them are missing too.`,
    });
  }
  if (limits !== p) {
    notices.push({
      code: 'limits-bonferroni',
      severity: 'info',
      message: `Contrasts of ${specs}: there are no confidence limits by the method ${p}; they are adjusted by bonferroni.`,
    });
  }
  if (adjust === 'tukey' && p === 'sidak') {
    notices.push({
      code: 'tukey-for-pairs',
      severity: 'info',
      message: `Contrasts of ${specs}: tukey is for all pairs of means only; they are adjusted by sidak.`,
    });
  }
  return notices;
}
