import type { ResidualMatrix } from '../../model/fitResult.ts';
import type { Plot } from '../../model/outputDocument.ts';
import type { MatrixCell, PlotAxis } from '../../model/plotScene.ts';
import { absent, formatCount, formatFixed, formatTo } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { capitalise, displayWidth, shorten } from '../words/lists.ts';
import type { ResidualWords } from '../words/residualWords.ts';
import { matrixWidth } from './sizes.ts';

/** Correlations of fewer residuals are all near 1 or -1 and say nothing. */
const minPairs = 3;

/** Pixels of a cell where there is room, and of the whole matrix at least and at most. */
const cellHeight = 44;
const least = 132;
const most = 296;

/** Below so many pixels the labels of rows are thinned. */
const labelHeight = 14;
const letterWidth = 6.6;
const maxLabel = 12;

/** Cells of more occasions have no room for their numbers: the scale of the colours is shown. */
const maxWritten = 9;

/** Correlations of every two occasions by the model, and beside it those of the residuals, in the same colours. */
export function residualMatrixPlots(
  matrix: ResidualMatrix,
  words: ResidualWords,
  context: ReportContext,
): Plot[] {
  const { level, nSubjects, empirical } = matrix;
  const of = level === null ? '' : `${words.levelTitle(level)}: `;
  const lower = (text: string) => (level === null ? text : text.charAt(0).toLowerCase() + text.slice(1));
  const after = context.result.ranef.length > 0 ? ', after the random effects' : '';
  const who = `${formatCount(nSubjects)} ${words.several}`;
  const sparse = empirical.pairs.some((row) => row.some((pairs) => pairs < minPairs));
  const known = empirical.correlation.map((row, i) =>
    row.map((value, j) => (empirical.pairs[i][j] < minPairs ? Number.NaN : value)),
  );
  return [
    picture(
      matrix.correlation,
      {
        id: `residual-model-${level ?? ''}`,
        title: `${of}${lower('Correlation in the model')}`,
        caption: `Of two ${words.occasions} of one ${words.one}: stronger colours are further from 0, and − marks what is below it.`,
      },
      matrix,
      words,
      context,
    ),
    picture(
      known,
      {
        id: `residual-empirical-${level ?? ''}`,
        title: `${of}${lower('Correlation of the residuals')}`,
        caption: `From the residuals themselves${after}: ${who}, each pair of ${words.occasions} from those with both. The same colours${
          sparse ? '; none where fewer than three have both' : ''
        }.`,
      },
      matrix,
      words,
      context,
    ),
  ];
}

function picture(
  values: ResidualMatrix['correlation'],
  said: Pick<Plot, 'id' | 'title' | 'caption'>,
  matrix: ResidualMatrix,
  words: ResidualWords,
  context: ReportContext,
): Plot {
  const { occasions } = words.covariance;
  const count = occasions.length;
  const area = Math.max(least, Math.min(most, count * cellHeight));
  const labels = occasions.map((occasion) => shorten(occasion, maxLabel));
  const widest = Math.max(...labels.map(displayWidth));
  const scale = count > maxWritten;
  const margins = {
    left: Math.min(100, 12 + widest * letterWidth),
    right: 8,
    top: scale ? 24 : 6,
    bottom: 26,
  };
  const width = matrixWidth - margins.left - margins.right;
  const cells = occasions.flatMap((_, i) =>
    occasions.map((__, j): MatrixCell => ({
      column: j,
      row: count - 1 - i,
      strength: values[i][j],
      label: i === j && !Number.isNaN(values[i][j]) ? '1' : formatFixed(values[i][j], 2),
      text: cellText(i, j, matrix, words, context),
    })),
  );
  return {
    ...said,
    width: matrixWidth,
    height: area + margins.top + margins.bottom,
    scene: {
      margins,
      x: axis(thinned(labels, Math.ceil((count * (widest + 1) * letterWidth) / width))),
      y: axis(thinned(labels, Math.ceil((count * labelHeight) / area)).toReversed()),
      above: '',
      layers: [{ kind: 'matrix', cells, scale }],
    },
  };
}

function axis(labels: readonly string[]): PlotAxis {
  const [low, high] = [-0.5, labels.length - 0.5];
  return { name: '', low, high, labels, steps: 5, hairlines: false, rule: false };
}

/** Every so many labels, from the first on. */
function thinned(labels: readonly string[], step: number): string[] {
  return labels.map((label, i) => (i % step === 0 ? label : ''));
}

function cellText(
  i: number,
  j: number,
  { correlation, covariance, empirical }: ResidualMatrix,
  words: ResidualWords,
  { names }: ReportContext,
): string[] {
  const { occasions } = words.covariance;
  const pairs = empirical.pairs[i][j];
  const who = pairs === 1 ? `1 ${words.one}` : `${formatCount(pairs)} ${words.several}`;
  if (i === j) {
    const sd = Math.sqrt(covariance[i][i]);
    const said = (variance: number) => names.withUnit(formatTo(Math.sqrt(variance), sd, 3));
    return [
      `${capitalise(words.occasion)} ${occasions[i]}`,
      `Standard deviation in the model: ${said(covariance[i][i])}`,
      `Of the residuals: ${pairs === 0 ? absent : said(empirical.covariance[i][i])} (${who})`,
    ];
  }
  return [
    `${capitalise(words.occasions)} ${occasions[i]} and ${occasions[j]}`,
    `Correlation in the model: ${formatFixed(correlation[i][j], 2)}`,
    `Of the residuals: ${formatFixed(empirical.correlation[i][j], 2)} (${who} with both)`,
  ];
}
