import type { Interval, ProfileCurve } from '../../model/analyses/intervals.ts';
import type { Plot } from '../../model/outputDocument.ts';
import type { PlotLayer } from '../../model/plotScene.ts';
import { formatFixed, formatInterval, formatTo } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { parameterName } from '../words/intervalParameter.ts';
import { drawable, margins, padded, rangeOf, valueX, valueY } from './axes.ts';
import { checkSize } from './sizes.ts';

/** So few characters fit below a small plot. */
const maxLabel = 34;

/**
 * zeta against one parameter, with the level and the interval that it cuts out; null where there is no curve.
 *
 * @param quantile normal quantile of the level
 */
export function profilePlot(
  { parameter, value, zeta }: ProfileCurve,
  { estimate, lower, upper }: Interval,
  quantile: number,
  context: ReportContext,
): Plot | null {
  const drawn = value.flatMap((x, i) => (drawable(x) && drawable(zeta[i]) ? [{ x, y: zeta[i] }] : []));
  if (drawn.length < 2) return null;
  const { level, names } = context;
  const x = drawn.map((point) => point.x);
  const y = drawn.map((point) => point.y);
  const xRange = padded(rangeOf(x));
  const ruler = xRange.high - xRange.low;
  const said = (number: number) => formatTo(number, ruler, 3);
  const text = [
    `Estimate by maximum likelihood: ${said(estimate)}`,
    `${level} CI ${formatInterval(said(lower), said(upper))}`,
  ];
  const atLevel = (at: number): PlotLayer => ({
    kind: 'reference',
    from: [xRange.low, at],
    to: [xRange.high, at],
    colour: 'lineStrong',
    width: 1,
  });
  const ends = [lower, upper].map((end, i) => (drawable(end) ? end : i === 0 ? x[0] : x[x.length - 1]));
  const unit = parameter.kind === 'sd' || parameter.kind === 'sigma' ? names.responseUnit : '';
  return {
    id: `profile-${parameter.name}`,
    title: parameterName(parameter, context),
    caption: `${text.join('; ')}. Lines at ±${formatFixed(quantile, 2)}.`,
    ...checkSize,
    scene: {
      margins,
      x: valueX(unit, xRange, maxLabel),
      y: valueY(padded(rangeOf(y, [-quantile, quantile]))),
      above: 'Signed root of the rise in deviance',
      layers: [
        atLevel(-quantile),
        atLevel(quantile),
        {
          kind: 'curve',
          label: '',
          x,
          y,
          colour: 'data',
          width: 2,
          opacity: 1,
          texts: [],
        },
        {
          kind: 'intervals',
          direction: 'level',
          colour: 'accent',
          barColour: 'accent',
          group: null,
          marks: [{ at: 0, estimate, lower: ends[0], upper: ends[1], text, level: null }],
        },
      ],
    },
  };
}
