import { fewestReplicates, type Bootstrap, type BootstrapEnds } from '../../model/analyses/bootstrap.ts';
import type { IntervalParameter } from '../../model/analyses/intervals.ts';
import type { Block, RichText, TableBlock } from '../../model/outputDocument.ts';
import { columnFormat, formatCount, formatFixed, formatInterval, type ScaledFormat } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { parameterName } from '../words/intervalParameter.ts';

/** How far each number would vary in new samples from the fitted model. */
export function bootstrapBlocks(answer: Bootstrap, context: ReportContext): Block[] {
  return [
    { kind: 'text', role: 'reading', text: bootstrapReading(answer, context) },
    bootstrapTable(answer, context),
  ];
}

function bootstrapReading({ requested, completed, seed }: Bootstrap, { level }: ReportContext): RichText {
  if (completed < requested) {
    return [
      'The bootstrap was ',
      {
        text: `stopped after ${formatCount(completed)} of ${formatCount(requested)} replicates`,
        as: 'strong',
      },
      '; the intervals below rest on these.',
    ];
  }
  return [
    `Bootstrap intervals (${level}) from ${formatCount(completed)} outcomes drawn from the model, seed ${seed}.`,
  ];
}

function bootstrapTable(answer: Bootstrap, context: ReportContext): TableBlock {
  const { names, level } = context;
  const { intervals, completed, requested } = answer;
  const formatOf = formatsBy(intervals);
  const part =
    completed < requested ? ` (${formatCount(completed)} of ${formatCount(requested)} replicates)` : '';
  return {
    kind: 'table',
    caption: `Bootstrap intervals for the model of ${names.response}${part}`,
    columns: [
      { label: 'Parameter', align: 'text' },
      { label: 'Estimate', align: 'number' },
      { label: 'Bias', align: 'number' },
      { label: 'SE', align: 'number' },
      { label: `${level} percentile CI`, align: 'number' },
      { label: `${level} basic CI`, align: 'number' },
    ],
    rows: intervals.map(({ parameter, estimate, bias, se, percentile, basic }) => {
      const format = formatOf(parameter);
      const interval = ({ lower, upper }: BootstrapEnds) =>
        formatInterval(format(lower, se), format(upper, se));
      return [
        { text: parameterName(parameter, context) },
        { text: format(estimate, se) },
        { text: format(bias, se) },
        { text: format(se, se) },
        { text: interval(percentile) },
        { text: interval(basic) },
      ];
    }),
    footnotes: footnotes(answer, context),
  };
}

/**
 * Common decimals for what is in the outcome's unit; the parameters of the residuals have units of their own, and
 * correlations two decimals.
 */
function formatsBy(intervals: Bootstrap['intervals']): (parameter: IntervalParameter) => ScaledFormat {
  const unitOf = (parameter: IntervalParameter) =>
    parameter.kind === 'residual' ? parameter.of.split(' ', 1)[0] : parameter.kind;
  const isCorrelation = (unit: string) => unit === 'correlation';
  const inUnits = ({ kind }: IntervalParameter) => kind !== 'residual' && kind !== 'correlation';
  const decimals = (rows: Bootstrap['intervals']) =>
    columnFormat(
      rows.map(({ se }) => se),
      3,
    );
  const common = decimals(intervals.filter(({ parameter }) => inUnits(parameter)));
  return (parameter) => {
    const unit = unitOf(parameter);
    if (inUnits(parameter)) return common;
    if (isCorrelation(unit)) return (value) => formatFixed(value, 2);
    return decimals(intervals.filter((row) => unitOf(row.parameter) === unit));
  };
}

function footnotes(answer: Bootstrap, { result, level }: ReportContext): string[] {
  const { completed, singular, failed, seed, method, intervals } = answer;
  const notes = [
    `Parametric bootstrap, seed ${seed}: ${result.ranef.length > 0 ? 'random effects and residuals' : 'residuals'} are drawn anew from the fitted model, and the model is ` +
      `fitted to each outcome by ${method}. Bias = mean of the replicates − estimate; SE = their standard deviation.`,
    `Percentile CI = the middle ${level} of the replicates; it stays within what is possible. Basic CI = the same distances, turned ` +
      'round at the estimate, which takes the bias back (Davison and Hinkley 1997).',
  ];
  const drawn = completed === 1 ? 'replicate' : 'replicates';
  if (singular > 0) {
    notes.push(
      `In ${formatCount(singular)} of ${formatCount(completed)} ${drawn} a variance component is at its limit (singular); they count as any other.`,
    );
  }
  const withoutCorrelation = Math.max(...intervals.map(({ values }) => completed - failed - values));
  if (withoutCorrelation > 0) {
    notes.push(
      `Where an SD is 0 its correlations do not exist: up to ${formatCount(withoutCorrelation)} ${drawn} are missing in them.`,
    );
  }
  if (failed > 0) {
    notes.push(
      `${formatCount(failed)} of ${formatCount(completed)} ${drawn} reached no optimum and are left out.`,
    );
  }
  const fewest = fewestReplicates(answer.level);
  if (intervals.some(({ values }) => values < fewest)) {
    notes.push(`A ${level} interval needs at least ${formatCount(fewest)} replicates with a value.`);
  }
  return notes;
}
