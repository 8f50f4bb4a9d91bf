import type { Effect } from '../../model/fitResult.ts';
import type { Plot } from '../../model/outputDocument.ts';
import type { EndLabelsLayer, Observations, PlotLayer } from '../../model/plotScene.ts';
import {
  formatCount,
  formatInterval,
  formatSignificant,
  formatTick,
  formatTo,
  withoutNoise,
} from '../numbers.ts';
import type { ReportContext } from '../reportContext.ts';
import { saidAlone } from '../words/levels.ts';
import { displayWidth, joinWords, shorten } from '../words/lists.ts';
import { drawable, levelX, margins, padded, rangeOf, valueX, valueY, type Range } from './axes.ts';
import { cloud, cloudCaption } from './cloud.ts';
import { seriesColours } from './palette.ts';
import { effectSize } from './sizes.ts';

/** More lines of single clusters than this are thinned. */
const maxClusters = 60;

/** Half the width of the strip in which the points of a level are spread. */
const spread = 0.28;

/** Distance between the estimates of several curves at one level. */
const dodge = 0.12;

/** The longest name that fits above the plot. */
const maxAbove = 80;

/** More curves than this are not all labelled: the names would stand on each other. */
const maxLabels = 16;

/** More places than this are counted instead of named. */
const maxNamed = 4;

/** Longer names of curves are shortened. */
const maxCurveLabel = 20;

/** An effect with its x as numbers: levels stand at 0, 1, 2, ... */
interface Scene {
  readonly levels: readonly string[] | null;
  readonly curves: readonly (Omit<Effect['curves'][number], 'x'> & {
    readonly x: readonly number[];
    readonly label: string;
  })[];
  readonly lines: readonly {
    readonly level: string;
    readonly x: readonly number[];
    readonly y: readonly number[];
  }[];
  readonly nClusters: number;
  /** Points of the curves that the data do not determine, in words. */
  readonly undetermined: readonly string[];
  readonly xRange: Range;
  readonly yRange: Range;
  readonly points: { readonly x: Float64Array; readonly y: Float64Array };
}

/** The model's average over one predictor with its interval, the data, and what the clusters do around it. */
export function effectPlot(effect: Effect, context: ReportContext, observations: Observations | null): Plot {
  const { names, result } = context;
  const scene = makeScene(effect, context);
  const xName = scene.levels === null ? names.axis(effect.x.variable) : names.variable(effect.x.variable);
  const unit = names.responseUnit;
  const labelled = scene.curves.length > 1;
  const longest = Math.max(
    0,
    ...scene.curves.map((curve) => Math.min(maxCurveLabel, displayWidth(curve.label))),
  );
  const right = labelled ? Math.min(150, 16 + longest * 6.8) : 12;
  const width = effectSize.width - 44 - right;
  const { points } = scene;
  const nLevels = scene.levels?.length ?? null;
  return {
    id: `effect-${effect.term}-${effect.x.variable}`,
    title: titleOf(effect, context),
    caption: captionOf(effect, scene, context, formatCount(result.nObs)),
    ...effectSize,
    scene: {
      margins: { ...margins, right },
      x: scene.levels === null ? valueX(xName, scene.xRange) : levelX(xName, scene.levels, width),
      y: valueY(scene.yRange),
      above: shorten(unit === '' ? names.response : `${names.response} (${unit})`, maxAbove),
      layers: [
        cloud(points.x, points.y, scene.xRange, scene.yRange, observations, nLevels),
        ...clusterLayer(effect, scene, context),
        ...scene.curves.flatMap((curve, i) => curveLayers(curve, i, scene, effect, context)),
        ...(labelled ? [curveLabels(scene)] : []),
      ],
    },
  };
}

function clusterLayer(effect: Effect, scene: Scene, { groups }: ReportContext): PlotLayer[] {
  if (effect.clusters === null || scene.lines.length === 0) return [];
  const group = groups.base(effect.clusters.group);
  const title = groups.title(group);
  const lines = scene.lines.map((line) => ({ ...line, text: `${title} ${line.level}` }));
  return [{ kind: 'clusters', group, lines }];
}

