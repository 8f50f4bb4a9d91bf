import type { ResidualCovariance, ResidualMatrix, ResidualParameter } from '../../model/fitResult.ts';
import type { Cell, TableBlock } from '../../model/outputDocument.ts';
import {
  absent,
  columnFormat,
  formatCount,
  formatFixed,
  formatInterval,
  formatSignificant,
  type ScaledFormat,
} from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { capitalise, joinWords, shorten } from '../words/lists.ts';
import { title, type ResidualWords } from '../words/residualWords.ts';
import { methodNote } from './varianceIntervals.ts';

/** Matrices of more occasions have no room on a page. */
const maxTableOccasions = 12;

/** Of more parameters than this the variances are listed; where no matrix shows the others, the first of each kind. */
const maxParameters = 60;

const maxHead = 14;

/** Variances below this part of the largest are zero but for rounding. */
const negligible = 1e-12;

/** The parameters of the structure, those of different groups below each other. */
export function residualParameterTable(words: ResidualWords, context: ReportContext): TableBlock {
  const { level, names } = context;
  const all = words.covariance.parameters;
  const shown = all.length <= maxParameters ? all : listed(words.covariance);
  const formats = formatsByKind(all);
  const grouped = words.parts.group !== null;
  const largest = all.reduce(
    (most, { name, estimate }) => (isVariance(name) ? Math.max(most, estimate) : most),
    0,
  );
  const rows = inOrderOfNames(shown);
  const unit = names.responseUnit;
  return {
    kind: 'table',
    caption: `Parameters of the residual covariance of ${names.response}`,
    columns: [
      { label: 'Parameter', align: 'text' },
      ...(grouped ? [{ label: title(words.parts.group ?? ''), align: 'text' } as const] : []),
      { label: 'Estimate', align: 'number' },
      { label: 'SE', align: 'number' },
      { label: `${level} CI`, align: 'number' },
    ],
    rows: rows.map((row): Cell[] => [
      nameCell(row, largest),
      ...(grouped ? [{ text: row.level ?? '' }] : []),
      ...numberCells(profiled(row, context), largest, formats(row.name)),
    ]),
    footnotes: [
      (unit === '' ? '' : `SD in ${unit}. `) + intervalNote(all, context),
      ...(shown.length < all.length
        ? [
            `${formatCount(all.length - shown.length)} of ${formatCount(all.length)} parameters are not listed.`,
          ]
        : []),
      ...(rows.some((row) => !Number.isFinite(row.se) || isZero(row, largest))
        ? [`${absent} A number that the data do not determine, as where a parameter is at its limit.`]
        : []),
    ],
  };
}

/** Those of too many parameters that a table has. */
function listed({ parameters, matrices }: ResidualCovariance): readonly ResidualParameter[] {
  if (matrices.length > 0) return parameters.filter(({ name }) => isVariance(name)).slice(0, maxParameters);
  const kinds = [...new Set(parameters.map(({ name }) => kindOf(name)))];
  return kinds.flatMap((kind) =>
    parameters
      .filter(({ name }) => kindOf(name) === kind)
      .slice(0, Math.max(1, Math.floor(maxParameters / kinds.length))),
  );
}

/** SDs, correlations and covariances of every two occasions; empty where there are too many. */
export function residualMatrixTables(words: ResidualWords, context: ReportContext): TableBlock[] {
  const { covariance } = words;
  if (covariance.occasions.length > maxTableOccasions) return [];
  return covariance.matrices.map((matrix, k) =>
    matrixTable(matrix, k === covariance.matrices.length - 1, words, context),
  );
}

function matrixTable(
  { level, covariance, correlation }: ResidualMatrix,
  last: boolean,
  { covariance: { occasions }, ...words }: ResidualWords,
  { names }: ReportContext,
): TableBlock {
  const largest = Math.max(...covariance.map((row, i) => row[i]));
  const rounded = (value: number) => (Math.abs(value) <= Math.sqrt(negligible) * largest ? 0 : value);
  const sds = covariance.map((row, i) => (row[i] <= negligible * largest ? 0 : Math.sqrt(row[i])));
  const formatSd = columnFormat(sds, 3);
  const formatCovariance = columnFormat(
    sds.map((sd) => sd * sd),
    3,
  );
  const of = level === null ? '' : `, ${words.levelTitle(level)}`;
  const unit = names.responseUnit;
  return {
    kind: 'table',
    caption: `Residual standard deviations, correlations and covariances of ${names.response}${of}`,
    columns: [
      { label: level === null ? capitalise(words.occasion) : words.levelTitle(level), align: 'text' },
      ...occasions.map((occasion) => ({ label: shorten(occasion, maxHead), align: 'number' }) as const),
    ],
    rows: occasions.map((occasion, i) => [
      { text: occasion },
      ...occasions.map((_, j): Cell => {
        if (i === j) return { text: formatSd(sds[i], sds[i]) };
        if (i < j) return { text: formatFixed(correlation[i][j], 2) };
        return { text: formatCovariance(rounded(covariance[i][j]), Math.abs(covariance[i][j])) };
      }),
    ]),
    footnotes: last
      ? [
          `On the diagonal standard deviations${unit === '' ? '' : ` in ${unit}`}, above it correlations, below it covariances, ` +
            'as the model has them.',
        ]
      : [],
  };
}

