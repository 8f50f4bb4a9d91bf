import type {
  GraphicComponentOption,
  GridComponentOption,
  XAXisComponentOption,
  YAXisComponentOption,
} from 'echarts';
import { formatTick } from '../numbers.ts';
import { shorten } from '../words/lists.ts';
import { palette } from './palette.ts';

export const fontSize = 12;

const name = { nameTextStyle: { color: palette.dim, fontSize } } as const;
const quiet = {
  axisLine: { show: false },
  axisTick: { show: false },
  minorTick: { show: false },
} as const;

/** What all plots share. */
export const base = {
  animation: false,
  backgroundColor: 'transparent',
  textStyle: { fontFamily: 'inherit', fontSize },
} as const;

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

/** A vertical axis of numbers with hairlines; its name is `aboveAxis`. */
export function valueY(range: Range) {
  return {
    type: 'value',
    min: range.low,
    max: range.high,
    splitNumber: 5,
    ...quiet,
    splitLine: { showMinLine: false, showMaxLine: false, lineStyle: { color: palette.line, width: 1 } },
    axisLabel: {
      color: palette.dim,
      fontSize,
      formatter: formatTick,
      showMinLabel: false,
      showMaxLabel: false,
    },
  } satisfies YAXisComponentOption;
}

/** The name of the vertical axis, level and at the upper left, where it can be read. */
export function aboveAxis(label: string, maxLabel = 34): GraphicComponentOption {
  return {
    type: 'text',
    left: 2,
    top: 2,
    silent: true,
    style: { text: shorten(label, maxLabel), fill: palette.dim, fontSize, fontFamily: 'inherit' },
  };
}

/** A horizontal axis of numbers; its name stands below it. */
export function valueX(label: string, range: Range, maxLabel = 60) {
  return {
    type: 'value',
    name: shorten(label, maxLabel),
    nameLocation: 'middle',
    nameGap: 26,
    ...name,
    min: range.low,
    max: range.high,
    splitNumber: 5,
    ...quiet,
    axisLine: { show: true, onZero: false, lineStyle: { color: palette.lineStrong, width: 1 } },
    splitLine: { show: false },
    axisLabel: {
      color: palette.dim,
      fontSize,
      formatter: formatTick,
      showMinLabel: false,
      showMaxLabel: false,
      hideOverlap: true,
    },
  } satisfies XAXisComponentOption;
}

/** A horizontal axis of levels at 0, 1, 2, ...: a value axis, so that marks can stand beside each other. */
export function levelX(label: string, levels: readonly string[], width: number) {
  const letters = Math.max(3, Math.floor(width / levels.length / 6.6));
  return {
    ...valueX(label, { low: -0.5, high: levels.length - 0.5 }),
    axisLabel: {
      customValues: levels.map((_, i) => i),
      color: palette.dim,
      fontSize,
      hideOverlap: true,
      formatter: (value: number) => shorten(levels[value] ?? '', letters),
    },
  } satisfies XAXisComponentOption;
}

/** The drawing area; labels of the axes lie outside it. */
export const grid: GridComponentOption = { left: 44, right: 12, top: 28, bottom: 44 };
