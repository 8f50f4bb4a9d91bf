import type { ScatterSeriesOption } from 'echarts';
import type { BubblesLayer } from '../../../model/plotScene.ts';
import type { Look } from '../look.ts';

/** Diameter in pixels of the largest mark, and of one whose area would vanish. */
const most = 16;
const smallest = 3;

/** Marks share about this width; many are smaller, so that they stay apart. */
const room = 480;

/** Marks whose area tells how much they rest on. */
export function drawBubbles(
  { bubbles, colour }: BubblesLayer,
  { colours, interactive }: Look,
): ScatterSeriesOption {
  const largest = Math.max(6, Math.min(most, room / bubbles.length));
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
