import type { EChartsOption } from 'echarts';
import type { RanefBlock } from '../../model/fitResult.ts';
import type { Plot } from '../../model/outputDocument.ts';
import { formatCount } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { displayWidth, shorten } from '../words/lists.ts';
import { base, drawable, fontSize, padded, rangeOf, valueX } from './axes.ts';
import { intervals } from './lines.ts';
import { palette } from './palette.ts';
import { caterpillarWidth } from './sizes.ts';

/** Legible up to here; of more levels only the extremes are drawn. */
const maxLevels = 60;
const extremes = 15;

/** Normal quantile of a 95 % interval. */
const quantile = 1.96;

const rowHeight = 15;
const maxLabel = 16;

/** Conditional modes of one random effect, in order, with intervals from their conditional variances. */
export function caterpillarPlot(block: RanefBlock, column: number, context: ReportContext): Plot {
  const { groups } = context;
  const sorted = block.levels
    .map((level, i) => ({
      level,
      mode: block.modes[i][column],
      se: Math.sqrt(block.condVar[i][column][column]),
    }))
    .sort((a, b) => a.mode - b.mode);
  const many = sorted.length > maxLevels;
  const shown = many ? [...sorted.slice(0, extremes), null, ...sorted.slice(-extremes)] : sorted;
  const marks = shown.flatMap((row, at) => {
    if (row === null || !drawable(row.mode)) return [];
    const reach = quantile * (drawable(row.se) ? row.se : 0);
    return [{ name: row.level, at, estimate: row.mode, lower: row.mode - reach, upper: row.mode + reach }];
  });
  const range = padded(
    rangeOf(
      marks.map((mark) => mark.lower),
      marks.map((mark) => mark.upper),
      [0],
    ),
  );
  const labels = shown.map((row) => (row === null ? '⋮' : shorten(row.level, maxLabel)));
  const widest = labels.reduce((most, label) => Math.max(most, displayWidth(label)), 0);
  const unit = unitText(block.terms[column], context);
  const bottom = unit === '' ? 26 : 44;
  const height = Math.max(120, shown.length * rowHeight + bottom + 12);
  const title = `How ${groups.several(block.group)} differ in ${groups.effect(block.group, block.terms[column])}`;
  const option: EChartsOption = {
    ...base,
    grid: { left: Math.min(120, 12 + widest * 7), right: 14, top: 6, bottom },
    xAxis: {
      ...valueX(unit, range),
      splitNumber: 4,
      splitLine: { showMinLine: false, showMaxLine: false, lineStyle: { color: palette.line } },
    },
    yAxis: {
      type: 'value',
      min: -0.7,
      max: shown.length - 0.3,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        color: palette.dim,
        fontSize: fontSize - 1,
        customValues: labels.map((_, at) => at),
        formatter: (value: number) => labels[value] ?? '',
      },
    },
    series: [
      {
        type: 'line',
        silent: true,
        symbol: 'none',
        lineStyle: { color: palette.lineStrong, width: 1 },
        data: [
          [0, -0.7],
          [0, shown.length - 0.3],
        ],
        z: 3,
      },
      intervals(marks, 'level', palette.accent, palette.cluster),
    ],
  };
  const leftOut = sorted.length - 2 * extremes;
  const sentences = [
    `Deviation from the average${unit === '' ? '' : ` in ${unit}`}, with 95 % intervals.`,
    ...(many
      ? [
          `The ${extremes} lowest and ${extremes} highest of ${formatCount(sorted.length)}; ${formatCount(leftOut)} between them are not drawn.`,
        ]
      : []),
  ];
  return {
    id: `modes-${block.group}-${column}`,
    title,
    caption: sentences.join(' '),
    width: caterpillarWidth,
    height,
    option,
  };
}

function unitText(term: string, { names }: ReportContext): string {
  const unit = names.responseUnit;
  const parts = names.parts(term);
  const per = parts?.length === 1 && parts[0].kind === 'covariate' ? names.unit(parts[0].expression) : null;
  return [unit, per === null ? '' : `per ${per}`].filter((text) => text !== '').join(' ');
}