/** With the interval by profile likelihood where there is one. */
function profiled(row: ResidualParameter, { intervals }: ReportContext): ResidualParameter {
  if (intervals?.method !== 'profile') return row;
  const found = intervals.intervals.find(
    ({ parameter }) =>
      parameter.kind === 'residual' && parameter.of === row.name && parameter.level === row.level,
  );
  return found === undefined ? row : { ...row, lower: found.lower, upper: found.upper };
}

function intervalNote(
  all: readonly ResidualParameter[],
  { intervals, result, level }: ReportContext,
): string {
  if (intervals?.method === 'profile') return methodNote(intervals, result.method === 'REML', level);
  return `${level} CI by Wald’s method${scales(all)}.`;
}

/** Estimate, SE and interval; a variance that is zero but for rounding has no SE that means anything. */
function numberCells(row: ResidualParameter, largest: number, format: ScaledFormat): Cell[] {
  if (isZero(row, largest)) return ['0', absent, absent].map((text) => ({ text }));
  return [
    { text: format(row.estimate, row.se) },
    { text: format(row.se, row.se) },
    { text: formatInterval(format(row.lower, row.se), format(row.upper, row.se)) },
  ];
}

function isZero({ name, estimate }: ResidualParameter, largest: number): boolean {
  return isVariance(name) && estimate <= negligible * largest;
}

/** `Variance V01`, with the SD beside it. */
function nameCell(row: ResidualParameter, largest: number): Cell {
  const { name, estimate } = row;
  const text = capitalise(name);
  if (isZero(row, largest)) return { text };
  return isVariance(name) && estimate >= 0
    ? { text, note: `SD ${formatSignificant(Math.sqrt(estimate), 3)}` }
    : { text };
}

function isVariance(name: string): boolean {
  return /^(?:own )?variance\b/.test(name);
}

/** `variance` of `variance V02` */
function kindOf(name: string): string {
  return name.split(' ', 1)[0];
}

/** Common decimals for the parameters of one kind: correlations beside variances need their own. */
function formatsByKind(parameters: readonly ResidualParameter[]): (name: string) => ScaledFormat {
  const kinds = new Map<string, number[]>();
  for (const { name, se } of parameters) {
    const ses = kinds.get(kindOf(name)) ?? [];
    ses.push(se);
    kinds.set(kindOf(name), ses);
  }
  const formats = new Map([...kinds].map(([kind, ses]) => [kind, columnFormat(ses, 2)]));
  return (name) => formats.get(kindOf(name)) ?? formatSignificant;
}

/** The same parameter of all groups in neighbouring rows, so that they can be compared. */
function inOrderOfNames(parameters: readonly ResidualParameter[]): ResidualParameter[] {
  const names = [...new Set(parameters.map(({ name }) => name))];
  return names.flatMap((name) => parameters.filter((parameter) => parameter.name === name));
}

/** On which scales the intervals are made. */
function scales(parameters: readonly ResidualParameter[]): string {
  const has = (pattern: RegExp) => parameters.some(({ name }) => pattern.test(name));
  const logs = [...(has(/\bvariance\b/) ? ['variances'] : []), ...(has(/^range/) ? ['ranges'] : [])];
  const texts = [
    ...(logs.length === 0 ? [] : [`on the log scale of ${joinWords(logs)}`]),
    ...(has(/^correlation at distance/) ? ['on the logit scale of the correlation'] : []),
    ...(has(/^moving-average/) ? ['on Fisher’s z scale of the others'] : []),
    ...(has(/^correlation(?! at distance)/) ? ['on Fisher’s z scale of correlations'] : []),
  ];
  return texts.length === 0 ? '' : `, ${joinWords(texts)}`;
}
