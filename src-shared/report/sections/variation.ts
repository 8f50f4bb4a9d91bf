import type { CoefficientRow, VarianceRow } from '../../model/fitResult.ts';
import type { Cell, RichText, Run, TableBlock } from '../../model/outputDocument.ts';
import { columnFormat, formatFixed, formatRoundShare, formatShare, formatTo } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { intervalCells, intervalColumn, intervalNotes } from './varianceIntervals.ts';
import { capitalise } from '../words/lists.ts';
import { residualWords } from '../words/residualWords.ts';
import { isBent, partners, termGroups } from '../words/termGroups.ts';

type Variance = Extract<VarianceRow, { kind: 'variance' }>;

/** Half the width, in SDs, of the range that holds 95 % of normally distributed effects. */
const mostWithin = 1.96;

/** More slopes than this are left to the table. */
const maxSentences = 3;

/** How far clusters differ, in the outcome's units. */
export function variationReading(context: ReportContext): RichText {
  const { result } = context;
  const components = result.variance.filter(
    (row): row is Variance => row.kind === 'variance' && row.term !== null,
  );
  const slopes = components.filter((row) => row.term !== '(Intercept)' && row.sd > 0);
  const levels = components.filter((row) => row.term === '(Intercept)' && row.sd > 0);
  const sentences = slopes.slice(0, maxSentences).flatMap((row) => slopeSentence(row, context));
  return [...levelSentence(levels, context), ...sentences, ...shareSentence(context)];
}

/** `In level, plates differ by about ±0.85 and samples by about ±1.8 (standard deviations).` */
function levelSentence(rows: readonly Variance[], { groups, names }: ReportContext): Run[] {
  if (rows.length === 0) return [];
  const size = (row: Variance) => strong(`±${names.withUnit(formatTo(row.sd, row.sd, 2))}`);
  const [first] = rows;
  if (rows.length === 1) {
    return [
      `${capitalise(groups.several(first.group))} differ in their level by about `,
      size(first),
      ' (one standard deviation). ',
    ];
  }
  const pieces = rows.flatMap((row, i): Run[] => {
    const joint = i === 0 ? '' : i === rows.length - 1 ? ' and ' : ', ';
    return [`${joint}${groups.several(row.group)}${i === 0 ? ' differ' : ''} by about `, size(row)];
  });
  return ['In level, ', ...pieces, ' (one standard deviation each). '];
}

function slopeSentence(row: Variance, context: ReportContext): Run[] {
  const { groups, names } = context;
  const term = row.term ?? '';
  const effect = groups.differIn(row.group, term);
  const start = `${capitalise(groups.several(row.group))} differ in ${effect} by about `;
  const size = strong(`±${names.withUnit(formatTo(row.sd, row.sd, 2))}${perStep(term, context)}`);
  const mean = meanOf(row, context);
  if (mean === null) return [start, size, '. '];
  const end = (side: number) => formatTo(mean.estimate + side * mostWithin * row.sd, row.sd, 2);
  return [start, size, `: for about 95 % of them it lies between ${end(-1)} and ${names.withUnit(end(1))}. `];
}

/**
 * The coefficient around which a random effect varies; null where the coefficient of the same name means
 * something else: a difference beside levels, or an effect that holds only where another predictor is 0.
 */
function meanOf({ group, term }: Variance, { result, names }: ReportContext): CoefficientRow | null {
  const all = termGroups(result, names);
  const own = all.find(({ rows }) => rows.some(({ row }) => row.term === term));
  const found = own?.rows.find(({ row }) => row.term === term);
  if (own === undefined || found === undefined || !Number.isFinite(found.row.estimate)) return null;
  if (partners(own, all).length > 0 || isBent(own, all)) return null;
  if (own.factors.length === 0) return found.row;
  const differences =
    result.fixed.some((row) => row.term === '(Intercept)') &&
    result.variance.some((row) => row.group === group && row.term === '(Intercept)');
  return differences ? found.row : null;
}

