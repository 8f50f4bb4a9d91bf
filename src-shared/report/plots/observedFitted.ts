import type { Plot } from '../../model/outputDocument.ts';
import type { Observations } from '../../model/plotScene.ts';
import { formatCount } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { margins, padded, rangeOf, valueX, valueY } from './axes.ts';
import { cloud, cloudCaption } from './cloud.ts';
import { referenceLine } from './referenceLine.ts';
import { checkSize } from './sizes.ts';

/** Each observation against its fitted value; on the line the two are equal. */
export function observedFittedPlot(
  { result, names }: ReportContext,
  observations: Observations | null,
): Plot {
  const { outcome } = result.frame;
  const range = padded(rangeOf(result.fitted, outcome));
  return {
    id: 'observed-fitted',
    title: 'Observed against fitted',
    caption: `${names.response}: points on the line are fitted exactly. ${cloudCaption(result.nObs, formatCount(result.nObs))}`,
    ...checkSize,
    scene: {
      margins,
      x: valueX('Fitted', range),
      y: valueY(range),
      above: 'Observed',
      layers: [
        cloud(result.fitted, outcome, range, range, observations),
        referenceLine([range.low, range.low], [range.high, range.high]),
      ],
    },
  };
}
