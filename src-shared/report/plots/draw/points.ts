import type { ScatterSeriesOption } from 'echarts';
import type { PointsLayer } from '../../../model/plotScene.ts';
import type { Look } from '../look.ts';
import { observationSelected } from '../selection.ts';

/** Up to here each point is a mark of its own on paper, so that overlapping ones look darker. */
const maxSingleMarks = 500;

/** Points in grey; on paper many of them are one path, where the page would grow otherwise. */
export function drawPoints(layer: PointsLayer, look: Look): ScatterSeriesOption {
  const { x, y, at, observations } = layer;
  const { selection, interactive, colours, selectedColour } = look;
  const large = !interactive && x.length > maxSingleMarks;
  const colour = { color: colours.data, opacity: x.length > maxSingleMarks ? 0.4 : 0.5 };
  const data = x.map((value, i) => [value, y[i]]);
  return {
    type: 'scatter',
    silent: !interactive || observations === null,
    large,
    largeThreshold: 0,
    progressive: 0,
    symbolSize: 4,
    itemStyle: colour,
    emphasis: { disabled: true },
    data:
      selection === null
        ? data
        : data.map((value, i) =>
            observationSelected(selection, observations, at[i])
              ? { value, symbolSize: 7, itemStyle: { color: selectedColour, opacity: 1 } }
              : value,
          ),
    // Above the thin lines where both can be pointed at: a point is harder to hit.
    z: interactive ? 3 : 1,
  };
}
