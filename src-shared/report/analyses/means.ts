import type {
  Adjustment,
  MarginalMean,
  MarginalMeans,
  Means,
  MeansContrast,
} from '../../model/analyses/means.ts';
import type { Block, Cell, TableBlock } from '../../model/outputDocument.ts';
import { columnFormat, formatDf, formatInterval, formatP, formatStatistic } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { joinWords } from '../words/lists.ts';

/** Means and their contrasts, a pair of tables for each request. */
export function meansBlocks({ tables }: Means, context: ReportContext): Block[] {
  return tables.flatMap((table) => [
    meansTable(table, context),
    ...(table.contrasts.length === 0 ? [] : [contrastsTable(table, context)]),
  ]);
}

const inWords: Readonly<Record<Adjustment, string>> = {
  none: 'are not adjusted for the number of comparisons',
  tukey: 'are adjusted by Tukey’s method for all pairs',
  sidak: 'are adjusted by Šidák’s method',
  bonferroni: 'are adjusted by Bonferroni’s method',
  holm: 'are adjusted by Holm’s method',
  scheffe: 'are adjusted by Scheffé’s method',
  dunnettx: 'are adjusted by an approximation of Dunnett’s method (emmeans’ dunnettx)',
  fdr: 'are adjusted by the false discovery rate of Benjamini and Hochberg',
  mvt: 'are adjusted by the multivariate t distribution',
};

function meansTable({ means, notices }: MarginalMeans, context: ReportContext): TableBlock {
  const { names } = context;
  const factors = Object.keys(means[0].levels);
  const format = columnFormat(
    means.map(({ se }) => se),
    3,
  );
  return {
    kind: 'table',
    caption: `Means of ${names.response} by ${joinWords(factors.map(names.variable))}`,
    columns: [
      ...factors.map((factor) => ({ label: names.variable(factor), align: 'text' as const })),
      { label: 'Mean', align: 'number' },
      ...inference(context),
    ],
    rows: means.map((row) => [
      ...factors.map((factor): Cell => ({ text: row.levels[factor] })),
      ...numbers(row, means, format),
    ]),
    footnotes: [
      'From the model: other factors are averaged over their levels with equal weights, numbers stand at their mean ' +
        '(Searle, Speed and Milliken 1980).',
      ...notices.filter(({ code }) => code === 'means-not-estimable').map(({ message }) => message),
    ],
  };
}

function contrastsTable(table: MarginalMeans, context: ReportContext): TableBlock {
  const { contrasts, adjustment, notices } = table;
  const { names } = context;
  const by = Object.keys(contrasts[0].by);
  const format = columnFormat(
    contrasts.map(({ se }) => se),
    3,
  );
  const own = by.length === 0 ? '' : ` within each level of ${joinWords(by.map(names.variable))}`;
  const limits = adjustment.limits === adjustment.p ? 'p and limits' : 'p values';
  return {
    kind: 'table',
    caption: `Comparisons of means of ${names.response}${own}`,
    columns: [
      ...by.map((factor) => ({ label: names.variable(factor), align: 'text' as const })),
      { label: 'Comparison', align: 'text' },
      { label: 'Difference', align: 'number' },
      ...inference(context),
      { label: 't', align: 'number' },
      { label: 'p', align: 'number' },
    ],
    rows: contrasts.map((row) => [
      ...by.map((factor): Cell => ({ text: row.by[factor] })),
      { text: row.label },
      ...numbers(row, contrasts, format),
      { text: formatStatistic(row.t) },
      { text: formatP(row.p) },
    ]),
    footnotes: [
      `${limits === 'p values' ? 'The p values' : 'p values and limits'} ${inWords[adjustment.p]}.`,
      ...notices.filter(({ code }) => code !== 'means-not-estimable').map(({ message }) => message),
    ],
  };
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
