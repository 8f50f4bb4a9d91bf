import type { Observations, PointsLayer, TilesLayer } from '../../model/plotScene.ts';
import { drawable, type Range } from './axes.ts';

/** Up to here every point is drawn; beyond, points would hide each other and the page would grow. */
export const maxPoints = 2000;

const defaultColumns = 44;
const rows = 32;

/** Part of a level's room that its tiles leave free on either side. */
const levelMargin = 0.22;

/**
 * Points of data in grey; many as tiles, stronger where there are more of them.
 *
 * @param observations what is told of each point; as long as x and y
 * @param nLevels number of levels where x is a factor: each gets one column of tiles
 */
export function cloud(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  xRange: Range,
  yRange: Range,
  observations: Observations | null,
  nLevels: number | null = null,
): PointsLayer | TilesLayer {
  return x.length > maxPoints ? tiles(x, y, xRange, yRange, nLevels) : points(x, y, observations);
}

/** What a caption says of the way `cloud` drew so many points. */
export function cloudCaption(n: number, formatted: string): string {
  return n > maxPoints
    ? `Grey tiles: the ${formatted} observations, stronger where there are more.`
    : 'Grey points: the observations.';
}

function points(x: ArrayLike<number>, y: ArrayLike<number>, observations: Observations | null): PointsLayer {
  const at = Array.from({ length: x.length }, (_, i) => i).filter((i) => drawable(x[i]) && drawable(y[i]));
  return { kind: 'points', x: at.map((i) => x[i]), y: at.map((i) => y[i]), at, observations };
}

function tiles(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  xRange: Range,
  yRange: Range,
  nLevels: number | null,
): TilesLayer {
  const columns = nLevels ?? defaultColumns;
  const counts = countTiles(x, y, xRange, yRange, columns);
  return {
    kind: 'tiles',
    left: xRange.low,
    bottom: yRange.low,
    width: (xRange.high - xRange.low) / columns,
    height: (yRange.high - yRange.low) / rows,
    margin: nLevels === null ? 0 : levelMargin,
    tiles: Array.from(counts, (count, cell) => ({
      column: cell % columns,
      row: Math.floor(cell / columns),
      count,
    })).filter(({ count }) => count > 0),
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
