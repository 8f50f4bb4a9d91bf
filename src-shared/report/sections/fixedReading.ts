import type { RichText, Run } from '../../model/outputDocument.ts';
import { formatDf, formatPInText, formatStatistic, formatTick } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import type { CoefficientPart } from '../words/coefficient.ts';
import { capitalise, joinWords } from '../words/lists.ts';
import { splitTerm } from '../words/names.ts';
import { describeChange, logOutcome } from '../words/outcomeScale.ts';
import { isBent, partners, termGroups, variablesOf, type TermGroup } from '../words/termGroups.ts';
import { shownCoefficients } from './shownIntervals.ts';

/** More sentences than this are not read; the table has the rest. */
const maxSentences = 4;

/** A factor with more levels than this is summarised by its range. */
const maxLevelsInWords = 3;

/** The sentences above the coefficient table: what each term says, in the outcome's units. */
export function fixedReading(given: ReportContext): RichText[] {
  const context = { ...given, result: { ...given.result, fixed: shownCoefficients(given) } };
  const { result, names, judgeable } = context;
  if (!judgeable) return [];
  const terms = termGroups(result, names);
  const readable = result.fixed.filter((row) => Number.isFinite(row.estimate));
  if (terms.length === 0) return readable.length === 1 ? [averageSentence(context)] : [];
  const sentences = terms.map((term) => termSentence(term, terms, context)).filter((text) => text !== null);
  const shown = sentences.slice(0, maxSentences);
  const left = sentences.length - shown.length;
  if (left > 0) shown.push([`The table holds ${left} further ${left === 1 ? 'term' : 'terms'}.`]);
  else if (terms.length > 1 && terms.every((term) => variablesOf(term).length === 1))
    shown.push(['Each with the other predictors held constant.']);
  return shown;
}

function averageSentence(context: ReportContext): RichText {
  const { result, names } = context;
  const { size, signed, interval } = describeChange(result.fixed[0], context);
  const log = logOutcome(result.response);
  const slopes = result.variance.flatMap((row) =>
    row.kind === 'variance' && row.term !== null ? (names.parts(row.term) ?? []) : [],
  );
  const covariates = slopes.flatMap((part) => (part.kind === 'covariate' ? [part.expression] : []));
  const condition = conditionText([...new Set(covariates)], context).replace(/^Where/, ' where');
  const ending = `${condition} (${interval}).`;
  if (log !== null)
    return ['The geometric mean of ', names.variable(log.inner), ' is ', strong(size), ending];
  return ['The average ', names.response, ' is ', strong(signed), ending];
}

function termSentence(term: TermGroup, all: readonly TermGroup[], context: ReportContext): RichText | null {
  if (!term.rows.every(({ row }) => [row.estimate, row.lower, row.upper].every(Number.isFinite))) return null;
  if (variablesOf(term).length > 1) return interactionSentence(term, context);
  if (isBent(term, all)) return bentSentence(term, context);
  const condition = conditionText(partners(term, all), context);
  return term.covariates.length === 1
    ? covariateSentence(term, condition, context)
    : factorSentence(term, condition, context);
}

function covariateSentence(term: TermGroup, condition: string, context: ReportContext): RichText {
  const { result, names } = context;
  const change = describeChange(term.rows[0].row, context);
  const step = `${condition === '' ? 'Each' : `${condition}, each`} extra ${names.step(term.covariates[0])}`;
  const log = logOutcome(result.response);
  const open = change.direction === 'open' ? openEnding('no change', log === null ? '0' : '1') : '.';
  if (log !== null) {
    const of = names.variable(log.inner);
    return [
      `${step} multiplies the average ${of} (geometric mean) by `,
      strong(change.size),
      ` (${change.interval})${open}`,
    ];
  }
  const to = names.response;
  switch (change.direction) {
    case 'up':
      return [`${step} adds `, strong(change.signed), ` to ${to} on average (${change.interval}).`];
    case 'down':
      return [
        `${step} lowers ${to} by `,
        strong(change.size),
        ` on average (change ${change.signed}, ${change.interval}).`,
      ];
    case 'open':
      return [`${step} changes ${to} by `, strong(change.signed), ` on average (${change.interval})${open}`];
  }
}

