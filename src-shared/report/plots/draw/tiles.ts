import type { CustomSeriesOption } from 'echarts';
import type { TilesLayer } from '../../../model/plotScene.ts';
import type { Look } from '../look.ts';

/** Opacities of the shades, from few points to many. */
const shades = [0.1, 0.2, 0.32, 0.46, 0.62, 0.8] as const;

/** Tiles in shades of grey: one path per shade on paper, one mark per tile where it can be pointed at. */
export function drawTiles(layer: TilesLayer, { colours, interactive }: Look): CustomSeriesOption {
  const { tiles } = layer;
  const most = tiles.reduce((largest, { count }) => Math.max(largest, count), 1);
  // By the square root, so that sparse tiles stay visible beside full ones.
  const shadeOf = (count: number) =>
    Math.min(shades.length - 1, Math.floor(Math.sqrt(count / most) * shades.length));
  const groups = interactive
    ? tiles.map((tile) => ({ shade: shadeOf(tile.count), tiles: [tile] }))
    : shades.map((_, shade) => ({ shade, tiles: tiles.filter(({ count }) => shadeOf(count) === shade) }));
  return {
    type: 'custom',
    silent: !interactive,
    z: 1,
    data: groups.map((_, i) => i),
    renderItem: (parameters, api) => {
      const group = groups[parameters.dataIndex];
      const pathData = group.tiles
        .map(({ column, row }) => {
          const x = layer.left + column * layer.width;
          const y = layer.bottom + row * layer.height;
          const [left, top] = api.coord([x + layer.margin * layer.width, y + layer.height]);
          const [right, bottom] = api.coord([x + (1 - layer.margin) * layer.width, y]);
          return `M${left} ${top}H${right}V${bottom}H${left}Z`;
        })
        .join('');
      const style = { fill: colours.data, opacity: shades[group.shade] };
      return { type: 'path', shape: { pathData }, style, emphasisDisabled: true };
    },
  };
}
