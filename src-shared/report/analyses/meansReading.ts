import type { MarginalMeans, MeansContrast } from '../../model/analyses/means.ts';
import type { RichText } from '../../model/outputDocument.ts';
import {
  formatCount,
  formatInterval,
  formatPInText,
  formatThreshold,
  formatTo,
  noBreak,
} from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { capitalise, joinWords } from '../words/lists.ts';
import { adjustedBy, contrastName, familiesOf, levelsName, sidesOf } from '../words/means.ts';
import type { MeansFamily } from '../words/means.ts';
import { describeChange, logOutcome } from '../words/outcomeScale.ts';
import { interactionNotes } from './meansInteraction.ts';

/** How many comparisons are clear, the clearest in words, and how p was adjusted; of means alone the extremes. */
export function meansReading(table: MarginalMeans, context: ReportContext): RichText {
  const tested = familiesOf(table, context.names).flatMap((family) =>
    family.contrasts.filter(({ p }) => Number.isFinite(p)).map((contrast) => ({ family, contrast })),
  );
  if (tested.length === 0) return table.contrasts.length === 0 ? extremes(table, context) : [];
  const clearest = tested.reduce((best, one) =>
    Math.abs(one.contrast.t) > Math.abs(best.contrast.t) ? one : best,
  );
  const sentence = capitalise(inWords(clearest.contrast, clearest.family, table, context));
  const interval = intervalOf(clearest.contrast, table, context);
  const how = adjustmentWords(table, context);
  const numbers = ` (${interval}, ${formatPInText(clearest.contrast.p)}${how}).`;
  const notes = interactionNotes(table, context).map((note) => ` ${note}`);
  const alpha = 1 - context.result.spec.level;
  const clear = tested.filter(({ contrast: { p } }) => p < alpha).length;
  if (tested.length === 1 && clear === 1) return [{ text: sentence, as: 'strong' }, numbers, ...notes];
  const only = clear === 1 || tested.length === 1;
  return [
    { text: countSentence(clear, tested.length, formatThreshold(alpha)), as: 'strong' },
    clear === 0 ? ' That does not show the means to be equal. ' : ' ',
    only ? sentence : `The strongest: ${inWords(clearest.contrast, clearest.family, table, context)}`,
    numbers,
    ...notes,
  ];
}

function countSentence(clear: number, all: number, threshold: string): string {
  if (all === 1) return `The comparison is not clear (${threshold}).`;
  if (clear === 0) return `None of the ${formatCount(all)} comparisons is clear (${threshold}).`;
  if (clear === all) return `All ${formatCount(all)} comparisons are clear (${threshold}).`;
  return `${formatCount(clear)} of ${formatCount(all)} comparisons ${clear === 1 ? 'is' : 'are'} clear (${threshold}).`;
}

/** `within Variety Victory Nitro 0.6 is 38 bushels above Nitro 0` */
function inWords(
  contrast: MeansContrast,
  family: MeansFamily,
  table: MarginalMeans,
  context: ReportContext,
): string {
  const { names, result } = context;
  const where = family.name === '' ? '' : `at ${family.name}, `;
  const sides = sidesOf(contrast, table);
  if (sides === null) {
    const estimate = names.withUnit(formatTo(contrast.estimate, contrast.se, 2));
    return `${where}${contrastName(contrast, family, table, names)} ${estimate}`;
  }
  const { size } = describeChange(contrast, context);
  const nameOf = (at: number) => levelsName(table.factors, family.means[at].levels, names);
  const other = sides.minus === 'all' ? 'the mean of all' : nameOf(sides.minus);
  const relation =
    logOutcome(result.response) !== null
      ? `${size} times`
      : `${size} ${contrast.estimate < 0 ? 'below' : 'above'}`;
  return `${where}${nameOf(sides.plus)} is ${relation} ${other}`;
}

/** A weighted sum stays on the scale of the model; a difference of logs is told as a factor. */
function intervalOf(contrast: MeansContrast, table: MarginalMeans, context: ReportContext): string {
  if (sidesOf(contrast, table) !== null) return describeChange(contrast, context).interval;
  const [lower, upper] = [contrast.lower, contrast.upper].map((end) => formatTo(end, contrast.se, 2));
  return `${context.level}${noBreak}CI ${formatInterval(lower, upper)}`;
}

/** `; adjusted by Tukey’s method for all pairs, 3 comparisons` */
function adjustmentWords(table: MarginalMeans, { names }: ReportContext): string {
  const [{ contrasts }] = familiesOf(table, names);
  const how = adjustedBy[table.adjustment.p];
  if (contrasts.length === 1) return '';
  if (how === null) return '; not adjusted';
  const where =
    table.by.length === 0 ? '' : ` within each level of ${joinWords(table.by.map(names.variable))}`;
  return `; adjusted ${how}, ${formatCount(contrasts.length)} comparisons${where}`;
}

/** `Means lie between 79.4 bushels at nitro 0 and 123.4 bushels at nitro 0.6.` */
function extremes({ factors, by, means }: MarginalMeans, context: ReportContext): RichText {
  const { names } = context;
  const known = means.filter(({ estimate }) => Number.isFinite(estimate));
  if (known.length < 2) return [];
  const sorted = known.toSorted((a, b) => a.estimate - b.estimate);
  const [lowest, highest] = [sorted[0], sorted[sorted.length - 1]].map(({ levels, ...mean }) => {
    const value = logOutcome(context.result.response) === null ? describeChange(mean, context).signed : null;
    return value === null
      ? levelsName([...factors, ...by], levels, names)
      : `${value} at ${levelsName([...factors, ...by], levels, names)}`;
  });
  return [`The lowest mean: ${lowest}; the highest: ${highest}.`];
}
