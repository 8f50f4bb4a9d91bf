import type { EChartsOption } from 'echarts';
import type { Plot } from '../../model/outputDocument.ts';
import { formatCount } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { aboveAxis, base, grid, padded, rangeOf, valueX, valueY } from './axes.ts';
import { cloud, cloudCaption } from './cloud.ts';
import { referenceLine } from './lines.ts';
import { checkSize } from './sizes.ts';

/** Each observation against its fitted value; on the line the two are equal. */
export function observedFittedPlot({ result, names }: ReportContext): Plot {
  const { outcome } = result.frame;
  const range = padded(rangeOf(result.fitted, outcome));
  const option: EChartsOption = {
    ...base,
    grid,
    xAxis: valueX('Fitted', range),
    yAxis: valueY(range),
    graphic: aboveAxis('Observed'),
    series: [
      cloud(result.fitted, outcome, range, range),
      referenceLine([range.low, range.low], [range.high, range.high]),
    ],
  };
  return {
    id: 'observed-fitted',
    title: 'Observed against fitted',
    caption: `${names.response}: points on the line are fitted exactly. ${cloudCaption(result.nObs, formatCount(result.nObs))}`,
    ...checkSize,
    option,
  };
}
