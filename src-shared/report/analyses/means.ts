import type { MarginalMeans, Means } from '../../model/analyses/means.ts';
import type { Block } from '../../model/outputDocument.ts';
import { comparisonsPlot, meansPlot } from '../plots/means.ts';
import type { ReportContext } from '../reportContext.ts';
import { meansReading } from './meansReading.ts';
import { comparisonsTable, meansTable } from './meansTables.ts';
import { meansViews } from './meansViews.ts';

/** What are the means, and which differ? For each request a reading, pictures, the means and their comparisons. */
export function meansBlocks(answer: Means, context: ReportContext): Block[] {
  if (answer.tables.length === 0) return [];
  return [
    {
      kind: 'heading',
      level: 2,
      section: 'means',
      text: 'Means and comparisons',
      short: 'Means',
    },
    ...answer.tables.flatMap((table, i) => requestBlocks(table, String(i), answer, context)),
  ];
}

function requestBlocks(table: MarginalMeans, key: string, answer: Means, context: ReportContext): Block[] {
  const text = meansReading(table, context);
  const plots = [meansPlot(table, key, context), comparisonsPlot(table, key, context)];
  const views = meansViews(table, answer, context);
  const means = meansTable(table, context);
  return [
    ...(text.length === 0 ? [] : [{ kind: 'text', role: 'reading', text } as const]),
    { kind: 'plots', plots: plots.filter((plot) => plot !== null) },
    ...(table.contrasts.length === 0
      ? [{ ...means, views }]
      : [means, { ...comparisonsTable(table, context), views }]),
  ];
}
