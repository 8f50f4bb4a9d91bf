import type { CustomSeriesOption, LineSeriesOption } from 'echarts';
import { fontSize } from './axes.ts';
import { palette } from './palette.ts';

/** A straight reference line across the plot. */
export function referenceLine(
  from: readonly [number, number],
  to: readonly [number, number],
): LineSeriesOption {
  return {
    type: 'line',
    name: 'reference',
    silent: true,
    symbol: 'none',
    lineStyle: { color: palette.accent, width: 1.5 },
    data: [[...from], [...to]],
    z: 3,
  };
}

/** The area between two curves, for an interval along a line. */
export function band(
  x: readonly number[],
  lower: readonly number[],
  upper: readonly number[],
  colour: string,
): CustomSeriesOption {
  return {
    type: 'custom',
    name: 'band',
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
      style: { fill: colour, opacity: 0.16 },
    }),
  };
}

/** Many thin lines, one per cluster, named so that the window can tell which is which. */
export function clusterLines(
  lines: readonly { readonly level: string; readonly x: readonly number[]; readonly y: readonly number[] }[],
): CustomSeriesOption {
  return {
    type: 'custom',
    name: 'clusters',
    silent: true,
    z: 2,
    data: lines.map((line, i) => ({ name: line.level, value: i })),
    renderItem: (parameters, api) => {
      const line = lines[parameters.dataIndex];
      return {
        type: 'polyline',
        shape: { points: line.x.map((value, i) => api.coord([value, line.y[i]])) },
        style: {
          fill: 'none',
          stroke: palette.cluster,
          lineWidth: 1,
          opacity: lines.length > 30 ? 0.5 : 0.75,
        },
      };
    },
  };
}

/** Upright or level bars for intervals, with a dot at each estimate. */
export function intervals(
  marks: readonly {
    readonly name: string;
    readonly at: number;
    readonly estimate: number;
    readonly lower: number;
    readonly upper: number;
  }[],
  direction: 'upright' | 'level',
  colour: string,
  barColour: string,
): CustomSeriesOption {
  const place = (at: number, value: number) => (direction === 'upright' ? [at, value] : [value, at]);
  return {
    type: 'custom',
    name: 'intervals',
    silent: true,
    z: 4,
    data: marks.map((mark, i) => ({ name: mark.name, value: i })),
    renderItem: (parameters, api) => {
      const mark = marks[parameters.dataIndex];
      const [x1, y1] = api.coord(place(mark.at, mark.lower));
      const [x2, y2] = api.coord(place(mark.at, mark.upper));
      const [cx, cy] = api.coord(place(mark.at, mark.estimate));
      return {
        type: 'group',
        children: [
          {
            type: 'line',
            shape: { x1, y1, x2, y2 },
            style: { fill: 'none', stroke: barColour, lineWidth: 1.5 },
          },
          {
            type: 'circle',
            shape: { cx, cy, r: direction === 'upright' ? 4 : 2.75 },
            style: { fill: colour },
          },
        ],
      };
    },
  };
}

/** Least distance between two labels, in pixels. */
const labelGap = 15;

/**
 * The names of curves to the right of their ends, moved apart up and down where they would overlap.
 */
export function endLabels(
  curves: readonly {
    readonly label: string;
    readonly x: number;
    readonly y: number;
    readonly colour: string;
  }[],
): CustomSeriesOption {
  return {
    type: 'custom',
    name: 'labels',
    silent: true,
    clip: false,
    z: 6,
    data: curves.map((curve, i) => ({ name: curve.label, value: i })),
    renderItem: (parameters, api) => {
      const { label, x, colour } = curves[parameters.dataIndex];
      const ys = apart(curves.map((curve) => api.coord([curve.x, curve.y])[1]));
      return {
        type: 'text',
        x: api.coord([x, 0])[0] + 8,
        y: ys[parameters.dataIndex],
        style: { text: label, fill: colour, fontSize, fontFamily: 'inherit', verticalAlign: 'middle' },
      };
    },
  };
}

/** Positions in the same order, at least a gap apart, moved as little as a few passes allow. */
function apart(wanted: readonly number[]): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b]);
  const y = [...wanted];
  for (let pass = 0; pass < 50; pass++) {
    for (let k = 1; k < order.length; k++) {
      const lack = labelGap - (y[order[k]] - y[order[k - 1]]);
      if (lack <= 0) continue;
      y[order[k - 1]] -= lack / 2;
      y[order[k]] += lack / 2;
    }
  }
  return y;
}
