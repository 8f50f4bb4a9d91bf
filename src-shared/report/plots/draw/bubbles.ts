import type { ScatterSeriesOption } from 'echarts';
import type { BubblesLayer } from '../../../model/plotScene.ts';
import type { Look } from '../look.ts';

/** Diameter in pixels of the largest mark, and of one whose area would vanish. */
const largest = 16;
const smallest = 3;

/** Marks whose area tells how much they rest on. */
export function drawBubbles(
  { bubbles, colour }: BubblesLayer,
  { colours, interactive }: Look,
): ScatterSeriesOption {
  return {
    type: 'scatter',
    silent: !interactive,
    itemStyle: { color: colours[colour], opacity: 0.55 },
    emphasis: { disabled: true },
    data: bubbles.map(({ x, y, area }) => ({
      value: [x, y],
      symbolSize: Math.max(smallest, largest * Math.sqrt(area)),
    })),
    z: 3,
  };
}
