import type { FitResult } from '../../model/fitResult.ts';
import type { Plot } from '../../model/outputDocument.ts';
import type { Observations, PointsLayer } from '../../model/plotScene.ts';
import { formatCount } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { unquote } from '../words/names.ts';
import { drawable, margins, padded, rangeOf, valueX, valueY } from './axes.ts';
import { observationsAt } from './observations.ts';
import { referenceLine } from './referenceLine.ts';
import { checkSize } from './sizes.ts';

/** At most about so many points are drawn. */
const maxDrawn = 400;

/** Standardised residuals against normal quantiles; null where there are none. */
export function qqPlot(context: ReportContext, observations: Observations | null): Plot | null {
  const { result } = context;
  if (result.qq === undefined || result.qq.sample.length === 0) return null;
  const { theoretical, sample } = result.qq;
  const drawn = thin(theoretical).filter((i) => drawable(theoretical[i]) && drawable(sample[i]));
  const order = ascendingResiduals(result);
  const rows = drawn.map((i) => order?.[i] ?? -1);
  const points: PointsLayer = {
    kind: 'points',
    x: drawn.map((i) => theoretical[i]),
    y: drawn.map((i) => sample[i]),
    at: observations === null ? drawn.map((_, k) => k) : rows,
    observations: order === null ? null : (observations ?? observationsAt(context, rows)),
  };
  const xRange = padded(rangeOf(points.x));
  const yRange = padded(rangeOf(points.y));
  const low = Math.max(xRange.low, yRange.low);
  const high = Math.min(xRange.high, yRange.high);
  const thinned =
    drawn.length < sample.length
      ? ` ${formatCount(drawn.length)} of ${formatCount(sample.length)} points drawn, evenly spaced from left to right.`
      : '';
  return {
    id: 'qq',
    title: 'Normal quantile plot',
    caption: `${result.scaledResiduals === undefined ? 'Residuals' : 'Scaled residuals (Cholesky)'}: points on the line are as a normal distribution would have them.${thinned}`,
    ...checkSize,
    scene: {
      margins,
      x: valueX('Normal quantile', xRange),
      y: valueY(yRange),
      above: result.scaledResiduals === undefined ? 'Standardised residual' : 'Scaled residual (Cholesky)',
      layers: [points, referenceLine([low, low], [high, high])],
    },
  };
}

/** Indices of points evenly spaced along the quantiles: all of the sparse tails, few of the dense middle. */
function thin(theoretical: Float64Array): number[] {
  const last = theoretical.length - 1;
  const step = (theoretical[last] - theoretical[0]) / maxDrawn;
  const kept: number[] = [];
  let next = -Infinity;
  theoretical.forEach((quantile, i) => {
    if (theoretical.length > maxDrawn && quantile < next && i < last) return;
    kept.push(i);
    next = quantile + step;
  });
  return kept;
}

/** The observations in the order of their standardised residuals; null where the weights are not at hand. */
function ascendingResiduals({ residuals, scaledResiduals, spec, frame }: FitResult): Int32Array | null {
  let weighted = scaledResiduals ?? residuals;
  if (scaledResiduals === undefined && spec.weights !== undefined) {
    const name = unquote(spec.weights);
    const weights = frame.columns.find((column) => column.name === name);
    if (weights?.kind !== 'numeric') return null;
    weighted = residuals.map((residual, i) => residual * Math.sqrt(weights.values[i]));
  }
  return Int32Array.from(weighted, (_, i) => i).sort((a, b) => weighted[a] - weighted[b]);
}
