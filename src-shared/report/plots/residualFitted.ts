import type { EChartsOption } from 'echarts';
import type { Plot } from '../../model/outputDocument.ts';
import { formatCount } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { aboveAxis, base, grid, padded, rangeOf, valueX, valueY } from './axes.ts';
import { cloud, cloudCaption } from './cloud.ts';
import { referenceLine } from './lines.ts';
import { checkSize } from './sizes.ts';

/** Residuals over fitted values: a bend speaks against the form of the model, a funnel against equal spread. */
export function residualFittedPlot({ result }: ReportContext): Plot {
  const xRange = padded(rangeOf(result.fitted));
  const yRange = padded(rangeOf(result.residuals, [0]));
  const option: EChartsOption = {
    ...base,
    grid,
    xAxis: valueX('Fitted', xRange),
    yAxis: valueY(yRange),
    graphic: aboveAxis('Residual'),
    series: [
      cloud(result.fitted, result.residuals, xRange, yRange),
      referenceLine([xRange.low, 0], [xRange.high, 0]),
    ],
  };
  return {
    id: 'residual-fitted',
    title: 'Residuals against fitted',
    caption: `A bend would speak against the form of the model, a funnel against equal spread. ${cloudCaption(result.nObs, formatCount(result.nObs))}`,
    ...checkSize,
    option,
  };
}
