import type { ResidualCovariance, ResidualMatrix } from '../../model/fitResult.ts';
import type { RichText, Run } from '../../model/outputDocument.ts';
import type { ResidualStructure } from '../../model/residualStructures.ts';
import { formatFixed, formatTo } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { capitalise, shorten } from '../words/lists.ts';
import { inText } from '../words/residualClause.ts';
import type { ResidualWords } from '../words/residualWords.ts';

/** Correlations below this are as good as none. */
const faded = 0.1;

/** More sets of parameters are left to the tables. */
const maxLevels = 3;

/** Longer names of levels are shortened in sentences; the tables have them in full. */
const maxName = 40;

/** Of the correlations of more occasions one is always far from the model's, by chance. */
const maxCompared = 12;

/** SDs below this part of the largest are zero but for rounding. */
const negligible = 1e-6;

/** Correlations of fewer pairs of residuals are too uncertain to be held against the model's. */
const minPairs = 10;

/** Structures in which any two occasions correlate alike. */
const constant: ReadonlySet<ResidualStructure> = new Set<ResidualStructure>(['cs', 'csh']);

/** Structures whose correlations depend on more than the lag. */
const byPair: ReadonlySet<ResidualStructure> = new Set<ResidualStructure>([
  'ante1',
  'hf',
  'fa1',
  'un_banded',
  'un',
]);

/** What the structure says, in plain words. */
export function structureReading({ structure, name, parts, where }: ResidualWords): RichText {
  const { by, group } = parts;
  const each = group === null ? '' : ` Each ${inText(group)} has parameters of its own.`;
  if (by !== null)
    return [`Residuals are independent, with a variance of their own for each ${inText(by)}.${each}`];
  const joint = name.includes(', ') ? ',' : '';
  const own = structure.variances === 'different' ? ' Each occasion has a variance of its own.' : '';
  return [`${name}${joint}${where}. ${structure.plain}.${own}${each}`];
}

/** The size of correlations and spread, one text for each set of parameters; empty where there are too many of them. */
export function residualReadings(words: ResidualWords, context: ReportContext): RichText[] {
  const levels = [...new Set(words.covariance.parameters.map(({ level }) => level))];
  if (levels.length > maxLevels) return [];
  return levels.map((level) => {
    const matrix = words.covariance.matrices.find((candidate) => candidate.level === level);
    const sentences = [
      correlations(level, matrix, words),
      spread(level, matrix, words, context),
      disagreement(matrix, words, context),
    ].filter((sentence) => sentence.length > 0);
    const runs = sentences.flatMap((sentence, k): Run[] => [
      ...sentence,
      k < sentences.length - 1 ? '. ' : '.',
    ]);
    if (level === null || runs.length === 0) return runs;
    const [first, ...rest] = runs;
    const begins = typeof first === 'string' ? first.charAt(0).toLowerCase() + first.slice(1) : first;
    return [`${shorten(words.levelTitle(level), maxName)}: `, begins, ...rest];
  });
}

function correlations(level: string | null, matrix: ResidualMatrix | undefined, words: ResidualWords): Run[] {
  const { structure } = words.parts;
  if (structure === 'diag') return [];
  const lags = words.covariance.lags.filter((lag) => lag.level === level && Number.isFinite(lag.fitted));
  if (lags.length === 0) return [];
  if (constant.has(structure)) {
    return [
      `Any two ${words.occasions} of one ${words.one} correlate `,
      strong(formatFixed(lags[0].fitted, 2)),
    ];
  }
  if (byPair.has(structure) && matrix !== undefined && matrix.correlation.length > 2) {
    return rangeOfPairs(matrix, words);
  }
  return alongLags(lags, words);
}

/** `Visits next to each other correlate 0.72; the correlation falls to 0.31 three visits apart`. */
function alongLags(lags: ResidualCovariance['lags'], words: ResidualWords): Run[] {
  const [first] = lags;
  const start: Run[] = [
    `${capitalise(words.lags.between(first.lag))} correlate `,
    strong(formatFixed(first.fitted, 2)),
  ];
  const gone = lags.findIndex(({ fitted }) => Math.abs(fitted) < faded);
  if (gone > 0 && lags.slice(gone).every(({ fitted }) => Math.abs(fitted) < faded)) {
    return [...start, `; from ${words.lags.apart(lags[gone].lag)} on the correlation is below ${faded}`];
  }
  const last = lags[lags.length - 1];
  if (last === first) return start;
  const [from, to] = [first, last].map(({ fitted }) => formatFixed(fitted, 2));
  if (from === to) return start;
  const way = last.fitted < first.fitted ? 'falls' : 'rises';
  const where = words.lags.apart(last.lag);
  // Two numbers in a row could not be told apart.
  const joint = /^\d/.test(where) ? ' at ' : ' ';
  return [...start, `; the correlation ${way} to `, strong(to), joint + where];
}

