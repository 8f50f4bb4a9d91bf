import type { Cell, RichText, TableBlock } from '../../model/outputDocument.ts';
import { columnFormat, formatDf, formatP, formatStatistic, formatThreshold } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { capitalise, joinWords } from '../words/lists.ts';
import { splitTerm } from '../words/names.ts';
import { hasEveryLevel, termGroups } from '../words/termGroups.ts';

const romanTypes = { 1: 'I', 2: 'II', 3: 'III' } as const;

/** What the F tests say: which terms the data need, which they can do without. */
export function fTestReading(context: ReportContext): RichText {
  const { result, names } = context;
  if (!context.judgeable) return [];
  const alpha = 1 - result.spec.level;
  const averages = testsOfAverages(context);
  const tested = result.anova.filter((row) => Number.isFinite(row.p) && !averages.includes(row.term));
  const known = new Set(result.frame.columns.map((column) => column.name));
  const needed = tested.filter((row) => row.p < alpha);
  const withinNeeded = (term: string) =>
    needed.some((row) =>
      splitTerm(term, known).every((variable) => splitTerm(row.term, known).includes(variable)),
    );
  // A variable whose interaction is needed has an effect, whatever its average over the others.
  const spared = tested.filter((row) => row.p >= alpha && !withinNeeded(row.term));
  const list = (rows: typeof tested) => joinWords(rows.map((row) => named(row.term)));
  const named = (term: string) => {
    const where = conditionText(atZero(term, context), context);
    return `${names.term(term)}${where === '' ? '' : ` (${where})`}`;
  };
  const p = formatThreshold(alpha);
  const clear = needed.length === 0 ? '' : `Clear evidence (${p}) for ${list(needed)}`;
  const open =
    spared.length === 0 ? '' : `for ${list(spared)} the data are compatible with no effect as well`;
  const text = [clear, open].filter((part) => part !== '').join('; ');
  return text === '' ? [] : [`${capitalise(text)}.`];
}

/** Covariates that a term interacts with: a type III test is about the place where they are 0. */
function atZero(term: string, { result }: ReportContext): string[] {
  if (result.anovaType !== 3) return [];
  const columns = result.frame.columns;
  const known = new Set(columns.map((column) => column.name));
  const own = splitTerm(term, known);
  const others = result.anova
    .map((row) => splitTerm(row.term, known))
    .filter((larger) => larger.length > own.length && own.every((variable) => larger.includes(variable)))
    .flat()
    .filter((variable) => !own.includes(variable));
  const isFactor = (name: string) =>
    columns.some((column) => column.name === name && column.kind === 'categorical');
  return [...new Set(others)].filter((variable) => !isFactor(variable));
}

/** Factors with an average for each level: their tests say whether all averages are 0, not whether they differ. */
function testsOfAverages({ result, names }: ReportContext): string[] {
  const known = new Set(result.frame.columns.map((column) => column.name));
  const terms = termGroups(result, names)
    .filter(({ factors, covariates }) => factors.length === 1 && covariates.length === 0)
    .filter((term) => hasEveryLevel(term, term.factors[0], names))
    .map(({ factors }) => factors[0]);
  return result.anova
    .map(({ term }) => term)
    .filter((term) => {
      const variables = splitTerm(term, known);
      return variables.length === 1 && terms.includes(variables[0]);
    });
}

function conditionText(covariates: readonly string[], { names }: ReportContext): string {
  if (covariates.length === 0) return '';
  return `where ${joinWords(covariates.map(names.variable))} ${covariates.length === 1 ? 'is' : 'are'} 0`;
}

/** Whether there is a term to test. */
export function hasFTests(context: ReportContext): boolean {
  return context.result.anova.some((row) => !isResidualRow(row.term, context));
}

