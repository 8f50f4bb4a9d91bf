import type { Plot } from '../../model/outputDocument.ts';
import type { PlotLayer } from '../../model/plotScene.ts';
import { displayWidth, shorten } from '../words/lists.ts';
import { drawable, padded, rangeOf, valueX } from './axes.ts';
import { intervalLayer } from './intervalLayer.ts';
import { caterpillarWidth } from './sizes.ts';

/** A line of the plot, from top to bottom. */
export interface IntervalRow {
  readonly label: string;
  /** Null = a heading of the lines below it. */
  readonly value: {
    readonly estimate: number;
    readonly lower: number;
    readonly upper: number;
    /** What is told when it is pointed at, line by line. */
    readonly text: readonly string[];
    /** Whether it is drawn in colour. */
    readonly clear: boolean;
  } | null;
}

/** More lines than this are for a table. */
const maxRows = 60;
const roomyRows = 24;
const rowHeight = 16;
const closeRowHeight = 13;
const maxLabel = 30;
const letter = 6.6;
/** Room for the bars, whatever the names take. */
const barsWidth = 230;

interface Words extends Pick<Plot, 'id' | 'title' | 'caption'> {
  /** Of the horizontal axis. */
  readonly axis: string;
  /** Whether a line stands at zero. */
  readonly zero: boolean;
}

/** One line with an interval for each row; null where there are too many of them, or none with a value. */
export function intervalRowsPlot(rows: readonly IntervalRow[], { axis, zero, ...words }: Words): Plot | null {
  const turned = rows.toReversed();
  const marks = turned.flatMap(({ value }, at) => {
    if (value === null || ![value.estimate, value.lower, value.upper].every(drawable)) return [];
    return [{ at, level: null, ...value }];
  });
  if (rows.length > maxRows || marks.length === 0) return null;
  const labels = turned.map(({ label }) => shorten(label, maxLabel));
  const left = 12 + letter * labels.reduce((most, label) => Math.max(most, displayWidth(label)), 0);
  const headings = turned.flatMap(({ value }, at) => (value === null ? [at] : []));
  const ends = marks.flatMap(({ lower, upper }) => [lower, upper]);
  const [low, high] = [-0.7, rows.length - 0.3];
  const bottom = 44;
  return {
    ...words,
    width: Math.max(caterpillarWidth, Math.ceil(left + barsWidth)),
    height: Math.max(120, rows.length * (rows.length > roomyRows ? closeRowHeight : rowHeight) + bottom + 12),
    scene: {
      margins: { left, right: 14, top: 6, bottom },
      x: { ...valueX(axis, padded(zero ? rangeOf(ends, [0]) : rangeOf(ends))), steps: 4, hairlines: true },
      y: { name: '', low, high, labels, headings, steps: 5, hairlines: false, rule: false },
      above: '',
      layers: [
        ...(zero ? [zeroLine(low, high)] : []),
        intervalLayer(
          'dim',
          marks.filter(({ clear }) => !clear),
        ),
        intervalLayer(
          'accent',
          marks.filter(({ clear }) => clear),
        ),
      ],
    },
  };
}

function zeroLine(low: number, high: number): PlotLayer {
  return { kind: 'reference', from: [0, low], to: [0, high], colour: 'lineStrong', width: 1 };
}
