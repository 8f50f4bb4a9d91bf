import type { CustomSeriesOption } from 'echarts';
import type { ClustersLayer } from '../../../model/plotScene.ts';
import type { Look } from '../look.ts';
import { clusterSelected } from '../selection.ts';

/** More lines than this are drawn fainter. */
const manyLines = 30;

/** Many thin lines, one per cluster; the selected one stands out. */
export function drawClusters({ group, lines }: ClustersLayer, look: Look): CustomSeriesOption {
  const { colours, selection, selectedColour, interactive } = look;
  return {
    type: 'custom',
    silent: !interactive,
    z: 2,
    data: lines.map((_, i) => i),
    renderItem: (parameters, api) => {
      const line = lines[parameters.dataIndex];
      const selected = clusterSelected(selection, group, line.level);
      return {
        type: 'polyline',
        shape: { points: line.x.map((value, i) => api.coord([value, line.y[i]])) },
        style: {
          fill: 'none',
          stroke: selected ? selectedColour : colours.cluster,
          lineWidth: selected ? 2.25 : 1,
          opacity: selected ? 1 : lines.length > manyLines ? 0.5 : 0.75,
        },
        z2: selected ? 1 : 0,
        emphasisDisabled: true,
      };
    },
  };
}