/** One F test per term; for least squares with sums of squares. */
export function fTestTable(context: ReportContext): TableBlock {
  const { result, names } = context;
  const rows = result.anova;
  const sums = rows.some((row) => row.sumSq !== undefined);
  // With sums of squares the denominator is the residual row.
  const withoutDenominator = result.dfMethod === 'asymptotic' || sums;
  const format = columnFormat(
    rows.flatMap((row) => [row.sumSq ?? NaN, row.meanSq ?? NaN]),
    3,
  );
  const blankIfResidual = (value: number, text: string): Cell => ({ text: Number.isNaN(value) ? '' : text });
  const numDfs = rows.map((row) => row.numDf);
  const denDfs = rows.map((row) => row.denDf);
  return {
    kind: 'table',
    caption: `F tests of the terms of the fixed part on ${names.response}`,
    columns: [
      { label: 'Term', align: 'text' },
      ...(sums
        ? (['Sum of squares', 'Mean square'] as const).map((label) => ({ label, align: 'number' }) as const)
        : []),
      { label: 'df', align: 'number' },
      ...(withoutDenominator ? [] : [{ label: 'Denominator df', align: 'number' } as const]),
      { label: 'F', align: 'number' },
      { label: 'p', align: 'number' },
    ],
    rows: rows.map((row) => {
      const residual = isResidualRow(row.term, context);
      return [
        { text: residual ? 'Residual' : names.term(row.term) },
        ...(sums
          ? [row.sumSq ?? NaN, row.meanSq ?? NaN].map((value) => ({ text: format(value, value) }))
          : []),
        { text: formatDf(row.numDf, numDfs) },
        ...(withoutDenominator ? [] : [blankIfResidual(row.denDf, formatDf(row.denDf, denDfs))]),
        residual ? { text: '' } : { text: formatStatistic(row.F) },
        residual ? { text: '' } : { text: formatP(row.p) },
      ];
    }),
    footnotes: [footnote(context)],
  };
}

function isResidualRow(term: string, { result }: ReportContext): boolean {
  return term === 'Residuals' && !result.frame.columns.some((column) => column.name === term);
}

function footnote(context: ReportContext): string {
  const { result, names } = context;
  const type = romanTypes[result.anovaType];
  const order = {
    1: 'each term after those above it',
    2: 'each term after all others that do not contain it',
    3: 'each term after all others, averaged over the levels of the factors it interacts with',
  }[result.anovaType];
  const df = {
    satterthwaite: 'Denominator degrees of freedom by Satterthwaite’s method',
    'kenward-roger': 'Scaled F and denominator degrees of freedom by the Kenward-Roger method',
    'kenward-roger-linear':
      'Scaled F and denominator degrees of freedom by the Kenward-Roger method of first order',
    'between-within': 'Denominator degrees of freedom: between-within',
    containment: 'Denominator degrees of freedom: containment',
    residual: 'Denominator degrees of freedom: residual',
    asymptotic: 'Large-sample (chi-squared) p values',
  }[context.dfMethod];
  const tests = new Map<string, string[]>();
  for (const { term } of result.anova) {
    const where = conditionText(atZero(term, context), context);
    if (where !== '') tests.set(where, [...(tests.get(where) ?? []), names.term(term)]);
  }
  const lines = [...tests].map(
    ([where, terms]) =>
      `${terms.length === 1 ? 'The test' : 'The tests'} of ${joinWords(terms)} ` +
      `${terms.length === 1 ? 'is' : 'are'} about the lines ${where}.`,
  );
  const averages = testsOfAverages(context).map(names.term);
  if (averages.length > 0) {
    lines.push(
      `The test of ${joinWords(averages)} asks whether the outcome is 0 at every level, not whether the levels differ.`,
    );
  }
  if (result.anovaType === 3 && lacksCombinations(context)) {
    lines.push(
      'Some combinations do not occur in the data: interpret type III tests of the terms they belong to with care.',
    );
  }
  const errors =
    result.spec.standardErrors === 'empirical' ? [' The tests use the empirical standard errors.'] : [];
  return [`Type ${type} tests: ${order}. ${df}.${errors.join('')}`, ...lines].join(' ');
}

/** Whether factors of an interaction have levels that never meet, which left coefficients out. */
function lacksCombinations({ result }: ReportContext): boolean {
  if (!result.notices.some((notice) => notice.code === 'aliased-terms')) return false;
  const { columns } = result.frame;
  const known = new Set(columns.map((column) => column.name));
  return result.anova.some(({ term }) => {
    const variables = splitTerm(term, known);
    const factors = columns
      .filter((column) => column.kind === 'categorical')
      .filter((column) => variables.includes(column.name));
    if (factors.length < 2) return false;
    let possible = 1;
    const cell = new Float64Array(result.nObs);
    for (const factor of factors) {
      possible *= factor.levels.length;
      for (let i = 0; i < cell.length; i++) cell[i] = cell[i] * factor.levels.length + factor.codes[i];
    }
    return new Set(cell).size < possible;
  });
}
