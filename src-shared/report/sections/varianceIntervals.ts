import type { Interval, IntervalRemark, Intervals } from '../../model/analyses/intervals.ts';
import type { VarianceRow } from '../../model/fitResult.ts';
import type { Cell, TableBlock } from '../../model/outputDocument.ts';
import { absent, formatFixed, formatInterval, type ScaledFormat } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';

/** The column of intervals that the table of variance components has once they are computed. */
export function intervalColumn({ level }: ReportContext, correlated: boolean): TableBlock['columns'][number] {
  return { label: `${level} CI of SD${correlated ? ' or correlation' : ''}`, align: 'number' };
}

/** The interval of a row's SD or correlation; no cell where there is no such column. */
export function intervalCells(
  row: VarianceRow,
  formatSd: ScaledFormat,
  { intervals, result }: ReportContext,
): Cell[] {
  if (intervals === null) return [];
  // Of several residual variances each has its interval in a table of its own.
  if (result.residualCovariance !== undefined && row.kind === 'variance' && row.term === null)
    return [{ text: '' }];
  const interval = intervalOf(row, intervals);
  if (interval === undefined) return [{ text: absent }];
  const { lower, upper } = interval;
  if (row.kind === 'covariance')
    return [{ text: formatInterval(formatFixed(lower, 2), formatFixed(upper, 2)) }];
  const scale = row.sd > 0 ? row.sd : upper;
  return [{ text: formatInterval(formatSd(lower, scale), formatSd(upper, scale)) }];
}

function intervalOf(row: VarianceRow, { intervals }: Intervals): Interval | undefined {
  return intervals.find(({ parameter }) => {
    if (parameter.kind === 'coefficient' || parameter.kind === 'residual') return false;
    if (parameter.kind === 'sigma') return row.kind === 'variance' && row.term === null;
    if (parameter.group !== row.group || parameter.term !== row.term) return false;
    if (parameter.kind === 'sd') return row.kind === 'variance';
    return row.kind === 'covariance' && parameter.term2 === row.term2;
  });
}

/** Which method it is and why, and what ends at a limit mean. */
export function intervalNotes({ intervals, result, level }: ReportContext): string[] {
  if (intervals === null) return [];
  const components = intervals.intervals.filter(
    ({ parameter }) => parameter.kind !== 'coefficient' && parameter.kind !== 'residual',
  );
  const has = (...remarks: IntervalRemark[]) =>
    components.some((interval) => remarks.some((remark) => interval.remarks.includes(remark)));
  const atLimit = (kind: 'sd' | 'correlation') =>
    components.some(
      ({ parameter, remarks }) =>
        parameter.kind === kind &&
        remarks.some((remark) => remark === 'lower-at-limit' || remark === 'upper-at-limit'),
    );
  const notes = [methodNote(intervals, result.method === 'REML', level)];
  if (atLimit('sd')) {
    notes.push('An interval that begins at 0: the data do not rule out that clusters are alike in this.');
  }
  if (atLimit('correlation')) {
    notes.push('An interval that ends at −1 or 1: the data do not rule out any correlation up to there.');
  }
  if (has('estimate-at-limit')) {
    notes.push(`${absent} A component at its limit has no Wald interval; profile likelihood gives one.`);
  }
  if (has('lower-not-found', 'upper-not-found')) {
    notes.push(`${absent} The data do not determine this end of an interval.`);
  }
  return notes;
}

/** Which method the intervals are by, and why. */
export function methodNote({ method, chosen }: Intervals, reml: boolean, level: string): string {
  if (method === 'profile') {
    const from = reml ? ', from the fit by maximum likelihood (the estimates are by REML)' : '';
    return `${level} CI by profile likelihood${from}.`;
  }
  const why =
    chosen === 'large-model' ? ' Profile likelihood would take longer for a model of this size.' : '';
  return `${level} CI by Wald’s method, on the log scale of SDs and Fisher’s z scale of correlations.${why}`;
}
