import type { MarginalMeans, MeansContrast } from '../../model/analyses/means.ts';
import type { Plot } from '../../model/outputDocument.ts';
import { formatInterval, formatPInText, formatThreshold, formatTo } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { capitalise, joinWords } from '../words/lists.ts';
import { contrastName, familiesOf, levelsBelowTitle, levelsName, sidesOf } from '../words/means.ts';
import type { MeansFamily } from '../words/means.ts';
import { intervalRowsPlot, type IntervalRow } from './intervalRows.ts';

/** Each mean with its interval, family by family; null where they are too many for a picture. */
export function meansPlot(table: MarginalMeans, key: string, context: ReportContext): Plot | null {
  const { names, level } = context;
  const { factors, by } = table;
  const rows = rowsOf(table, context, ({ means }) =>
    means.map(({ levels, ...mean }): IntervalRow => {
      const label = levelsBelowTitle(factors, levels, names);
      return { label, value: { ...mean, clear: true, text: texts([...factors, ...by], levels, mean) } };
    }),
  );
  return intervalRowsPlot(rows, {
    id: `means-${key}`,
    title: `Means by ${joinWords([...factors, ...by].map(names.variable))}`,
    caption: `Means of the model with ${level} CI.`,
    axis: names.responseUnit === '' ? names.response : `${names.response} (${names.responseUnit})`,
    zero: false,
  });

  function texts(
    all: readonly string[],
    levels: Readonly<Record<string, string>>,
    {
      estimate,
      se,
      lower,
      upper,
    }: Pick<MarginalMeans['means'][number], 'estimate' | 'se' | 'lower' | 'upper'>,
  ): string[] {
    const said = (value: number) => formatTo(value, se, 3);
    return [
      levelsName(all, levels, names),
      `Mean: ${names.withUnit(said(estimate))}`,
      `${level} CI ${formatInterval(said(lower), said(upper))}`,
    ];
  }
}

/** Each comparison with its interval and a line at zero; null where they are none, or too many for a picture. */
export function comparisonsPlot(table: MarginalMeans, key: string, context: ReportContext): Plot | null {
  const { names, level, result } = context;
  const alpha = 1 - result.spec.level;
  const families = familiesOf(table, names);
  // The same comparison in each family: lines by family.
  const one = families.length > 1 && families.every(({ contrasts }) => contrasts.length === 1);
  const shortName = (family: MeansFamily, contrast: MeansContrast) =>
    capitalise(contrastName(contrast, family, table, names, levelsBelowTitle));
  const rowsOfFamily = (family: MeansFamily) =>
    family.contrasts.map((contrast): IntervalRow => {
      const { estimate, se, lower, upper, p } = contrast;
      const label = one ? family.name : shortName(family, contrast);
      const full = contrastName(contrast, family, table, names);
      const said = (value: number) => formatTo(value, se, 3);
      const text = [
        family.name === '' ? full : `${family.name}: ${full}`,
        names.withUnit(said(estimate)),
        `${level} CI ${formatInterval(said(lower), said(upper))}, ${formatPInText(p)}`,
      ];
      return { label, value: { estimate, lower, upper, text, clear: p < alpha } };
    });
  const what = joinWords(table.factors.map(names.variable));
  const unit = names.responseUnit;
  const differences = table.contrasts.every((contrast) => sidesOf(contrast, table) !== null);
  const estimate = differences ? 'Difference' : 'Estimate';
  return intervalRowsPlot(one ? families.flatMap(rowsOfFamily) : rowsOf(table, context, rowsOfFamily), {
    id: `comparisons-${key}`,
    title: one ? `${what}: ${shortName(families[0], families[0].contrasts[0])}` : `Comparisons of ${what}`,
    caption: `Estimates with ${level} CI; in colour where ${formatThreshold(alpha)}.`,
    axis: unit === '' ? estimate : `${estimate} (${unit})`,
    zero: true,
  });
}

/** The rows of each family below a line with its name. */
function rowsOf(
  table: MarginalMeans,
  { names }: ReportContext,
  rows: (family: MeansFamily) => IntervalRow[],
): IntervalRow[] {
  return familiesOf(table, names).flatMap((family) => {
    const own = rows(family);
    return family.name === '' || own.length === 0 ? own : [{ label: family.name, value: null }, ...own];
  });
}
