import type { Column } from '../../../../src-shared/model/dataset.ts';
import type { ModelFrame, RandomDesign } from '../../frame/modelFrame.ts';
import { averagedRows, movedPoint, type ReferencePoint } from './referencePoint.ts';

/**
 * The random term whose grouping shows best what clusters do along x; null if x varies within the clusters of none.
 *
 * Only groupings count in at least half of whose clusters x takes more than one value. Among those the first with: a
 * random slope for x; the other factors of the picture constant within clusters, so that a line belongs to one curve;
 * fewest levels.
 */
export function clusterGroup(
  frame: ModelFrame,
  x: Column,
  otherFactors: readonly string[],
  centre: ReferencePoint,
): RandomDesign | null {
  const others = frame.columns.filter(({ name }) => otherFactors.includes(name));
  const candidates = frame.random
    .filter(({ group }, t) => frame.random.findIndex((design) => design.group === group) === t)
    .filter((design) => 2 * (design.levels.length - constantClusters(design, x)) >= design.levels.length)
    .map((design) => ({
      design,
      slope: frame.random.some((other) => other.group === design.group && dependsOn(frame, other, x, centre)),
      ownCurve: others.every((column) => constantClusters(design, column) === design.levels.length),
    }));
  candidates.sort(
    (a, b) =>
      Number(b.slope) - Number(a.slope) ||
      Number(b.ownCurve) - Number(a.ownCurve) ||
      a.design.levels.length - b.design.levels.length,
  );
  return candidates[0]?.design ?? null;
}

/** Number of clusters within which a variable has one value only. */
function constantClusters({ codes, levels }: RandomDesign, column: Column): number {
  const values = column.kind === 'numeric' ? column.values : column.codes;
  const first = new Float64Array(levels.length).fill(NaN);
  const varies = new Uint8Array(levels.length);
  for (let i = 0; i < codes.length; i++) {
    const cluster = codes[i];
    if (Number.isNaN(first[cluster])) first[cluster] = values[i];
    else if (values[i] !== first[cluster]) varies[cluster] = 1;
  }
  return varies.reduce((count, flag) => count - flag, levels.length);
}

/** Whether the columns of a random term change with a variable. */
function dependsOn(frame: ModelFrame, design: RandomDesign, x: Column, centre: ReferencePoint): boolean {
  const points =
    x.kind === 'categorical'
      ? x.levels.map((_, code) => movedPoint(centre, [], [[x.name, [code]]]))
      : [Math.min, Math.max].map((pick) =>
          movedPoint(centre, [[x.name, x.values.reduce((a, b) => pick(a, b))]], []),
        );
  const rows = averagedRows(design, design.k, frame.columns, points, []);
  return rows.some((row) => row.some((value, j) => value !== rows[0][j]));
}
