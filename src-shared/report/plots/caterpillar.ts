import type { RanefBlock } from '../../model/fitResult.ts';
import type { Plot } from '../../model/outputDocument.ts';
import type { IntervalMark } from '../../model/plotScene.ts';
import { formatCount, formatInterval, formatTo, noBreak } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { displayWidth, shorten } from '../words/lists.ts';
import { drawable, padded, rangeOf, valueX } from './axes.ts';
import { caterpillarWidth } from './sizes.ts';

/** Legible up to here; of more levels only the extremes are drawn. */
const maxLevels = 60;
const extremes = 15;

/** Normal quantile of a 95 % interval. */
const quantile = 1.96;

/** Beyond so many levels rows stand closer, so that a plot leaves room on its page. */
const roomyLevels = 24;
const rowHeight = 15;
const closeRowHeight = 12;
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
  const unit = unitText(block.terms[column], context);
  const effect = groups.effect(block.group, block.terms[column]);
  const marks = shown.flatMap((row, at): IntervalMark[] => {
    if (row === null || !drawable(row.mode)) return [];
    const reach = quantile * (drawable(row.se) ? row.se : 0);
    const [lower, upper] = [row.mode - reach, row.mode + reach];
    const said = (value: number) => formatTo(value, row.se, 2);
    return [
      {
        at,
        estimate: row.mode,
        lower,
        upper,
        level: row.level,
        text: [
          `${groups.title(block.group)} ${row.level}`,
          `Deviation in ${effect}: ${said(row.mode)}${unit === '' ? '' : `${noBreak}${unit}`}`,
          ...(drawable(row.se)
            ? [`SE ${said(row.se)}, 95${noBreak}% interval ${formatInterval(said(lower), said(upper))}`]
            : []),
        ],
      },
    ];
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
  const bottom = unit === '' ? 26 : 44;
  const leftOut = sorted.length - 2 * extremes;
  const sentences = [
    `Deviation from the average${unit === '' ? '' : unit.startsWith('per ') ? `, ${unit}` : ` in ${unit}`}, with 95 % intervals.`,
    ...(many
      ? [
          `The ${extremes} lowest and ${extremes} highest of ${formatCount(sorted.length)}; ${formatCount(leftOut)} between them are not drawn.`,
        ]
      : []),
  ];
  const [low, high] = [-0.7, shown.length - 0.3];
  return {
    id: `modes-${block.group}-${column}`,
    title: `How ${groups.several(block.group)} differ in ${effect}`,
    caption: sentences.join(' '),
    width: caterpillarWidth,
    height: Math.max(
      120,
      shown.length * (shown.length > roomyLevels ? closeRowHeight : rowHeight) + bottom + 12,
    ),
    scene: {
      margins: { left: Math.min(120, 12 + widest * 7), right: 14, top: 6, bottom },
      x: { ...valueX(unit, range), steps: 4, hairlines: true },
      y: { name: '', low, high, labels, steps: 5, hairlines: false, rule: false },
      above: '',
      layers: [
        { kind: 'reference', from: [0, low], to: [0, high], colour: 'lineStrong', width: 1 },
        {
          kind: 'intervals',
          direction: 'level',
          colour: 'accent',
          barColour: 'cluster',
          group: groups.base(block.group),
          marks,
        },
      ],
    },
  };
}

function unitText(term: string, { names }: ReportContext): string {
  const unit = names.responseUnit;
  const parts = names.parts(term);
  const per = parts?.length === 1 && parts[0].kind === 'covariate' ? names.unit(parts[0].expression) : null;
  return [unit, per === null ? '' : `per ${per}`].filter((text) => text !== '').join(' ');
}
