import type { Cell, TableBlock } from '../../model/outputDocument.ts';
import { absent, columnFormat, formatDf, formatInterval, formatP, formatStatistic } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { joinWords } from '../words/lists.ts';
import { contrastedFactors, hasEveryLevel, termGroups } from '../words/termGroups.ts';
import { profilesAskedFor, shownCoefficients } from './shownIntervals.ts';

/** More conditions than this do not fit beside the word "Intercept". */
const maxConditions = 3;

/** The coefficients of the fixed part. */
export function fixedTable(context: ReportContext): TableBlock {
  const { result, names, level } = context;
  const format = columnFormat(
    result.fixed.map((row) => row.se),
    3,
  );
  const normal = result.dfMethod === 'asymptotic';
  const dfs = result.fixed.map((row) => row.df);
  const number = (text: string): Cell => ({ text });
  return {
    kind: 'table',
    caption: `Coefficients of the fixed effects on ${names.response}`,
    columns: [
      { label: 'Term', align: 'text' },
      { label: 'Estimate', align: 'number' },
      { label: 'SE', align: 'number' },
      { label: `${level} CI`, align: 'number' },
      ...(normal ? [] : [{ label: 'df', align: 'number' } as const]),
      { label: normal ? 'z' : 't', align: 'number' },
      { label: 'p', align: 'number' },
    ],
    rows: shownCoefficients(context).map((row) => [
      rowName(row.term, context),
      number(format(row.estimate, row.se)),
      number(format(row.se, row.se)),
      number(formatInterval(format(row.lower, row.se), format(row.upper, row.se))),
      ...(normal ? [] : [number(formatDf(row.df, dfs))]),
      number(formatStatistic(row.t)),
      number(formatP(row.p)),
    ]),
    footnotes: footnotes(context),
  };
}

function rowName(term: string, context: ReportContext): Cell {
  const { names } = context;
  const text = names.coefficient(term);
  const parts = names.parts(term);
  if (parts === null) return { text };
  if (parts.length === 0) return withNote(text, baseline(context));
  if (parts.length > 1) return { text };
  const part = parts[0];
  if (part.kind === 'level') {
    const own = termGroups(context.result, names).find(({ rows }) =>
      rows.some(({ row }) => row.term === term),
    );
    if (own !== undefined && hasEveryLevel(own, part.variable, names)) return { text };
    return withNote(text, `against ${names.reference(part.variable) ?? absent}`);
  }
  const unit = names.unit(part.expression);
  return withNote(text, unit === null ? null : `per ${unit}`);
}

function withNote(text: string, note: string | null): Cell {
  return note === null ? { text } : { text, note };
}

/** Where the intercept lies: `Days = 0`. */
function baseline({ result, names }: ReportContext): string | null {
  const conditions = new Map<string, string>();
  const contrasted = contrastedFactors(termGroups(result, names), names);
  for (const row of result.fixed) {
    for (const part of names.parts(row.term) ?? []) {
      if (part.kind === 'covariate')
        conditions.set(part.expression, `${names.variable(part.expression)} = 0`);
      else if (contrasted.has(part.variable))
        conditions.set(
          part.variable,
          `${names.variable(part.variable)} = ${names.reference(part.variable) ?? absent}`,
        );
    }
  }
  if (conditions.size > maxConditions) return 'predictors at 0 or their reference level';
  return conditions.size === 0 ? null : [...conditions.values()].join(', ');
}

function footnotes(context: ReportContext): string[] {
  const { result, names } = context;
  const notes = [methodNote(context)];
  const factors = contrastedFactors(termGroups(result, names), names);
  if (factors.size > 0) {
    const references = [...factors].map(
      (factor) => `${names.variable(factor)} = ${names.reference(factor) ?? absent}`,
    );
    notes.push(
      `Reference ${factors.size === 1 ? 'level' : 'levels'}: ${joinWords(references)} (treatment coding).`,
    );
  }
  if (result.fixed.some((row) => ![row.estimate, row.se, row.t, row.p].every(Number.isFinite))) {
    notes.push(
      `${absent} A number that does not exist for these data, such as the coefficient of a redundant term.`,
    );
  }
  return notes;
}

function methodNote(context: ReportContext): string {
  const { result, dfMethod } = context;
  const method = {
    REML: 'Estimated by restricted maximum likelihood (REML)',
    ML: 'Estimated by maximum likelihood (ML)',
    OLS: 'Estimated by least squares',
  }[result.method];
  const tests = {
    satterthwaite: 't tests with Satterthwaite’s degrees of freedom',
    'kenward-roger': 't tests with Kenward-Roger degrees of freedom and adjusted standard errors',
    'kenward-roger-linear':
      't tests with Kenward-Roger degrees of freedom and adjusted standard errors, first order',
    'between-within': 't tests with between-within degrees of freedom',
    containment: 't tests with containment degrees of freedom',
    residual: 't tests with the residual degrees of freedom',
    asymptotic: 'z tests from the normal distribution',
  }[dfMethod];
  const errors =
    result.spec.standardErrors === 'empirical'
      ? 'empirical standard errors (sandwich), from how the residuals of each subject turned out rather than from the model; '
      : '';
  const intervals = profilesAskedFor(context)
    ? 'profile likelihood intervals, from the fit by maximum likelihood'
    : 'Wald intervals';
  return `${method}; ${errors}${tests}; ${intervals}. SE = standard error, CI = confidence interval.`;
}
