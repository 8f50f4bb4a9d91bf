import {
  rankingCriteria,
  type FittedStructure,
  type Structures,
  type StructuresQuestion,
} from '../../model/analyses/structures.ts';
import type { Cell, OfferedModel, TableBlock } from '../../model/outputDocument.ts';
import {
  columnFormat,
  formatCount,
  formatDf,
  formatFixed,
  formatInterval,
  formatP,
  formatSignificant,
} from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { joinWords } from '../words/lists.ts';
import {
  criterionNames,
  findingOf,
  leftOutInWords,
  nameOfFitted,
  ranked,
  subjectsInWords,
} from '../words/structureRanking.ts';
import { shortName, structureWords } from '../words/structures.ts';

/** The structures from the best to the worst, each ready to be taken. */
export function structureRankingTable(answer: Structures, context: ReportContext): TableBlock {
  const { criterion } = answer.question;
  const fits = ranked(answer);
  const findings = fits.some((fit) => findingOf(fit) !== '');
  const number = (value: number): Cell => ({ text: formatFixed(value, 2) });
  return {
    kind: 'table',
    caption: `Residual structures for ${context.names.response}, by ${criterionNames[criterion]}`,
    columns: [
      { label: 'Structure', align: 'text' },
      { label: 'Parameters', align: 'number' },
      { label: answer.method === 'REML' ? 'REML criterion' : '−2 log-likelihood', align: 'number' },
      ...rankingCriteria.map((by) => ({ label: criterionNames[by], align: 'number' }) as const),
      { label: `Δ ${criterionNames[criterion]}`, align: 'number' },
      ...(findings ? [{ label: 'Fit', align: 'text' } as const] : []),
    ],
    rows: fits.map((fit) => [
      nameCell(fit, answer),
      { text: formatCount(fit.nCovarianceParameters) },
      number(fit.minus2LogLik),
      ...rankingCriteria.map((by) => number(fit[by])),
      number(fit[criterion] - fits[0][criterion]),
      ...(findings ? [{ text: findingOf(fit) }] : []),
    ]),
    footnotes: [
      ...definitions(answer, context),
      ...findingNotes(fits),
      ...leftOutInWords(answer, context),
      ...(answer.notReached.length === 0
        ? []
        : [
            `Stopped before ${joinWords(answer.notReached.map((structure) => shortName(structure)))} could be fitted.`,
          ]),
    ],
    offers: fits.map((fit) => offerOf(fit, answer, context)),
    views: [
      {
        label: `Ranked by ${criterionNames[criterion]}`,
        about: 'Rank by',
        choices: rankingCriteria.map((by) => ({
          label: criterionNames[by],
          current: by === criterion,
          question: viewOf(answer, { criterion: by }),
        })),
      },
    ],
  };
}

/** What the coefficient is under each structure, beside the residuals' spread and correlation. */
export function structureCoefficientTable(
  answer: Structures,
  coefficient: string,
  context: ReportContext,
): TableBlock {
  const { level, names, result } = context;
  const fits = ranked(answer).flatMap((fit) => {
    const row = fit.fixed.find(({ term }) => term === coefficient);
    return row === undefined ? [] : [{ fit, row }];
  });
  const format = columnFormat(
    fits.map(({ row }) => row.se),
    3,
  );
  const dfs = fits.map(({ row }) => row.df);
  const normal = result.dfMethod === 'asymptotic';
  const range = ([low, high]: readonly [number, number], said: (value: number) => string) =>
    said(low) === said(high) ? said(low) : `${said(low)} to ${said(high)}`;
  const unit = names.responseUnit;
  return {
    kind: 'table',
    caption: `${names.coefficient(coefficient)} under each residual structure`,
    columns: [
      { label: 'Structure', align: 'text' },
      { label: 'Estimate', align: 'number' },
      { label: 'SE', align: 'number' },
      { label: `${level} CI`, align: 'number' },
      ...(normal ? [] : [{ label: 'df', align: 'number' } as const]),
      { label: 'p', align: 'number' },
      { label: 'Residual SD', align: 'number' },
      { label: 'Correlation', align: 'number' },
    ],
    rows: fits.map(({ fit, row }) => [
      nameCell(fit, answer, true),
      { text: format(row.estimate, row.se) },
      { text: format(row.se, row.se) },
      { text: formatInterval(format(row.lower, row.se), format(row.upper, row.se)) },
      ...(normal ? [] : [{ text: formatDf(row.df, dfs) }]),
      { text: formatP(row.p) },
      { text: range(fit.sd, (value) => formatSignificant(value, 3)) },
      {
        text: fit.correlation === null ? '0' : range(fit.correlation, (value) => formatFixed(value, 2)),
      },
    ]),
    footnotes: [
      `SE = standard error. Residual SD${unit === '' ? '' : ` in ${unit}`} and correlation of two residuals of one subject: the smallest to the largest.`,
      ...(answer.method === 'ML' && fits.some(({ fit }) => fit.method === 'OLS')
        ? [
            'The model with independent residuals is one by least squares: its standard errors count the residual degrees of freedom, those by ML the rows.',
          ]
        : []),
      'A structure chosen for the p value of a coefficient makes this p value worthless: choose it by a criterion, or before the data are seen.',
    ],
    views: [
      {
        label: `Coefficient: ${names.coefficient(coefficient)}`,
        about: 'Show the coefficient',
        choices: answer.fitted[answer.own].fixed.map(({ term }) => ({
          label: names.coefficient(term),
          current: term === coefficient,
          question: viewOf(answer, { coefficient: term }),
        })),
      },
    ],
  };
}

