import type { Plot } from '../../model/outputDocument.ts';
import type { Observations } from '../../model/plotScene.ts';
import { formatCount } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { margins, padded, rangeOf, valueX, valueY } from './axes.ts';
import { cloud, cloudCaption } from './cloud.ts';
import { referenceLine } from './referenceLine.ts';
import { checkSize } from './sizes.ts';

/** Residuals over fitted values: a bend speaks against the form of the model, a funnel against equal spread. */
export function residualFittedPlot({ result }: ReportContext, observations: Observations | null): Plot {
  const xRange = padded(rangeOf(result.fitted));
  const scaled = result.scaledResiduals;
  const residuals = scaled ?? result.residuals;
  const yRange = padded(rangeOf(residuals, [0]));
  return {
    id: 'residual-fitted',
    title: 'Residuals against fitted',
    caption: `A bend would speak against the form of the model, a funnel against equal spread. ${cloudCaption(result.nObs, formatCount(result.nObs))}`,
    ...checkSize,
    scene: {
      margins,
      x: valueX('Fitted', xRange),
      y: valueY(yRange),
      above: scaled === undefined ? 'Residual' : 'Scaled residual (Cholesky)',
      layers: [
        cloud(result.fitted, residuals, xRange, yRange, observations),
        referenceLine([xRange.low, 0], [xRange.high, 0]),
      ],
    },
  };
}
