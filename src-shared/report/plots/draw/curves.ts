import type { CustomSeriesOption, LineSeriesOption } from 'echarts';
import type { BandLayer, CurveLayer } from '../../../model/plotScene.ts';
import type { Palette } from '../palette.ts';
import type { Look } from '../look.ts';

/** The area between two curves, for an interval along a line. */
export function drawBand({ x, lower, upper, colour }: BandLayer, colours: Palette): CustomSeriesOption {
  return {
    type: 'custom',
    silent: true,
    z: 2,
    data: [0],
    renderItem: (_parameters, api) => ({
      type: 'polygon',
      shape: {
        points: [
          ...x.map((value, i) => api.coord([value, upper[i]])),
          ...x.map((value, i) => api.coord([value, lower[i]])).reverse(),
        ],
      },
      style: { fill: colours[colour], opacity: 0.16 },
    }),
  };
}

/** A line; where it can be pointed at, each of its points is an unseen mark. */
export function drawCurve(layer: CurveLayer, { colours, interactive }: Look): LineSeriesOption {
  const { x, y, colour, width, opacity } = layer;
  const told = interactive && layer.texts.length > 0;
  return {
    type: 'line',
    silent: !told,
    ...(told
      ? { symbol: 'circle', symbolSize: 12, showAllSymbol: true, itemStyle: { opacity: 0 } }
      : { symbol: 'none' }),
    emphasis: { disabled: true },
    lineStyle: { color: colours[colour], width, opacity },
    data: x.map((value, i) => [value, y[i]]),
    z: 5,
  };
}
