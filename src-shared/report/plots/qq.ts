import type { EChartsOption } from 'echarts';
import type { Plot } from '../../model/outputDocument.ts';
import { formatCount } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { aboveAxis, base, grid, padded, rangeOf, valueX, valueY } from './axes.ts';
import { cloud } from './cloud.ts';
import { referenceLine } from './lines.ts';
import { checkSize } from './sizes.ts';

/** Beyond so many points the middle of the line is thinned; the tails, where it bends, stay whole. */
const maxDrawn = 400;
const tail = 60;

/** Standardised residuals against normal quantiles; null where there are none. */
export function qqPlot({ result }: ReportContext): Plot | null {
  if (result.qq === undefined || result.qq.sample.length === 0) return null;
  const { theoretical, sample } = result.qq;
  const drawn = thinMiddle(sample.length);
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
      ? ` ${formatCount(drawn.length)} of ${formatCount(sample.length)} points drawn: all in the tails, every so many in the middle.`
      : '';
  return {
    id: 'qq',
    title: 'Normal quantile plot',
    caption: `Residuals: points on the line are as a normal distribution would have them.${thinned}`,
    ...checkSize,
    option,
  };
}

function thinMiddle(n: number): number[] {
  const all = Array.from({ length: n }, (_, i) => i);
  if (n <= maxDrawn) return all;
  const step = (n - 1 - 2 * tail) / (maxDrawn - 2 * tail);
  const middle = Array.from({ length: maxDrawn - 2 * tail }, (_, k) => Math.round(tail + (k + 0.5) * step));
  return [...new Set([...all.slice(0, tail), ...middle, ...all.slice(n - tail)])].sort((a, b) => a - b);
}
