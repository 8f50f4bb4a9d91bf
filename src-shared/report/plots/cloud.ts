import type { CustomSeriesOption, ScatterSeriesOption } from 'echarts';
import { drawable, type Range } from './axes.ts';
import { palette } from './palette.ts';

/** Up to here every point is drawn; beyond, points would hide each other and the page would grow. */
const maxPoints = 2000;

/** Up to here each point is a mark of its own, so that overlapping ones look darker. */
const maxSingleMarks = 500;

const defaultColumns = 44;
const rows = 32;

/** Part of a level's room that its tiles leave free on either side. */
const levelMargin = 0.22;

/** Opacities of the shades, from few points to many. */
const shades = [0.1, 0.2, 0.32, 0.46, 0.62, 0.8] as const;

/**
 * Points of data in grey; many as tiles, stronger where there are more of them.
 *
 * @param nLevels number of levels where x is a factor: each gets one column of tiles
 */
export function cloud(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  xRange: Range,
  yRange: Range,
  nLevels: number | null = null,
): ScatterSeriesOption | CustomSeriesOption {
  return x.length > maxPoints ? tiles(x, y, xRange, yRange, nLevels) : points(x, y);
}

/** What a caption says of the way `cloud` drew so many points. */
export function cloudCaption(n: number, formatted: string): string {
  return n > maxPoints
    ? `Grey tiles: the ${formatted} observations, stronger where there are more.`
    : 'Grey points: the observations.';
}

function points(x: ArrayLike<number>, y: ArrayLike<number>): ScatterSeriesOption {
  const data = Array.from({ length: x.length }, (_, i) => [x[i], y[i]]).filter((point) =>
    point.every(drawable),
  );
  const large = data.length > maxSingleMarks;
  return {
    type: 'scatter',
    name: 'data',
    silent: true,
    large,
    largeThreshold: 0,
    progressive: 0,
    symbolSize: 4,
    itemStyle: { color: palette.data, opacity: large ? 0.4 : 0.5 },
    data,
    z: 1,
  };
}

function tiles(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  xRange: Range,
  yRange: Range,
  nLevels: number | null,
): CustomSeriesOption {
  const columns = nLevels ?? defaultColumns;
  const margin = nLevels === null ? 0 : levelMargin;
  const counts = countTiles(x, y, xRange, yRange, columns);
  const most = counts.reduce((a, b) => Math.max(a, b), 1);
  // By the square root, so that sparse tiles stay visible beside full ones.
  const shadeOf = (count: number) =>
    Math.min(shades.length - 1, Math.floor(Math.sqrt(count / most) * shades.length));
  const byShade: (readonly [number, number])[][] = shades.map(() => []);
  counts.forEach((count, cell) => {
    if (count > 0) byShade[shadeOf(count)].push([cell % columns, Math.floor(cell / columns)]);
  });
  const dx = (xRange.high - xRange.low) / columns;
  const dy = (yRange.high - yRange.low) / rows;
  return {
    type: 'custom',
    name: 'density',
    silent: true,
    z: 1,
    data: shades.map((_, shade) => shade),
    renderItem: (parameters, api) => {
      const shade = parameters.dataIndex;
      const pathData = byShade[shade]
        .map(([column, row]) => {
          const [left, top] = api.coord([xRange.low + (column + margin) * dx, yRange.low + (row + 1) * dy]);
          const [right, bottom] = api.coord([xRange.low + (column + 1 - margin) * dx, yRange.low + row * dy]);
          return `M${left} ${top}H${right}V${bottom}H${left}Z`;
        })
        .join('');
      return { type: 'path', shape: { pathData }, style: { fill: palette.data, opacity: shades[shade] } };
    },
  };
}

/** How many points fall into each tile; row by row from the lower left. */
function countTiles(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  xRange: Range,
  yRange: Range,
  columns: number,
): Int32Array {
  const counts = new Int32Array(columns * rows);
  const perX = columns / (xRange.high - xRange.low);
  const perY = rows / (yRange.high - yRange.low);
  for (let i = 0; i < x.length; i++) {
    const column = Math.floor((x[i] - xRange.low) * perX);
    const row = Math.floor((y[i] - yRange.low) * perY);
    if (column >= 0 && row >= 0 && column <= columns && row <= rows) {
      counts[Math.min(row, rows - 1) * columns + Math.min(column, columns - 1)]++;
    }
  }
  return counts;
}
