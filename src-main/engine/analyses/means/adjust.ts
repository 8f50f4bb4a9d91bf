import type { Adjustment } from '../../../../src-shared/model/analyses/means.ts';
import { semidefiniteCholesky } from '../../lmm/smallMatrices.ts';
import { fQuantile, fSf } from '../../numerics/distributions/fDistribution.ts';
import { largestAbsoluteT } from '../../numerics/distributions/multivariateT.ts';
import { studentizedRangeIsf, studentizedRangeSf } from '../../numerics/distributions/studentizedRange.ts';
import { tQuantile, tTwoSided } from '../../numerics/distributions/studentT.ts';
import { upperTailQuantile } from '../../numerics/distributions/upperTailQuantile.ts';

/** Df of a balanced design differ by rounding; p values and critical values move less than they do. */
const SAME_DF = 1e-8;

/** A contrast whose variance given those before is below this share follows from them. */
const DEPENDENT = 1e-10;

/** The estimable contrasts of a family. */
export interface Family {
  readonly t: readonly number[];
  readonly df: readonly number[];
  /** Number of means compared (Tukey). */
  readonly nMeans: number;
  /** Rank of the contrasts (Scheffé). */
  readonly rank: number;
  /** m x m correlations of the estimates (multivariate t). */
  readonly correlation: Float64Array;
}

/** Adjusted p per contrast, and how many standard errors its limits lie from the estimate. */
export interface Adjusted {
  readonly p: readonly number[];
  readonly critical: readonly number[];
}

/**
 * Two-sided p values and critical values of a family at a confidence level, as emmeans 1.8 (`dunnettx`: its mixture of Tukey's
 * and Sidak's). A contrast alone is not adjusted, except by Scheffé's method. The p of `mvt` is found with the contrast's own df.
 */
export function adjustFamily(
  family: Family,
  methods: { readonly p: Adjustment; readonly limits: Adjustment },
  level: number,
): Adjusted {
  const alone = (method: Adjustment) => (family.t.length === 1 && method !== 'scheffe' ? 'none' : method);
  const tails = new Map<string, Tail>();
  const tailOf = (method: Adjustment, df: number): Tail => {
    const key = `${method} ${df}`;
    const known = tails.get(key) ?? tailFor(method, family, df);
    tails.set(key, known);
    return known;
  };
  const shared = withoutRounding(family.df);
  const method = alone(methods.p);
  const raw = family.t.map((t, i) => tTwoSided(t, family.df[i]));
  const p =
    method === 'holm'
      ? holm(raw)
      : method === 'fdr'
        ? falseDiscoveryRate(raw)
        : family.t.map((t, i) => tailOf(method, shared[i]).sf(Math.abs(t)));
  const critical = new Map<number, number>();
  return {
    p,
    critical: shared.map((df) => {
      const known = critical.get(df) ?? tailOf(alone(methods.limits), df).isf(1 - level);
      critical.set(df, known);
      return known;
    }),
  };
}

/** Each of the df, or one before it that is the same but for rounding. */
function withoutRounding(all: readonly number[]): number[] {
  const distinct: number[] = [];
  return all.map((df) => {
    const known = distinct.find((one) => one === df || Math.abs(one - df) <= SAME_DF * df);
    if (known === undefined) distinct.push(df);
    return known ?? df;
  });
}

/** Distribution with which |t| is compared: its upper tail, and where that has a size. */
interface Tail {
  readonly sf: (t: number) => number;
  readonly isf: (tail: number) => number;
}

function tailFor(method: Adjustment, { t, nMeans, rank, correlation }: Family, df: number): Tail {
  const m = t.length;
  const twoSided = (tail: number): number => -tQuantile(tail / 2, df);
  const sidak = (p: number): number => -Math.expm1(m * Math.log1p(-p));
  switch (method) {
    case 'none':
      return { sf: (x) => tTwoSided(x, df), isf: twoSided };
    case 'bonferroni':
      return { sf: (x) => Math.min(1, m * tTwoSided(x, df)), isf: (tail) => twoSided(tail / m) };
    case 'sidak':
      return {
        sf: (x) => sidak(tTwoSided(x, df)),
        isf: (tail) => twoSided(-Math.expm1(Math.log1p(-tail) / m)),
      };
    case 'tukey':
      return {
        sf: (x) => studentizedRangeSf(Math.SQRT2 * x, nMeans, df),
        isf: (tail) => studentizedRangeIsf(tail, nMeans, df) / Math.SQRT2,
      };
    case 'scheffe':
      return {
        sf: (x) => fSf(x ** 2 / rank, rank, df),
        isf: (tail) => Math.sqrt(rank * fQuantile(1 - tail, rank, df)),
      };
    case 'dunnettx': {
      // The number of means whose pairs are m, and the share of Tukey's probability.
      const means = (1 + Math.sqrt(1 + 8 * m)) / 2;
      const share = (m - 1) / m;
      const sf = (x: number): number =>
        share * studentizedRangeSf(Math.SQRT2 * x, means, df) + (1 - share) * sidak(tTwoSided(x, df));
      return { sf, isf: (tail) => upperTailQuantile(sf, tail) };
    }
    case 'mvt':
      return largestAbsoluteT(semidefiniteCholesky(correlation, m, DEPENDENT), m, df);
    case 'holm':
    case 'fdr':
      throw new Error(`${method} has no distribution of its own.`);
  }
}

/** Holm 1979, Scand. J. Statist. 6, 65-70. */
function holm(p: readonly number[]): number[] {
  const order = [...p.keys()].sort((a, b) => p[a] - p[b]);
  const adjusted = [...p];
  let largest = 0;
  order.forEach((at, i) => {
    largest = Math.max(largest, Math.min(1, (p.length - i) * p[at]));
    adjusted[at] = largest;
  });
  return adjusted;
}

/** Benjamini & Hochberg 1995, J. R. Statist. Soc. B 57, 289-300. */
function falseDiscoveryRate(p: readonly number[]): number[] {
  const order = [...p.keys()].sort((a, b) => p[b] - p[a]);
  const adjusted = [...p];
  let smallest = 1;
  order.forEach((at, i) => {
    smallest = Math.min(smallest, (p.length / (p.length - i)) * p[at]);
    adjusted[at] = smallest;
  });
  return adjusted;
}
