import type { MarginalMean, MarginalMeans, MeansContrast } from '../../model/analyses/means.ts';
import type { Cell, TableBlock } from '../../model/outputDocument.ts';
import { columnFormat, formatDf, formatInterval, formatP, formatStatistic, noBreak } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { capitalise, joinWords } from '../words/lists.ts';
import { adjustedBy, contrastName, familiesOf, sidesOf } from '../words/means.ts';

const maxUnbroken = 24;

/** Notices that stand below the means, or that the note about the adjustment replaces. */
const saidOtherwise: ReadonlySet<string> = new Set(['means-not-estimable', 'limits-bonferroni']);

/** Each mean with its interval. */
export function meansTable(
  { factors, by, means, notices }: MarginalMeans,
  context: ReportContext,
): TableBlock {
  const { names } = context;
  const all = [...factors, ...by];
  const format = columnFormat(
    means.map(({ se }) => se),
    3,
  );
  return {
    kind: 'table',
    caption: `Means of ${names.response} by ${joinWords(all.map(names.variable))}`,
    columns: [
      ...all.map((factor) => ({ label: names.variable(factor), align: 'text' as const })),
      { label: 'Mean', align: 'number' },
      ...inference(context),
    ],
    rows: means.map((row) => [
      ...all.map((factor): Cell => ({ text: row.levels[factor] })),
      ...numbers(row, means, format),
    ]),
    footnotes: [
      'From the model: other factors are averaged over their levels with equal weights, numbers stand at their mean ' +
        '(Searle, Speed and Milliken 1980).',
      ...notices.filter(({ code }) => code === 'means-not-estimable').map(({ message }) => message),
    ],
  };
}

/** Each comparison with its test, family by family. */
export function comparisonsTable(table: MarginalMeans, context: ReportContext): TableBlock {
  const { factors, by, contrasts, adjustment, notices } = table;
  const { names } = context;
  const format = columnFormat(
    contrasts.map(({ se }) => se),
    3,
  );
  const own = by.length === 0 ? '' : ` within each level of ${joinWords(by.map(names.variable))}`;
  const families = familiesOf(table, names);
  const differences = contrasts.every((contrast) => sidesOf(contrast, table) !== null);
  return {
    kind: 'table',
    caption: `Comparisons of means of ${names.response} by ${joinWords(factors.map(names.variable))}${own}`,
    columns: [
      ...by.map((factor) => ({ label: names.variable(factor), align: 'text' as const })),
      { label: 'Comparison', align: 'text' },
      { label: differences ? 'Difference' : 'Estimate', align: 'number' },
      ...inference(context),
      { label: 't', align: 'number' },
      { label: 'p', align: 'number' },
    ],
    rows: families.flatMap((family) =>
      family.contrasts.map((row) => [
        ...by.map((factor): Cell => ({ text: row.by[factor] })),
        { text: onOneLine(capitalise(contrastName(row, family, table, names))) },
        ...numbers(row, contrasts, format),
        { text: formatStatistic(row.t) },
        { text: formatP(row.p) },
      ]),
    ),
    footnotes: [
      adjustmentNote(table, context, families[0].contrasts.length === 1),
      ...(adjustment.limits === adjustment.p
        ? []
        : [`That gives no limits: they are adjusted ${adjustedBy[adjustment.limits]}.`]),
      ...notices.filter(({ code }) => !saidOtherwise.has(code)).map(({ message }) => message),
    ],
  };
}

/** A short name of a comparison is not broken. */
function onOneLine(text: string): string {
  return text.length <= maxUnbroken ? text.replaceAll(' ', noBreak) : text;
}

function adjustmentNote(
  { by, adjustment }: MarginalMeans,
  { names }: ReportContext,
  /** Whether it is the only one of its family. */
  isAlone: boolean,
): string {
  const within = by.length === 0 ? '' : ` within each level of ${joinWords(by.map(names.variable))}`;
  const how = adjustedBy[adjustment.p];
  if (isAlone) return `One comparison${within}: p values and limits are not adjusted.`;
  if (how === null) return 'p values and limits are not adjusted for the number of comparisons.';
  const what = adjustment.limits === adjustment.p ? 'p values and limits' : 'The p values';
  return `${what} are adjusted ${how}${within === '' ? '' : `,${within}`}.`;
}

function inference({ level }: ReportContext): TableBlock['columns'] {
  return [
    { label: 'SE', align: 'number' },
    { label: `${level} CI`, align: 'number' },
    { label: 'df', align: 'number' },
  ];
}

type Row = MarginalMean | MeansContrast;

function numbers(
  { estimate, se, df, lower, upper }: Row,
  column: readonly Row[],
  format: ReturnType<typeof columnFormat>,
): Cell[] {
  return [
    { text: format(estimate, se) },
    { text: format(se, se) },
    { text: formatInterval(format(lower, se), format(upper, se)) },
    {
      text: formatDf(
        df,
        column.map((row) => row.df),
      ),
    },
  ];
}