/** The same answer ranked or looked at in another way. */
function viewOf(
  { question, coefficient }: Structures,
  other: Partial<Pick<StructuresQuestion, 'criterion' | 'coefficient'>>,
): StructuresQuestion {
  return { ...question, coefficient, ...other };
}

function nameCell(fit: FittedStructure, answer: Structures, short = false): Cell {
  const full = fit.structure === 'un_banded' ? nameOfFitted(fit) : structureWords[fit.structure].name;
  const text = short ? nameOfFitted(fit) : full;
  return fit === answer.fitted[answer.own] ? { text, note: 'this model' } : { text };
}

function offerOf(fit: FittedStructure, answer: Structures, { result }: ReportContext): OfferedModel | null {
  if (fit === answer.fitted[answer.own]) return null;
  const difference = fit.residual === null ? 'independent residuals' : `${nameOfFitted(fit)} residuals`;
  return { difference, formula: result.formula, method: fit.method, residual: fit.residual };
}

/** What the criteria count. */
function definitions(answer: Structures, context: ReportContext): string[] {
  const { method, nObs, nSubjects, nFixed } = answer;
  const reml = method === 'REML';
  const rows = reml ? nObs - nFixed : nObs;
  const charged = reml ? 'covariance parameters' : 'parameters';
  const less = reml ? ` (rows less ${formatCount(nFixed)} coefficients)` : ' (rows)';
  const bic =
    nSubjects > 1
      ? `log ${formatCount(nSubjects)}, from the number of ${subjectsInWords(answer, context)},`
      : `log ${formatCount(rows)}`;
  return [
    `All by ${method} with the same fixed part and rows. Parameters = those of the covariances. Lower is better; Δ = difference from the best.`,
    `AIC charges 2 for each parameter, coefficients included, as in the fit statistics (Akaike 1974). As in SAS, AICC adds 2d(d + 1)/(n − d − 1) ` +
      `for d ${charged} and n = ${formatCount(rows)}${less} (Hurvich & Tsai 1989), and BIC charges ${bic} for each parameter (Schwarz 1978).`,
    ...(reml
      ? [
          'SAS and mmrm leave the coefficients out by REML, so that all three are lower there, for each structure by the same amount.',
        ]
      : []),
    ...(nSubjects > 1
      ? [`The BIC of the fit statistics is another: it charges log ${formatCount(nObs)}, from the rows.`]
      : []),
  ];
}

/** What the words in the column of findings mean. */
function findingNotes(fits: readonly FittedStructure[]): string[] {
  const has = new Set(fits.map(findingOf));
  return [
    ...(has.has('not converged')
      ? [
          'Not converged: the search did not reach an optimum; the numbers are not to be trusted, and the structure is ranked last.',
        ]
      : []),
    ...(has.has('not identified')
      ? ['Not identified: other values of the covariance parameters fit equally well.']
      : []),
    ...(has.has('singular')
      ? [
          'Singular: a parameter is at its limit. A variance or a correlation is zero, or occasions or effects determine each other exactly.',
        ]
      : []),
  ];
}
