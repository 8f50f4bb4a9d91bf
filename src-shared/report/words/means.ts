import type { Adjustment, MarginalMeans, MeansContrast, NamedContrast } from '../../model/analyses/means.ts';
import { saidAlone } from './levels.ts';
import type { Names } from './names.ts';

/** What is compared, to be chosen from. */
export const comparisonNames: Readonly<Record<NamedContrast, string>> = {
  pairwise: 'All pairs',
  'trt.vs.ctrl1': 'Each with a reference',
  consec: 'Each with the one before',
  eff: 'Each with the mean of all',
  poly: 'Trend: linear, quadratic, …',
};

export const meansOnly = 'Means only';

/** Whose adjustment it is, to be chosen from. */
export const adjustmentNames: Readonly<Record<Adjustment, string>> = {
  tukey: 'Tukey',
  dunnettx: 'Dunnett, approximate',
  mvt: 'Multivariate t',
  holm: 'Holm',
  sidak: 'Šidák',
  bonferroni: 'Bonferroni',
  scheffe: 'Scheffé',
  fdr: 'False discovery rate',
  none: 'None',
};

/** To follow "adjusted"; null where nothing is. */
export const adjustedBy: Readonly<Record<Adjustment, string | null>> = {
  tukey: 'by Tukey’s method for all pairs',
  dunnettx: 'by an approximation of Dunnett’s method (emmeans’ dunnettx)',
  mvt: 'by the multivariate t distribution',
  holm: 'by Holm’s method',
  sidak: 'by Šidák’s method',
  bonferroni: 'by Bonferroni’s method',
  scheffe: 'by Scheffé’s method',
  fdr: 'by the false discovery rate of Benjamini and Hochberg',
  none: null,
};

/** The means of one combination of the levels of `by`, and what is compared of them. */
export interface MeansFamily {
  /** `Temperature 175`; empty where there is one family. */
  readonly name: string;
  readonly means: MarginalMeans['means'];
  readonly contrasts: readonly MeansContrast[];
}

/** The families of a table, in its order. */
export function familiesOf({ by, means, contrasts }: MarginalMeans, names: Names): MeansFamily[] {
  const key = (levels: Readonly<Record<string, string>>) =>
    JSON.stringify(by.map((factor) => levels[factor]));
  const families = Map.groupBy(means, ({ levels }) => key(levels));
  return [...families].map(([own, members]) => ({
    name: levelsName(by, members[0].levels, names),
    means: members,
    contrasts: contrasts.filter((contrast) => key(contrast.by) === own),
  }));
}

/** `Recipe A, Temperature 175`; words without the name of their variable. */
export function levelsName(
  factors: readonly string[],
  levels: Readonly<Record<string, string>>,
  { variable }: Names,
): string {
  return factors.map((factor) => saidAlone(levels[factor], variable(factor))).join(', ');
}

/** What a contrast compares: two means; one with that of all; null = anything else. */
export function sidesOf(
  { weights }: MeansContrast,
  { request }: MarginalMeans,
): { readonly plus: number; readonly minus: number | 'all' } | null {
  const plus = weights.findIndex((weight) => weight > 0);
  if (request.contrast === 'eff') return { plus, minus: 'all' };
  if (request.contrast === 'poly') return null;
  const used = weights.filter((weight) => weight !== 0);
  const isDifference = used.length === 2 && used.includes(1) && used.includes(-1);
  return isDifference ? { plus, minus: weights.indexOf(-1) } : null;
}

/** Below a title that names the factor its levels need no more. */
export function levelsBelowTitle(
  factors: readonly string[],
  levels: Readonly<Record<string, string>>,
  names: Names,
): string {
  return factors.length === 1 ? levels[factors[0]] : levelsName(factors, levels, names);
}

/**
 * `Recipe A − Recipe B`, `linear`, or the name it was given.
 *
 * @param said how the levels of a mean are said
 */
export function contrastName(
  contrast: MeansContrast,
  family: MeansFamily,
  table: MarginalMeans,
  names: Names,
  said: typeof levelsName = levelsName,
): string {
  const sides = sidesOf(contrast, table);
  if (sides === null) return contrast.label;
  const nameOf = (at: number) => said(table.factors, family.means[at].levels, names);
  return `${nameOf(sides.plus)} − ${sides.minus === 'all' ? 'mean of all' : nameOf(sides.minus)}`;
}
