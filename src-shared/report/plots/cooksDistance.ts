import { cooksCutOff, type Influence, type RefittedWithout } from '../../model/analyses/influence.ts';
import type { Plot } from '../../model/outputDocument.ts';
import type { IntervalMark, PlotLayer, PlotScene } from '../../model/plotScene.ts';
import { formatCount } from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { influenceWords } from '../words/influenceWords.ts';
import { displayWidth, shorten } from '../words/lists.ts';
import { drawable, margins, rangeOf, valueX, valueY } from './axes.ts';
import { observationsAt } from './observations.ts';
import { referenceLine } from './referenceLine.ts';
import { caterpillarWidth, effectSize } from './sizes.ts';

/** Each level has a line of its own up to here; more stand beside each other, without their names. */
const maxNamed = 60;
/** More than so many marks would hide each other: the largest are drawn. */
const maxDrawn = 400;
const roomyLevels = 24;
const rowHeight = 15;
const closeRowHeight = 12;
const maxLabel = 16;

/** Cook's distance of each level in the grouping's order, with the cut-off. */
export function cooksDistancePlot(answer: Influence, context: ReportContext): Plot | null {
  const drawn = answer.levels.flatMap((level, at) =>
    level.kind === 'refitted' && drawable(level.cooksDistance) ? [{ level, at }] : [],
  );
  if (drawn.length === 0) return null;
  const words = influenceWords(answer, context);
  const few = answer.levels.length <= maxNamed;
  const kept =
    drawn.length <= maxDrawn
      ? drawn
      : drawn.toSorted((a, b) => b.level.cooksDistance - a.level.cooksDistance).slice(0, maxDrawn);
  const top =
    rangeOf(
      [0, cooksCutOff(answer)],
      kept.map(({ level }) => level.cooksDistance),
    ).high * 1.04;
  const leftOut =
    kept.length < drawn.length
      ? ` The ${formatCount(kept.length)} largest of ${formatCount(drawn.length)} are drawn.`
      : '';
  return {
    id: 'influence',
    title: `Cook’s distance of each ${words.one}`,
    caption: `How far the fixed effects move without it. The line is the cut-off ${words.cutOff}.${leftOut}`,
    ...(few
      ? namedLevels(answer, kept, top, context)
      : { ...effectSize, scene: sideBySide(answer, kept, top, context) }),
  };
}

interface Drawn {
  readonly level: RefittedWithout;
  /** Position among all levels. */
  readonly at: number;
}

/** One line per level, from top to bottom. */
function namedLevels(
  answer: Influence,
  drawn: readonly Drawn[],
  top: number,
  context: ReportContext,
): Pick<Plot, 'width' | 'height' | 'scene'> {
  const count = answer.levels.length;
  const labels = answer.levels.map(({ level }) => shorten(level, maxLabel)).toReversed();
  const widest = labels.reduce((most, label) => Math.max(most, displayWidth(label)), 0);
  const [low, high] = [-0.7, count - 0.3];
  const cutOff = cooksCutOff(answer);
  const turned = drawn.map(({ level, at }) => ({ level, at: count - 1 - at }));
  return {
    width: caterpillarWidth,
    height: Math.max(120, count * (count > roomyLevels ? closeRowHeight : rowHeight) + 56),
    scene: {
      margins: { left: Math.min(120, 12 + widest * 7), right: 14, top: 6, bottom: 44 },
      x: { ...valueX('Cook’s distance', { low: 0, high: top }), steps: 4, hairlines: true },
      y: { name: '', low, high, labels, steps: 5, hairlines: false, rule: false },
      above: '',
      layers: [referenceLine([cutOff, low], [cutOff, high]), marksLayer(answer, turned, 'level', context)],
    },
  };
}

function sideBySide(
  answer: Influence,
  drawn: readonly Drawn[],
  top: number,
  context: ReportContext,
): PlotScene {
  const { title } = influenceWords(answer, context);
  const high = answer.levels.length + 1;
  const cutOff = cooksCutOff(answer);
  const placed = drawn.map(({ level, at }) => ({ level, at: at + 1 }));
  return {
    margins,
    x: valueX(`${title}, in order`, { low: 0, high }),
    y: valueY({ low: 0, high: top }),
    above: 'Cook’s distance',
    layers: [referenceLine([0, cutOff], [high, cutOff]), marksLayer(answer, placed, 'upright', context)],
  };
}

/** Clusters as needles that can be picked; rows as points that tell of their observation. */
function marksLayer(
  answer: Influence,
  placed: readonly Drawn[],
  direction: 'upright' | 'level',
  context: ReportContext,
): PlotLayer {
  if (answer.group === null) {
    const distances = placed.map(({ level }) => level.cooksDistance);
    const positions = placed.map(({ at }) => at);
    return {
      kind: 'points',
      x: direction === 'upright' ? positions : distances,
      y: direction === 'upright' ? distances : positions,
      at: placed.map((_, i) => i),
      observations: rowsWithDistance(placed, answer, context),
    };
  }
  const words = influenceWords(answer, context);
  const marks = placed.map(({ level, at }): IntervalMark => ({
    at,
    estimate: level.cooksDistance,
    lower: 0,
    upper: level.cooksDistance,
    level: level.level,
    text: [words.name(level.level), `Cook’s distance: ${words.distance(level)}`, ...words.changes(level)],
  }));
  const group = context.groups.base(answer.group);
  return { kind: 'intervals', direction, colour: 'accent', barColour: 'cluster', group, marks };
}

function rowsWithDistance(placed: readonly Drawn[], answer: Influence, context: ReportContext) {
  const indexOf = new Map(Array.from(context.result.frame.rows, (row, i) => [String(row + 1), i]));
  const observations = observationsAt(
    context,
    placed.map(({ level }) => indexOf.get(level.level)!),
  );
  const values = Float64Array.from(placed, ({ level }) => level.cooksDistance);
  const ruler = cooksCutOff(answer);
  return {
    ...observations,
    columns: [
      ...observations.columns,
      { kind: 'numbers' as const, name: 'Cook’s distance', unit: '', values, ruler },
    ],
  };
}
