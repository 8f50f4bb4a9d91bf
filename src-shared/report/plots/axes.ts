import type { PlotAxis, PlotScene } from '../../model/plotScene.ts';
import { shorten } from '../words/lists.ts';

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Numbers beyond this cannot be scaled to a plot. */
const maxDrawable = 1e150;

/** Whether a number can be a coordinate: it exists and is not absurdly large. */
export function drawable(value: number): boolean {
  return Math.abs(value) <= maxDrawable;
}

/** Smallest and largest drawable value of several arrays; 0 to 1 if there is none. */
export function rangeOf(...arrays: readonly ArrayLike<number>[]): Range {
  let low = Infinity;
  let high = -Infinity;
  for (const values of arrays) {
    for (let i = 0; i < values.length; i++) {
      if (!drawable(values[i])) continue;
      if (values[i] < low) low = values[i];
      if (values[i] > high) high = values[i];
    }
  }
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { low: 0, high: 1 };
  // Next to a very large number half a unit would be lost in rounding.
  const air = Math.max(0.5, 1e-6 * Math.abs(low));
  return low === high ? { low: low - air, high: high + air } : { low, high };
}

/** A little air on both sides. */
export function padded({ low, high }: Range, by = 0.04): Range {
  const air = (high - low) * by;
  return { low: low - air, high: high + air };
}

/** A vertical axis of numbers with hairlines; its name is the scene's `above`. */
export function valueY(range: Range): PlotAxis {
  return { name: '', ...range, labels: null, steps: 5, hairlines: true, rule: false };
}

/** A horizontal axis of numbers; its name stands below it. */
export function valueX(label: string, range: Range, maxLabel = 60): PlotAxis {
  return { name: shorten(label, maxLabel), ...range, labels: null, steps: 5, hairlines: false, rule: true };
}

/** A horizontal axis of levels at 0, 1, 2, ...: a value axis, so that marks can stand beside each other. */
export function levelX(label: string, levels: readonly string[], width: number): PlotAxis {
  const letters = Math.max(3, Math.floor(width / levels.length / 6.6));
  return {
    ...valueX(label, { low: -0.5, high: levels.length - 0.5 }),
    labels: levels.map((level) => shorten(level, letters)),
  };
}

/** Room around the drawing area for the labels of the axes. */
export const margins: PlotScene['margins'] = { left: 44, right: 12, top: 28, bottom: 44 };
