import type { NullDistribution } from '../../../../src-shared/model/analyses/randomTests.ts';
import { chiSquaredSf } from '../../numerics/distributions/chiSquared.ts';

/** What a comparison takes away, and what it leaves. */
export interface Comparison {
  /** Parameters that go. */
  readonly df: number;
  /** Random effects per cluster that go. */
  readonly effects: number;
  /** Whether both models reached their optimum, and whether the smaller one is at its limit. */
  readonly converged: boolean;
  readonly reducedSingular: boolean;
}

/**
 * The distribution of the likelihood-ratio statistic where what goes is truly zero and all else lies inside its limits:
 * one variance with its df - 1 covariances gives half chi-squared(df - 1), half chi-squared(df). With several variances
 * the weights depend on the information matrix and are not known in general; chi-squared(df) is then an upper bound.
 *
 * Source: Self & Liang 1987, J. Am. Stat. Assoc. 82, 605-610; Stram & Lee 1994, Biometrics 50, 1171-1177, cases 1, 3, 4.
 */
export function nullDistribution({ df, effects, converged, reducedSingular }: Comparison): NullDistribution {
  if (!converged) return { kind: 'unknown', reason: 'not-converged' };
  if (reducedSingular) return { kind: 'unknown', reason: 'reduced-singular' };
  if (effects !== 1) return { kind: 'unknown', reason: 'several-variances' };
  return { kind: 'mixture', df: [df - 1, df] };
}

/** P(statistic >= value) under the mixture; NaN where it is unknown. */
export function mixtureP(value: number, distribution: NullDistribution): number {
  if (distribution.kind === 'unknown') return Number.NaN;
  const [low, high] = distribution.df;
  // Chi-squared with 0 df is the constant 0.
  const tail = (df: number) => (df === 0 ? (value > 0 ? 0 : 1) : chiSquaredSf(value, df));
  return (tail(low) + tail(high)) / 2;
}