/** ` per day` for a slope whose predictor has a unit. */
function perStep(term: string, { names }: ReportContext): string {
  const parts = names.parts(term);
  const unit = parts?.length === 1 && parts[0].kind === 'covariate' ? names.unit(parts[0].expression) : null;
  return unit === null ? '' : ` per ${unit}`;
}

function shareSentence({ result }: ReportContext): Run[] {
  const residual = result.variance.find((row) => row.kind === 'variance' && row.term === null);
  if (residual === undefined || !Number.isFinite(residual.share)) return [];
  const between = 1 - residual.share;
  return [
    'Of the variance around the fixed effects, ',
    strong(formatRoundShare(between)),
    ` lies between the groupings and ${formatRoundShare(residual.share)} within them.`,
  ];
}

/** Variances, SDs and correlations of the random effects, and what each is of the whole. */
export function variationTable(context: ReportContext): TableBlock {
  const { result, groups, names, intervals } = context;
  const variances = result.variance.filter((row) => row.kind === 'variance');
  const formatVariance = columnFormat(
    variances.map((row) => row.variance),
    3,
  );
  const formatSd = columnFormat(
    variances.map((row) => row.sd),
    3,
  );
  const correlated = result.variance.some((row) => row.kind === 'covariance');
  const blank: Cell = { text: '' };
  return {
    kind: 'table',
    caption: `Variance components of ${names.response}`,
    columns: [
      { label: 'Component', align: 'text' },
      { label: 'Variance', align: 'number' },
      { label: 'SD', align: 'number' },
      ...(correlated ? [{ label: 'Correlation', align: 'number' } as const] : []),
      ...(intervals === null ? [] : [intervalColumn(context, correlated)]),
      { label: 'Share', align: 'number' },
    ],
    rows: result.variance.map((row) => {
      const share = { text: formatShare(row.share) };
      if (row.kind === 'variance') {
        const name = row.term === null ? 'Residual' : groups.component(row.group, row.term);
        return [
          { text: name },
          { text: formatVariance(row.variance, row.variance) },
          { text: formatSd(row.sd, row.sd) },
          ...(correlated ? [blank] : []),
          ...intervalCells(row, formatSd, context),
          share,
        ];
      }
      const pair = `${groups.effect(row.group, row.term)} with ${groups.effect(row.group, row.term2)}`;
      return [
        { text: `${groups.title(row.group)}: ${pair}` },
        blank,
        blank,
        { text: formatFixed(row.correlation, 2) },
        ...intervalCells(row, formatSd, context),
        share,
      ];
    }),
    footnotes: [...footnotes(context, correlated), ...intervalNotes(context)],
  };
}

function footnotes(context: ReportContext, correlated: boolean): string[] {
  const { result, names, groups } = context;
  const squared = names.responseUnit;
  const notes = [
    `SD = standard deviation${squared === '' ? '' : `, in ${squared}`}. Share = part of the variance around the fixed effects, averaged over the observations` +
      (correlated ? '; a covariance has a part of its own, which can be negative.' : '.'),
  ];
  if (result.spec.weights !== undefined) {
    notes.push(
      'The residual variance and SD are those of an observation of weight 1; the shares use the mean residual ' +
        'variance of the observations.',
    );
  }
  const residual = residualNote(context);
  if (residual !== null) notes.push(residual);
  if (result.singularComponents.length > 0) {
    const at = result.singularComponents.map((component) => groups.title(component.group));
    const missing = correlated ? '; a correlation that does not exist is shown as –' : '';
    notes.push(`At its limit (singular): ${[...new Set(at)].join(', ')}${missing}.`);
  }
  return notes;
}

/** Which of several residual variances the table gives. */
function residualNote(context: ReportContext): string | null {
  const words = residualWords(context);
  if (words === null) return null;
  const more = 'how the residuals vary and hang together is told below.';
  return `Residual: ${words.severalVariances ? 'the mean variance of the rows' : 'the variance of each row'}; ${more}`;
}

function strong(text: string): Run {
  return { text, as: 'strong' };
}