function curveLayers(
  curve: Scene['curves'][number],
  index: number,
  scene: Scene,
  effect: Effect,
  context: ReportContext,
): PlotLayer[] {
  const colour = seriesColours[index % seriesColours.length];
  const several = scene.curves.length > 1;
  const atLevels = scene.levels !== null;
  const shift = atLevels
    ? (index - (scene.curves.length - 1) / 2) * Math.min(dodge, 0.6 / scene.curves.length)
    : 0;
  const x = curve.x.map((value) => value + shift);
  const texts = curve.x.map((_, i) => estimateTexts(curve, i, scene, effect, context));
  const line: PlotLayer = {
    kind: 'curve',
    label: curve.label,
    x,
    y: curve.estimate,
    colour,
    width: atLevels ? 1.25 : 2.25,
    opacity: atLevels && !several ? 0 : 1,
    texts: atLevels ? [] : texts,
  };
  if (atLevels) {
    const marks = x.map((at, i) => ({
      at,
      estimate: curve.estimate[i],
      // A dot without a bar where there is no interval.
      lower: drawable(curve.lower[i]) ? curve.lower[i] : curve.estimate[i],
      upper: drawable(curve.upper[i]) ? curve.upper[i] : curve.estimate[i],
      text: texts[i],
      level: null,
    }));
    return [{ kind: 'intervals', direction: 'upright', colour, barColour: colour, group: null, marks }, line];
  }
  const bounded = [...curve.lower, ...curve.upper].every(drawable);
  return bounded ? [{ kind: 'band', x, lower: curve.lower, upper: curve.upper, colour }, line] : [line];
}

/** Where, how much, how sure: what is told of one point of a curve. */
function estimateTexts(
  curve: Scene['curves'][number],
  i: number,
  scene: Scene,
  effect: Effect,
  { names, level }: ReportContext,
): string[] {
  const [estimate, lower, upper] = [curve.estimate[i], curve.lower[i], curve.upper[i]];
  const sure = drawable(lower) && drawable(upper);
  const said = (value: number) =>
    sure && upper > lower ? formatTo(value, (upper - lower) / 4, 2) : formatSignificant(value, 4);
  const { low, high } = scene.xRange;
  const place =
    scene.levels?.[curve.x[i]] ?? formatTick(Number(withoutNoise(curve.x[i], high - low).toPrecision(4)));
  const by = curve.by.map(({ variable, value }) => `${names.variable(variable)} ${value}`);
  return [
    [`${names.variable(effect.x.variable)} ${place}`, ...by].join(', '),
    `Model average: ${names.withUnit(said(estimate))}`,
    ...(sure ? [`${level} interval ${formatInterval(said(lower), said(upper))}`] : []),
  ];
}

function curveLabels(scene: Scene): EndLabelsLayer {
  const all = scene.curves.map((curve, i) => ({
    text: shorten(curve.label, maxCurveLabel),
    // Beside the last point of a curve; beside the plot where marks of other curves stand around it.
    x: scene.levels === null ? curve.x[curve.x.length - 1] : scene.xRange.high,
    y: curve.estimate[curve.estimate.length - 1],
    colour: seriesColours[i % seriesColours.length],
  }));
  return { kind: 'endLabels', labels: spaced(all, maxLabels, (label) => label.y) };
}

