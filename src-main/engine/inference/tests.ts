import type { TestedEstimate } from '../../../src-shared/model/fitResult.ts';
import { fSf } from '../numerics/distributions/fDistribution.ts';
import { tQuantile, tTwoSided } from '../numerics/distributions/studentT.ts';
import { symmetricEigen } from '../numerics/symmetricEigen.ts';
import { dot } from '../numerics/vectors.ts';
import { combineDf, contrastDf, covarianceOfDerivatives, quadraticForm } from './denominatorDf.ts';
import { isKenwardRoger } from './estimates.ts';
import type { Estimates } from './estimates.ts';
import { kenwardRogerScaling, type Scaling } from './kenwardRogerScaling.ts';

/**
 * Tests c'beta = 0; `level` is the confidence level of the interval, e.g. 0.95. NaN where Kenward and Roger's adjustment,
 * which can subtract, leaves no variance.
 */
export function testContrast(estimates: Estimates, c: Float64Array, level: number): TestedEstimate {
  const estimate = dot(c, estimates.beta);
  const variance = quadraticForm(c, estimates.vcov);
  const se = variance < 0 && isKenwardRoger(estimates.dfMethod) ? NaN : Math.sqrt(Math.max(variance, 0));
  const df = contrastDf(estimates, c);
  const t = estimate / se;
  const margin = tQuantile((1 + level) / 2, df) * se;
  return { estimate, se, df, t, p: tTwoSided(t, df), lower: estimate - margin, upper: estimate + margin };
}

/** An F test of several linear combinations at once. */
export interface HypothesisTest {
  /** Rank of the hypothesis. */
  readonly numDf: number;
  readonly denDf: number;
  readonly F: number;
  readonly p: number;
}

/** Eigenvalues below this share of the largest count as zero (lmerTest). */
const eigenTolerance = Math.sqrt(Number.EPSILON);

/**
 * Wald F test of L beta = 0 with L vcov L' split into its eigenvectors, one independent one-df part each
 * (lmerTest::contestMD); with Kenward and Roger's df F is scaled. NaN with numDf 0 for a hypothesis without rows.
 *
 * @param rows rows of L, each of length p.
 */
export function testHypothesis(estimates: Estimates, rows: readonly Float64Array[]): HypothesisTest {
  const parts = independentParts(estimates.vcov, rows);
  const { modelBased } = estimates;
  if (isKenwardRoger(estimates.dfMethod) && modelBased !== undefined) {
    const rank = independentParts(modelBased, rows).length;
    // The adjustment can subtract, and leave no covariance of the hypothesis.
    if (rank > parts.length) return { numDf: rank, denDf: NaN, F: NaN, p: NaN };
  }
  const numDf = parts.length;
  if (numDf === 0) return { numDf, denDf: NaN, F: NaN, p: NaN };
  const wald = parts.reduce((sum, part) => sum + dot(part.c, estimates.beta) ** 2 / part.variance, 0) / numDf;
  const { denDf, scale } = scaling(estimates, parts);
  const F = scale * wald;
  return { numDf, denDf, F, p: fSf(F, numDf, denDf) };
}

/** Denominator df of a Wald F, and what F is multiplied by. */
function scaling(estimates: Estimates, parts: readonly Part[]): Scaling {
  const { dfMethod, derivatives } = estimates;
  if (isKenwardRoger(dfMethod) && derivatives !== null) {
    const combinations = parts.map(({ c }) => c);
    const standardised = independentParts(covarianceOfDerivatives(estimates), combinations).map(
      ({ c, variance }) => c.map((value) => value / Math.sqrt(variance)),
    );
    return kenwardRogerScaling(standardised, derivatives);
  }
  if (estimates.dfByDesign !== undefined) {
    return { denDf: Math.min(...parts.map(({ c }) => contrastDf(estimates, c))), scale: 1 };
  }
  return { denDf: combineDf(Float64Array.from(parts, ({ c }) => contrastDf(estimates, c))), scale: 1 };
}

/** A linear combination of the coefficients and its variance. */
interface Part {
  readonly c: Float64Array;
  readonly variance: number;
}

/** Uncorrelated linear combinations that together say the same as L beta = 0. */
function independentParts(vcov: Float64Array, rows: readonly Float64Array[]): Part[] {
  const plain = eigenParts(vcov, rows);
  // The split depends on the rows' units, the rank must not: where units differ so much that a direction would be
  // lost, every row is first brought to variance one.
  const scaled = rows.map((row) => {
    const se = Math.sqrt(quadraticForm(row, vcov));
    return se > 0 ? row.map((value) => value / se) : row;
  });
  const standardised = eigenParts(vcov, scaled);
  return standardised.length > plain.length ? standardised : plain;
}

function eigenParts(vcov: Float64Array, rows: readonly Float64Array[]): Part[] {
  const q = rows.length;
  if (q === 0) return [];
  const p = rows[0].length;
  if (q === 1) {
    const variance = quadraticForm(rows[0], vcov);
    return variance > 0 ? [{ c: rows[0], variance }] : [];
  }
  const { values, vectors } = symmetricEigen(covarianceOf(rows, vcov), q);
  const smallest = Math.max(eigenTolerance * values[q - 1], 0);
  const parts = [];
  for (let m = q - 1; m >= 0; m--) {
    if (!(values[m] > smallest)) continue;
    const c = new Float64Array(p);
    for (let r = 0; r < q; r++) for (let j = 0; j < p; j++) c[j] += vectors[m * q + r] * rows[r][j];
    parts.push({ c, variance: values[m] });
  }
  return parts;
}

/** L vcov L', q x q. */
function covarianceOf(rows: readonly Float64Array[], vcov: Float64Array): Float64Array {
  const q = rows.length;
  const p = rows[0]?.length ?? 0;
  const result = new Float64Array(q * q);
  const product = new Float64Array(p);
  for (let a = 0; a < q; a++) {
    product.fill(0);
    for (let j = 0; j < p; j++) {
      const weight = rows[a][j];
      if (weight === 0) continue;
      for (let i = 0; i < p; i++) product[i] += vcov[j * p + i] * weight;
    }
    for (let b = 0; b <= a; b++) {
      const value = dot(product, rows[b]);
      result[a * q + b] = value;
      result[b * q + a] = value;
    }
  }
  return result;
}