/** `Correlations lie between 0.52 (V01 with V04) and 0.78 (V02 with V03)`. */
function rangeOfPairs({ correlation }: ResidualMatrix, words: ResidualWords): Run[] {
  const bands = words.parts.bands ?? correlation.length;
  const pairs = pairsOf(correlation.length)
    .filter(([i, j]) => j - i < bands)
    .map(([i, j]) => ({ value: correlation[i][j], pair: words.pair(i, j) }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((a, b) => a.value - b.value);
  if (pairs.length < 2) return [];
  const [low, high] = [pairs[0], pairs[pairs.length - 1]];
  return [
    'Correlations lie between ',
    strong(formatFixed(low.value, 2)),
    ` (${low.pair}) and `,
    strong(formatFixed(high.value, 2)),
    ` (${high.pair})`,
  ];
}

/** `The standard deviation grows from 3.9 at V01 to 9.8 at V04`. */
function spread(
  level: string | null,
  matrix: ResidualMatrix | undefined,
  { covariance, structure, parts, named }: ResidualWords,
  { names }: ReportContext,
): Run[] {
  if (structure.variances === 'same') return [];
  const variances =
    matrix === undefined ? variancesOf(level, covariance) : matrix.covariance.map((row, i) => row[i]);
  const sds = variances
    .map((variance, i) => ({ sd: Math.sqrt(variance), occasion: covariance.occasions[i] }))
    .filter(({ sd }) => Number.isFinite(sd));
  if (sds.length < 2) return [];
  const largest = sds.reduce((most, { sd }) => Math.max(most, sd), 0);
  // One that is zero but for rounding takes no digits of the others.
  const smallest = sds.reduce(
    (least, { sd }) => (sd > negligible * largest ? Math.min(least, sd) : least),
    largest,
  );
  const said = (sd: number) =>
    strong(names.withUnit(sd > negligible * largest ? formatTo(sd, smallest, 2) : '0'));
  const [first, last] = [sds[0], sds[sds.length - 1]];
  const sorted = sds.toSorted((a, b) => a.sd - b.sd);
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  const monotone = parts.by === null && (low === first ? high === last : high === first && low === last);
  if (monotone) {
    const way = low === first ? 'grows' : 'falls';
    return [
      `The standard deviation ${way} from `,
      said(first.sd),
      ` at ${named(first.occasion)} to `,
      said(last.sd),
      ` at ${named(last.occasion)}`,
    ];
  }
  return [
    'The standard deviation lies between ',
    said(low.sd),
    ` (${named(low.occasion)}) and `,
    said(high.sd),
    ` (${named(high.occasion)})`,
  ];
}

/** By occasion. */
function variancesOf(level: string | null, { occasions, parameters }: ResidualCovariance): number[] {
  const own = new Map(parameters.filter((one) => one.level === level).map((one) => [one.name, one.estimate]));
  return occasions.map((occasion) => own.get(`variance ${occasion}`) ?? Number.NaN);
}

/**
 * How far the residuals' own correlations are from the model's at most. Residuals from which estimated random effects are
 * taken are more alike to none than the model says, and an unstructured matrix only follows them: neither is judged.
 */
function disagreement(
  matrix: ResidualMatrix | undefined,
  words: ResidualWords,
  { result }: ReportContext,
): Run[] {
  if (matrix === undefined || words.parts.structure === 'un' || result.ranef.length > 0) return [];
  const { correlation, empirical } = matrix;
  if (correlation.length > maxCompared) return [];
  const [largest] = pairsOf(correlation.length)
    .filter(([i, j]) => empirical.pairs[i][j] >= minPairs)
    .map(([i, j]) => ({ i, j, by: Math.abs(correlation[i][j] - empirical.correlation[i][j]) }))
    .filter(({ by }) => Number.isFinite(by))
    .sort((a, b) => b.by - a.by);
  if (largest === undefined) return [];
  const pair = words.pair(largest.i, largest.j);
  return [
    `The correlations of the residuals themselves differ from these by at most ${formatFixed(largest.by, 2)} (${pair})`,
  ];
}

function pairsOf(count: number): (readonly [number, number])[] {
  return Array.from({ length: count }, (_, j) =>
    Array.from({ length: j }, (__, i) => [i, j] as const),
  ).flat();
}

function strong(text: string): Run {
  return { text, as: 'strong' };
}