function makeScene(effect: Effect, context: ReportContext): Scene {
  const { result, names } = context;
  const column = result.frame.columns.find((candidate) => candidate.name === effect.x.variable);
  const levels = effect.x.kind === 'factor' && column?.kind === 'categorical' ? column.levels : null;
  const position = (value: number | string) =>
    typeof value === 'number' ? value : (levels?.indexOf(value) ?? -1);
  const curves = effect.curves.flatMap((curve) => {
    const x = curve.x.map(position);
    const kept = [...x.keys()].filter((i) => drawable(x[i]) && drawable(curve.estimate[i]));
    if (kept.length === 0) return [];
    return {
      by: curve.by,
      x: kept.map((i) => x[i]),
      estimate: kept.map((i) => curve.estimate[i]),
      lower: kept.map((i) => curve.lower[i]),
      upper: kept.map((i) => curve.upper[i]),
      label: curve.by.map(({ variable, value }) => saidAlone(value, names.variable(variable))).join(', '),
    };
  });
  const undetermined = effect.curves.flatMap((curve) =>
    curve.x.flatMap((x, i) => {
      if (drawable(curve.estimate[i])) return [];
      const place = typeof x === 'number' ? formatTick(Number(x.toPrecision(4))) : x;
      const by = curve.by.map(({ variable, value }) => `${names.variable(variable)} ${value}`);
      return [[`${names.variable(effect.x.variable)} ${place}`, ...by].join(' with ')];
    }),
  );
  const all = (effect.clusters?.lines ?? []).filter((line) => line.fitted.every(drawable));
  const lines = spaced(all, maxClusters, (line) => mean(line.fitted)).map(({ level, x, fitted }) => ({
    level,
    x: x.map(position),
    y: fitted,
  }));
  const n = result.nObs;
  const x = new Float64Array(n).fill(NaN);
  for (let i = 0; i < n; i++) {
    if (column?.kind === 'numeric') x[i] = column.values[i];
    else if (column?.kind === 'categorical') x[i] = column.codes[i] + strip(i);
  }
  const ys = [
    ...curves.flatMap((curve) => [curve.lower, curve.upper, curve.estimate]),
    ...lines.map((line) => line.y),
  ];
  return {
    levels,
    curves,
    lines,
    nClusters: all.length,
    undetermined,
    xRange:
      levels === null
        ? padded(rangeOf(x, ...curves.map((curve) => curve.x)), 0.025)
        : { low: -0.5, high: levels.length - 0.5 },
    yRange: padded(rangeOf(result.frame.outcome, ...ys)),
    points: { x, y: result.frame.outcome },
  };
}

/** A place within a level's strip, the same in every run: the fractional parts of multiples of the golden ratio. */
function strip(i: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  return spread * (2 * ((i * golden) % 1) - 1);
}

/** So many of the items at most, evenly spaced in the order of a number; all of them in their own order. */
function spaced<Item>(items: readonly Item[], most: number, height: (item: Item) => number): readonly Item[] {
  if (items.length <= most) return items;
  const sorted = items.map((item) => ({ item, height: height(item) })).sort((a, b) => a.height - b.height);
  return Array.from(
    { length: most },
    (_, k) => sorted[Math.round((k * (items.length - 1)) / (most - 1))].item,
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function titleOf(effect: Effect, { names }: ReportContext): string {
  const by = effect.curves[0]?.by.map(({ variable }) => names.variable(variable)) ?? [];
  return `${names.response} over ${names.variable(effect.x.variable)}${by.length === 0 ? '' : `, by ${joinWords(by)}`}`;
}

/** From the smallest to the largest value of a number in the rows used; 0 for a factor. */
function spreadOf(variable: string, { result }: ReportContext): number {
  const column = result.frame.columns.find(({ name }) => name === variable);
  if (column?.kind !== 'numeric') return 0;
  const { low, high } = rangeOf(column.values);
  return high - low;
}

function captionOf(effect: Effect, scene: Scene, context: ReportContext, nObs: string): string {
  const { names, groups, level } = context;
  const shape = scene.levels === null ? 'band' : 'bars';
  const sentences = [`Model average${scene.curves.length > 1 ? 's' : ''} with ${level} ${shape}.`];
  if (effect.clusters !== null && scene.lines.length > 0) {
    const several = groups.several(effect.clusters.group);
    sentences.push(
      scene.lines.length < scene.nClusters
        ? `Thin lines: ${formatCount(scene.lines.length)} of ${formatCount(scene.nClusters)} ${several}, evenly spaced in order of their average.`
        : `Thin lines: the ${several}.`,
    );
  }
  sentences.push(cloudCaption(context.result.nObs, nObs));
  if (scene.curves.length > maxLabels)
    sentences.push(`Labels: ${formatCount(maxLabels)} of the ${formatCount(scene.curves.length)} lines.`);
  const { undetermined } = scene;
  if (undetermined.length > 0) {
    const what =
      undetermined.length <= maxNamed
        ? joinWords(undetermined)
        : `${formatCount(undetermined.length)} places`;
    sentences.push(`Not drawn, because the data do not determine the average there: ${what}.`);
  }
  if (effect.heldAt.length > 0) {
    const held = effect.heldAt.map(({ variable, value }) =>
      typeof value === 'number'
        ? `${names.variable(variable)} at ${formatSignificant(withoutNoise(value, spreadOf(variable, context)), 3)}`
        : `${names.variable(variable)} ${value}`,
    );
    sentences.push(`Other predictors: ${joinWords(held)}.`);
  }
  return sentences.join(' ');
}
