import type { ResidualCovariance } from '../../model/fitResult.ts';
import type { Plot } from '../../model/outputDocument.ts';
import type { PlotColour, PlotLayer } from '../../model/plotScene.ts';
import { formatCount, formatFixed } from '../numbers.ts';
import { capitalise, shorten } from '../words/lists.ts';
import type { ResidualWords } from '../words/residualWords.ts';
import { drawable, margins, padded, rangeOf, valueX, valueY } from './axes.ts';
import { seriesColours } from './palette.ts';
import { lagSize } from './sizes.ts';

type Lag = ResidualCovariance['lags'][number];

const maxCurveLabel = 18;

/** About so far apart are the ticks of correlations, and so many those of steps at most. */
const tick = 0.2;
const maxSteps = 12;

/** Correlation against the distance of two occasions: lines for the model, points for the residuals; null for one distance. */
export function correlationLagPlot(words: ResidualWords): Plot | null {
  const lags = words.covariance.lags.filter(({ lag, fitted }) => drawable(lag) && drawable(fitted));
  if (new Set(lags.map(({ lag }) => lag)).size < 2) return null;
  const levels = [...new Set(lags.map(({ level }) => level))];
  const most = Math.max(1, ...lags.map(({ pairs }) => pairs));
  const xs = rangeOf(lags.map(({ lag }) => lag));
  const range = rangeOf(
    lags.map(({ fitted }) => fitted),
    lags.map(({ empirical }) => empirical),
    [0],
  );
  // All the way up to 1, so that pictures of different models can be compared.
  const y = { low: Math.max(-1, Math.min(0, range.low - 0.05)), high: 1.03 };
  const x = padded(xs);
  const several = levels.length > 1;
  const layers = levels.flatMap((level, k): PlotLayer[] => {
    const own = lags.filter((lag) => lag.level === level);
    const colour = seriesColours[k % seriesColours.length];
    return [bubbles(own, several ? colour : 'data', most, words), curve(own, colour, words)];
  });
  return {
    id: 'correlation-lag',
    title: 'Correlation and distance',
    caption:
      `${several ? 'Lines' : 'Line'}: the model. Points: the residuals themselves, larger where more pairs of ` +
      `${words.occasions} are so far apart.`,
    ...lagSize,
    scene: {
      margins: { ...margins, right: several ? 130 : margins.right },
      x: {
        ...valueX(words.lags.axis, x),
        labels: words.structure.by === 'distance' ? null : stepLabels(xs.high),
      },
      y: { ...valueY(y), steps: Math.round((y.high - y.low) / tick) },
      above: 'Correlation',
      layers: [
        { kind: 'reference', from: [x.low, 0], to: [x.high, 0], colour: 'lineStrong', width: 1 },
        ...layers,
        ...(several
          ? [
              {
                kind: 'endLabels' as const,
                labels: levels.map((level, k) => {
                  const last = lags.findLast((lag) => lag.level === level)!;
                  return {
                    text: shorten(level ?? '', maxCurveLabel),
                    x: x.high,
                    y: last.fitted,
                    colour: seriesColours[k % seriesColours.length],
                  };
                }),
              },
            ]
          : []),
      ],
    },
  };
}

/** Steps are whole: a label for every first, second, fifth, ... of them. */
function stepLabels(most: number): string[] {
  const every = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((step) => most / step <= maxSteps) ?? most;
  return Array.from({ length: Math.ceil(most) + 1 }, (_, k) =>
    k > 0 && k % every === 0 ? formatCount(k) : '',
  );
}

function bubbles(lags: readonly Lag[], colour: PlotColour, most: number, words: ResidualWords): PlotLayer {
  return {
    kind: 'bubbles',
    colour,
    bubbles: lags
      .filter(({ empirical }) => drawable(empirical))
      .map((lag) => ({ x: lag.lag, y: lag.empirical, area: lag.pairs / most, text: textOf(lag, words) })),
  };
}

function curve(lags: readonly Lag[], colour: PlotColour, words: ResidualWords): PlotLayer {
  const sorted = lags.toSorted((a, b) => a.lag - b.lag);
  return {
    kind: 'curve',
    label: sorted[0].level ?? '',
    x: sorted.map(({ lag }) => lag),
    y: sorted.map(({ fitted }) => fitted),
    colour,
    width: 2.25,
    opacity: 1,
    texts: sorted.map((lag) => textOf(lag, words)),
  };
}

function textOf({ level, lag, fitted, empirical, pairs }: Lag, words: ResidualWords): string[] {
  const of = level === null ? '' : `${words.levelTitle(level)}: `;
  return [
    `${of}${capitalise(words.lags.apart(lag))}`,
    `Correlation in the model: ${formatFixed(fitted, 2)}`,
    `Of the residuals: ${formatFixed(empirical, 2)} (${formatCount(pairs)} pair${pairs === 1 ? '' : 's'})`,
  ];
}
