import type { CategoricalColumn, Column, NumericColumn } from '../../../../src-shared/model/dataset.ts';
import type { Effect } from '../../../../src-shared/model/fitResult.ts';
import type { ModelFrame, RandomDesign } from '../../frame/modelFrame.ts';
import type { TermVariables } from './termVariables.ts';
import { evenly } from './effectCurves.ts';
import { fixedRows, type ColumnUse } from './fixedRows.ts';
import { averagedRows, movedPoint, type ReferencePoint } from './referencePoint.ts';

type ClusterLine = NonNullable<Effect['clusters']>['lines'][number];

/** More lines hide each other; the rest are left out evenly over the range of modes. */
const mostLines = 60;

/** Points of a line that is not straight. */
const pointsPerLine = 9;

/** Relative size below which a departure from a straight line is rounding. */
const straightTolerance = 1e-9;

/**
 * The lines (for a factor x the level means) of the clusters of one grouping at their conditional modes, each over its
 * own values of x. The other variables of the term stand at what they are in the cluster (factors averaged over the
 * levels that occur in it, covariates at their mean in it), variables outside the term where the curves have them. All
 * random terms count whose level is settled by the cluster (and the level of x): those of the grouping itself, of
 * groupings it is nested in, and of interactions with x.
 *
 * @param beta coefficients of the kept columns.
 * @param modes levels x k conditional modes per random term, column-major, in the order of `frame.random`.
 * @param offset added to every value.
 */
export function clusterLines(
  frame: ModelFrame,
  use: ColumnUse,
  beta: Float64Array,
  modes: readonly Float64Array[],
  grouping: RandomDesign,
  x: Column,
  variables: TermVariables,
  centre: ReferencePoint,
  offset: number,
): ClusterLine[] {
  const clusters = chooseClusters(grouping, modes[frame.random.indexOf(grouping)]);
  const rowsOf = new Map(clusters.map((cluster) => [cluster, [] as number[]]));
  grouping.codes.forEach((cluster, row) => rowsOf.get(cluster)?.push(row));

  const straight = x.kind === 'numeric' && isStraight(frame, x, centre);
  const points: { cluster: number; at: number; rows: readonly number[]; point: ReferencePoint }[] = [];
  for (const [cluster, rows] of rowsOf) {
    const own = ownPoint(frame, rows, variables, x, centre);
    if (x.kind === 'categorical') {
      for (const code of distinctCodes(x, rows)) {
        const atLevel = rows.filter((row) => x.codes[row] === code);
        points.push({ cluster, at: code, rows: atLevel, point: movedPoint(own, [], [[x.name, [code]]]) });
      }
    } else {
      const low = rows.reduce((least, row) => Math.min(least, x.values[row]), Infinity);
      const high = rows.reduce((most, row) => Math.max(most, x.values[row]), -Infinity);
      for (const at of evenly([low, high], straight ? 2 : pointsPerLine)) {
        points.push({ cluster, at, rows, point: movedPoint(own, [[x.name, at]], []) });
      }
    }
  }

  const fitted = fixedRows(
    frame,
    use,
    points.map(({ point }) => point),
  ).map((row) => (row === null ? NaN : row.reduce((sum, value, j) => sum + value * beta[j], offset)));
  frame.random.forEach((design, t) => {
    const settled = points.map(({ rows }) => settledLevel(design, rows));
    const Z = averagedRows(
      design,
      design.k,
      frame.columns,
      points.map(({ point }) => point),
      factorsOf(design, frame.columns),
    );
    const nLevels = design.levels.length;
    settled.forEach((level, i) => {
      if (level === null) return;
      for (let j = 0; j < design.k; j++) fitted[i] += Z[i][j] * modes[t][j * nLevels + level];
    });
  });

  return clusters.flatMap((cluster) => {
    const own = points.flatMap((point, i) =>
      point.cluster === cluster && !Number.isNaN(fitted[i]) ? [{ at: point.at, fitted: fitted[i] }] : [],
    );
    if (own.length === 0) return [];
    return [
      {
        level: grouping.levels[cluster],
        x: x.kind === 'categorical' ? own.map(({ at }) => x.levels[at]) : own.map(({ at }) => at),
        fitted: own.map((point) => point.fitted),
      },
    ];
  });
}

/** All clusters, or 60 of them evenly over the order of their first mode; in the order of levels. */
function chooseClusters({ levels }: RandomDesign, modes: Float64Array): number[] {
  const all = [...levels.keys()];
  if (all.length <= mostLines) return all;
  const ranked = all.toSorted((a, b) => modes[a] - modes[b]);
  return Array.from(
    { length: mostLines },
    (_, i) => ranked[Math.round((i * (all.length - 1)) / (mostLines - 1))],
  ).sort((a, b) => a - b);
}

/** The term's variables other than x as they are in a cluster. */
function ownPoint(
  frame: ModelFrame,
  rows: readonly number[],
  { factors, covariates }: TermVariables,
  x: Column,
  centre: ReferencePoint,
): ReferencePoint {
  const numbers: [string, number][] = [];
  const levels: [string, number[]][] = [];
  for (const column of frame.columns) {
    if (column === x) continue;
    if (column.kind === 'categorical') {
      if (factors.includes(column.name)) levels.push([column.name, distinctCodes(column, rows)]);
    } else if (covariates.includes(column.name)) {
      numbers.push([column.name, rows.reduce((sum, row) => sum + column.values[row], 0) / rows.length]);
    }
  }
  return movedPoint(centre, numbers, levels);
}

function distinctCodes({ codes }: CategoricalColumn, rows: readonly number[]): number[] {
  return [...new Set(rows.map((row) => codes[row]))].sort((a, b) => a - b);
}

/** The level of a random term that all these rows share; null if they do not share one. */
function settledLevel({ codes }: RandomDesign, rows: readonly number[]): number | null {
  const level = codes[rows[0]];
  return rows.every((row) => codes[row] === level) ? level : null;
}

/** The factors a random term's columns may depend on, told by their names. */
function factorsOf({ names }: RandomDesign, columns: readonly Column[]): string[] {
  const parts = names.flatMap((name) => name.split(':'));
  return columns
    .filter(
      ({ kind, name }) =>
        kind === 'categorical' && parts.some((part) => part.replaceAll('`', '').startsWith(name)),
    )
    .map(({ name }) => name);
}

/** Whether all columns of X and Z change linearly with x. */
function isStraight(frame: ModelFrame, x: NumericColumn, centre: ReferencePoint): boolean {
  const low = x.values.reduce((a, b) => Math.min(a, b));
  const high = x.values.reduce((a, b) => Math.max(a, b));
  const points = [low, (low + high) / 2, high].map((at) => movedPoint(centre, [[x.name, at]], []));
  const designs = [
    { design: frame.fixed, width: frame.fixed.p },
    ...frame.random.map((design) => ({ design, width: design.k })),
  ];
  return designs.every(({ design, width }) => {
    const [left, middle, right] = averagedRows(design, width, frame.columns, points, []);
    return middle.every((value, j) => {
      const size = Math.abs(left[j]) + Math.abs(right[j]);
      return Math.abs(value - (left[j] + right[j]) / 2) <= straightTolerance * size;
    });
  });
}