function factorSentence(term: TermGroup, condition: string, context: ReportContext): RichText | null {
  const { result, names } = context;
  const factor = term.factors[0];
  const column = result.frame.columns.find((candidate) => candidate.name === factor);
  if (column?.kind !== 'categorical') return null;
  const called = names.variable(factor);
  if (term.rows.length === column.levels.length) {
    const others =
      result.fixed.length > term.rows.length ? ', with every other predictor at 0 or its reference' : '';
    return [`The coefficients of ${called} are the averages of ${names.response} at its levels${others}.`];
  }
  const log = logOutcome(result.response);
  const average =
    log === null ? `average ${names.response}` : `the geometric mean of ${names.variable(log.inner)}`;
  const start = condition === '' ? capitalise(average) : `${condition}, ${average}`;
  const reference = column.levels[0];
  if (term.rows.length > maxLevelsInWords)
    return rangeSentence(term, `${start} at the other levels of ${called}`, reference, context);

  const pieces: Run[] = [`${start} is `];
  let open = 0;
  term.rows.forEach(({ row, parts }, i) => {
    const change = describeChange(row, context);
    if (change.direction === 'open') open++;
    if (i > 0) pieces.push(i === term.rows.length - 1 ? ' and ' : ', ');
    const word = log !== null ? 'times as large' : row.estimate < 0 ? 'lower' : 'higher';
    const signed = log !== null || change.direction === 'up' ? '' : `difference ${change.signed}, `;
    const than = log === null ? 'than' : 'as';
    const against = i > 0 ? '' : ` ${than} at ${reference}`;
    pieces.push(
      strong(`${change.size} ${word}`),
      ` at ${i > 0 ? '' : `${called} `}${levelOf(parts)}${against} (${signed}${change.interval})`,
    );
  });
  const value = log === null ? '0' : '1';
  if (open === 0) pieces.push('.');
  else if (term.rows.length === 1) pieces.push(openEnding('no difference', value));
  else
    pieces.push(`; where an interval includes ${value}, the data are compatible with no difference as well.`);
  return pieces;
}

function rangeSentence(term: TermGroup, start: string, reference: string, context: ReportContext): RichText {
  const sorted = [...term.rows].sort((a, b) => a.row.estimate - b.row.estimate);
  const first = sorted[0];
  const last = sorted[sorted.length - 1];
  const size = ({ row }: TermGroup['rows'][number]) => describeChange(row, context).signed;
  const isLog = logOutcome(context.result.response) !== null;
  const [verb, ending] = isLog
    ? ['is', `times that at ${reference}`]
    : ['differs', `from that at ${reference}`];
  return [
    `${start} ${verb} `,
    ...(isLog ? [] : ['by ']),
    strong(size(first)),
    ` (${levelOf(first.parts)}) to `,
    strong(size(last)),
    ` (${levelOf(last.parts)}) ${ending}.`,
  ];
}

function levelOf(parts: readonly CoefficientPart[]): string {
  return parts[0].kind === 'level' ? parts[0].level : parts[0].expression;
}

function bentSentence(term: TermGroup, context: ReportContext): RichText | null {
  const [expression] = term.covariates;
  const plain = context.result.frame.columns.some((column) => column.name === expression);
  if (!plain) return null;
  const name = context.names.variable(expression);
  return [
    `${name} enters through several terms, so its effect is a curve: read the figure, not single coefficients.`,
  ];
}

/** Whether one effect depends on another variable: from the F test, or the coefficient if there is but one. */
function interactionSentence(term: TermGroup, context: ReportContext): RichText | null {
  const { result, names } = context;
  const variables = variablesOf(term);
  const known = new Set(result.frame.columns.map((column) => column.name));
  const test = result.anova.find((row) => {
    const inTerm = splitTerm(row.term, known);
    return inTerm.length === variables.length && variables.every((variable) => inTerm.includes(variable));
  });
  if (test === undefined || !Number.isFinite(test.p)) return null;
  const shown = [...term.covariates, ...term.factors].map(names.variable);
  const denDf = Number.isFinite(test.denDf) ? `, ${formatDf(test.denDf, [test.denDf])}` : '';
  const evidence = `F(${formatDf(test.numDf, [test.numDf])}${denDf}) = ${formatStatistic(test.F)}, ${formatPInText(test.p)}`;
  const clear = test.p < 1 - result.spec.level;
  if (shown.length > 2) {
    const verb = clear ? 'show an' : 'are compatible with no';
    return [`The data ${verb} interaction of ${joinWords(shown)} (${evidence}).`];
  }
  const [first, second] = shown;
  return clear
    ? [`The effect of ${first} `, strong(`depends on ${second}`), ` (${evidence}).`]
    : [`The data are compatible with the same effect of ${first} whatever ${second} is (${evidence}).`];
}

/** `Where Variety is Golden Rain and dose is 0`: what a coefficient is conditional on. */
function conditionText(variables: readonly string[], context: ReportContext): string {
  if (variables.length === 0) return '';
  const conditions = variables.map((variable) => {
    const reference = context.names.reference(variable);
    if (reference !== null) return `${context.names.variable(variable)} is ${reference}`;
    return `${context.names.variable(variable)} is 0${outsideRange(variable, context)}`;
  });
  return `Where ${joinWords(conditions)}`;
}

function outsideRange(variable: string, { result }: ReportContext): string {
  const column = result.frame.columns.find((candidate) => candidate.name === variable);
  if (column?.kind !== 'numeric') return '';
  let low = Infinity;
  let high = -Infinity;
  for (const value of column.values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low <= 0 && high >= 0) return '';
  return ` (outside the data, which run from ${formatTick(low)} to ${formatTick(high)})`;
}

function openEnding(what: string, value: string): string {
  return `; the interval includes ${value}, so the data are compatible with ${what} as well.`;
}

function strong(text: string): Run {
  return { text, as: 'strong' };
}
