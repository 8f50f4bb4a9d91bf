import type { CustomSeriesRenderItemReturn } from 'echarts';
import type { Palette } from '../palette.ts';

/** In pixels; so many cells from -1 to 1. */
const cell = { width: 11, height: 8, count: 9 } as const;

/** Space above the drawing area, and beside the scale for its last label. */
const above = 8;
const beside = 12;

/** The colours from -1 to 1, above the drawing area on its right. */
export function drawColourScale(
  area: { readonly x: number; readonly y: number; readonly width: number },
  colours: Palette,
): CustomSeriesRenderItemReturn {
  const y = area.y - above - cell.height;
  const end = area.x + area.width - beside;
  const start = end - cell.count * cell.width;
  const label = (text: string, x: number, align: 'left' | 'right') => ({
    type: 'text' as const,
    x,
    y: y + cell.height / 2,
    style: {
      text,
      fill: colours.dim,
      fontSize: 10,
      fontFamily: 'inherit',
      align,
      verticalAlign: 'middle' as const,
    },
  });
  return {
    type: 'group',
    silent: true,
    children: [
      ...Array.from({ length: cell.count }, (_, k) => {
        const value = -1 + (2 * k) / (cell.count - 1);
        return {
          type: 'rect' as const,
          shape: { x: start + k * cell.width, y, width: cell.width, height: cell.height },
          style: {
            fill: value < 0 ? colours.negative : colours.positive,
            fillOpacity: Math.abs(value),
            stroke: colours.line,
            lineWidth: 0.5,
          },
        };
      }),
      label('−1', start - 4, 'right'),
      label('1', end + 4, 'left'),
    ],
  };
}
