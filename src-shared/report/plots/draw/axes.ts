import type { GraphicComponentOption, XAXisComponentOption, YAXisComponentOption } from 'echarts';
import type { PlotAxis } from '../../../model/plotScene.ts';
import { formatTick } from '../../numbers.ts';
import type { Palette } from '../palette.ts';

export const fontSize = 12;

const quiet = { axisTick: { show: false }, minorTick: { show: false } } as const;

/** A horizontal axis; its name stands below it. */
export function xAxis(axis: PlotAxis, colours: Palette): XAXisComponentOption {
  return {
    ...common(axis, colours),
    name: axis.name,
    nameLocation: 'middle',
    nameGap: 26,
    nameTextStyle: { color: colours.dim, fontSize },
    axisLabel: { ...labels(axis, colours), hideOverlap: true },
  };
}

/** A vertical axis. */
export function yAxis(axis: PlotAxis, colours: Palette): YAXisComponentOption {
  // Levels one below the other stand closer than ticks.
  const size = axis.labels === null ? fontSize : fontSize - 1;
  return { ...common(axis, colours), axisLabel: { ...labels(axis, colours), fontSize: size } };
}

function common({ low, high, steps, hairlines, rule }: PlotAxis, colours: Palette) {
  return {
    type: 'value',
    min: low,
    max: high,
    splitNumber: steps,
    ...quiet,
    axisLine: rule
      ? { show: true, onZero: false, lineStyle: { color: colours.lineStrong, width: 1 } }
      : { show: false },
    splitLine: hairlines
      ? { show: true, showMinLine: false, showMaxLine: false, lineStyle: { color: colours.line, width: 1 } }
      : { show: false },
  } as const;
}

function labels(axis: PlotAxis, colours: Palette) {
  const texts = axis.labels;
  if (texts === null) {
    return {
      color: colours.dim,
      fontSize,
      formatter: formatTick,
      showMinLabel: false,
      showMaxLabel: false,
    };
  }
  const headings = new Set(axis.headings);
  return {
    color: (value?: string | number) => (headings.has(Number(value)) ? colours.text : colours.dim),
    fontSize,
    customValues: texts.map((_, i) => i),
    formatter: (value: number) => texts[value] ?? '',
  };
}

/** The name of the vertical axis, level and at the upper left, where it can be read. */
export function nameAbove(text: string, colours: Palette): GraphicComponentOption {
  return {
    type: 'text',
    left: 2,
    top: 2,
    silent: true,
    style: { text, fill: colours.dim, fontSize, fontFamily: 'inherit' },
  };
}
