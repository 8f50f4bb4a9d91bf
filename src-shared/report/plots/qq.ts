import type { EChartsOption } from 'echarts';
import type { Plot } from '../../model/outputDocument.ts';
import { formatCount } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { aboveAxis, base, grid, padded, rangeOf, valueX, valueY } from './axes.ts';
import { cloud } from './cloud.ts';
import { referenceLine } from './lines.ts';
import { checkSize } from './sizes.ts';

/** At most about so many points are drawn. */
const maxDrawn = 400;

/** Standardised residuals against normal quantiles; null where there are none. */
export function qqPlot({ result }: ReportContext): Plot | null {
  if (result.qq === undefined || result.qq.sample.length === 0) return null;
  const { theoretical, sample } = result.qq;
  const drawn = thin(theoretical);
  const x = drawn.map((i) => theoretical[i]);
  const y = drawn.map((i) => sample[i]);
  const xRange = padded(rangeOf(x));
  const yRange = padded(rangeOf(y));
  const low = Math.max(xRange.low, yRange.low);
  const high = Math.min(xRange.high, yRange.high);
  const option: EChartsOption = {
    ...base,
    grid,
    xAxis: valueX('Normal quantile', xRange),
    yAxis: valueY(yRange),
    graphic: aboveAxis('Standardised residual'),
    series: [cloud(x, y, xRange, yRange), referenceLine([low, low], [high, high])],
  };
  const thinned =
    drawn.length < sample.length
      ? ` ${formatCount(drawn.length)} of ${formatCount(sample.length)} points drawn, evenly spaced from left to right.`
      : '';
  return {
    id: 'qq',
    title: 'Normal quantile plot',
    caption: `Residuals: points on the line are as a normal distribution would have them.${thinned}`,
    ...checkSize,
    option,
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
