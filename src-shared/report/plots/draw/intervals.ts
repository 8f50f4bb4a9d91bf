import type { CustomSeriesOption } from 'echarts';
import type { IntervalsLayer } from '../../../model/plotScene.ts';
import type { Look } from '../look.ts';
import { clusterSelected } from '../selection.ts';

/** Upright or level bars for intervals, with a dot at each estimate. */
export function drawIntervals(layer: IntervalsLayer, look: Look): CustomSeriesOption {
  const { direction, marks, group } = layer;
  const { colours, interactive, selection, selectedColour } = look;
  const place = (at: number, value: number) => (direction === 'upright' ? [at, value] : [value, at]);
  return {
    type: 'custom',
    silent: !interactive,
    z: 4,
    data: marks.map((_, i) => i),
    renderItem: (parameters, api) => {
      const mark = marks[parameters.dataIndex];
      const selected = clusterSelected(selection, group, mark.level);
      const [x1, y1] = api.coord(place(mark.at, mark.lower));
      const [x2, y2] = api.coord(place(mark.at, mark.upper));
      const [cx, cy] = api.coord(place(mark.at, mark.estimate));
      const stroke = selected ? selectedColour : colours[layer.barColour];
      const fill = selected ? selectedColour : colours[layer.colour];
      return {
        type: 'group',
        emphasisDisabled: true,
        children: [
          {
            type: 'line',
            shape: { x1, y1, x2, y2 },
            style: { fill: 'none', stroke, lineWidth: selected ? 2.25 : 1.5 },
          },
          { type: 'circle', shape: { cx, cy, r: direction === 'upright' ? 4 : 2.75 }, style: { fill } },
        ],
      };
    },
  };
}
