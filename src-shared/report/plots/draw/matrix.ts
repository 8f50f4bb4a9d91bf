import type { CustomSeriesOption, CustomSeriesRenderItemAPI, CustomSeriesRenderItemReturn } from 'echarts';
import type { MatrixCell, MatrixLayer } from '../../../model/plotScene.ts';
import type { Palette } from '../palette.ts';
import type { Look } from '../look.ts';
import { fontSize } from './axes.ts';
import { drawColourScale } from './colourScale.ts';

/** Least size of a cell in pixels that a label of two decimals fits into, from the largest type. */
const labelSizes = [
  { size: fontSize, width: 40, height: 18 },
  { size: 10, width: 31, height: 13 },
] as const;

/** Cells too small for a label carry a dash where they are clearly negative, so that colour is not all that tells it. */
const dash = { below: -0.1, reach: 2, least: 6 } as const;

/** Shades of each of the two colours where cells of one shade are one path. */
const shades = 20;

/**
 * Cells in two colours that fade towards 0. Where they are many, those of one shade are one path on paper; the last mark
 * is the scale of the colours.
 */
export function drawMatrix({ cells, scale }: MatrixLayer, look: Look): CustomSeriesOption {
  const { colours, interactive } = look;
  const groups = scale && !interactive ? byShade(cells) : cells.map((cell) => [cell]);
  return {
    type: 'custom',
    silent: !interactive,
    clip: false,
    z: 2,
    data: Array.from({ length: groups.length + (scale ? 1 : 0) }, (_, i) => i),
    renderItem: (parameters, api) => {
      const group = groups.at(parameters.dataIndex);
      if (parameters.dataIndex === groups.length || group === undefined) {
        return drawColourScale(parameters.coordSys as unknown as Rectangle, colours);
      }
      return group.length === 1 ? single(group[0], api, colours) : many(group, api, colours);
    },
  };
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function byShade(cells: readonly MatrixCell[]): MatrixCell[][] {
  const found = new Map<number, MatrixCell[]>();
  for (const cell of cells) {
    const shade = Number.isNaN(cell.strength) ? Number.NaN : Math.round(cell.strength * shades);
    found.set(shade, [...(found.get(shade) ?? []), cell]);
  }
  return [...found.values()];
}

function single(
  cell: MatrixCell,
  api: CustomSeriesRenderItemAPI,
  colours: Palette,
): CustomSeriesRenderItemReturn {
  const shape = rectangle(cell, api);
  const { x, y, width, height } = shape;
  const type = labelSizes.find((size) => width >= size.width && height >= size.height);
  const style = { ...fill(cell, colours), stroke: colours.line, lineWidth: type === undefined ? 0.5 : 1 };
  const tile = { type: 'rect' as const, shape, style };
  if (type === undefined) {
    const pathData = dashOf(cell, shape);
    if (pathData === '') return { type: 'group', emphasisDisabled: true, children: [tile] };
    const stroke = { fill: 'none', stroke: colours.dim, lineWidth: 1 };
    return {
      type: 'group',
      emphasisDisabled: true,
      children: [tile, { type: 'path', shape: { pathData }, style: stroke }],
    };
  }
  const text = {
    text: cell.label,
    fill: Number.isNaN(cell.strength) ? colours.dim : colours.text,
    fontSize: type.size,
    fontFamily: 'inherit',
    align: 'center' as const,
    verticalAlign: 'middle' as const,
  };
  return {
    type: 'group',
    emphasisDisabled: true,
    children: [tile, { type: 'text', x: x + width / 2, y: y + height / 2, silent: true, style: text }],
  };
}

/** Cells of one shade: one path for all, and one for their dashes. */
function many(
  cells: readonly MatrixCell[],
  api: CustomSeriesRenderItemAPI,
  colours: Palette,
): CustomSeriesRenderItemReturn {
  const shapes = cells.map((cell) => rectangle(cell, api));
  const tiles = shapes.map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h${-width}Z`).join('');
  const dashes = cells.map((cell, i) => dashOf(cell, shapes[i])).join('');
  const style = { ...fill(cells[0], colours), stroke: colours.line, lineWidth: 0.5 };
  const stroke = { fill: 'none', stroke: colours.dim, lineWidth: 1 };
  return {
    type: 'group',
    children: [
      { type: 'path', shape: { pathData: tiles }, style },
      ...(dashes === '' ? [] : [{ type: 'path' as const, shape: { pathData: dashes }, style: stroke }]),
    ],
  };
}

function rectangle({ column, row }: MatrixCell, api: CustomSeriesRenderItemAPI): Rectangle {
  const [left, top] = api.coord([column - 0.5, row + 0.5]);
  const [right, bottom] = api.coord([column + 0.5, row - 0.5]);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function fill({ strength }: MatrixCell, colours: Palette): { fill: string; fillOpacity: number } {
  const value = Number.isNaN(strength) ? 0 : Math.max(-1, Math.min(1, strength));
  return { fill: value < 0 ? colours.negative : colours.positive, fillOpacity: Math.abs(value) };
}

function dashOf({ strength }: MatrixCell, { x, y, width, height }: Rectangle): string {
  const room = Math.min(width, height) > dash.least;
  if (!room || Number.isNaN(strength) || strength > dash.below) return '';
  return `M${x + width / 2 - dash.reach} ${y + height / 2}h${2 * dash.reach}`;
}
