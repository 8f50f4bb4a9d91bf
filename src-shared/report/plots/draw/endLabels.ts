import type { CustomSeriesOption } from 'echarts';
import type { EndLabelsLayer } from '../../../model/plotScene.ts';
import type { Palette } from '../palette.ts';
import { apart } from './apart.ts';
import { fontSize } from './axes.ts';

/** Least distance between two labels, in pixels. */
const labelGap = 15;

/** The names of curves to the right of their ends, moved up and down where they would overlap. */
export function drawEndLabels({ labels }: EndLabelsLayer, colours: Palette): CustomSeriesOption {
  return {
    type: 'custom',
    silent: true,
    clip: false,
    z: 6,
    data: labels.map((_, i) => i),
    renderItem: (parameters, api) => {
      const { text, x, colour } = labels[parameters.dataIndex];
      const area = parameters.coordSys as unknown as { readonly y: number; readonly height: number };
      const wanted = labels.map((label) => api.coord([label.x, label.y])[1]);
      const ys = apart(wanted, labelGap, area.y, area.y + area.height);
      return {
        type: 'text',
        x: api.coord([x, 0])[0] + 8,
        y: ys[parameters.dataIndex],
        style: { text, fill: colours[colour], fontSize, fontFamily: 'inherit', verticalAlign: 'middle' },
      };
    },
  };
}
