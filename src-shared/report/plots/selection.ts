import type { Observations, PlotLayer } from '../../model/plotScene.ts';

/** What a person pointed out: it is shown in every plot that has it. */
export type Selection =
  | { readonly kind: 'cluster'; readonly group: string; readonly level: string }
  /** A row of the data grid, from 1, with the clusters that it lies in. */
  | {
      readonly kind: 'row';
      readonly row: number;
      readonly clusters: readonly { readonly group: string; readonly level: string }[];
    };

/** Whether a cluster is selected, by itself or through one of its rows. */
export function clusterSelected(
  selection: Selection | null,
  group: string | null,
  level: string | null,
): boolean {
  if (selection === null || group === null) return false;
  const clusters = selection.kind === 'cluster' ? [selection] : selection.clusters;
  return clusters.some((cluster) => cluster.group === group && cluster.level === level);
}

/** Whether an observation is selected: by its row, or with its whole cluster. */
export function observationSelected(
  selection: Selection | null,
  observations: Observations | null,
  at: number,
): boolean {
  if (selection === null || observations === null) return false;
  if (selection.kind === 'row') return observations.rows[at] === selection.row;
  return observations.columns.some(
    (column) =>
      column.kind === 'levels' &&
      column.group === selection.group &&
      column.levels[column.codes[at]] === selection.level,
  );
}

/** What a click on a mark selects; null where it stands for no row and no cluster. */
export function selectionOf(layer: PlotLayer | undefined, index: number): Selection | null {
  switch (layer?.kind) {
    case 'clusters':
      return { kind: 'cluster', group: layer.group, level: layer.lines[index].level };
    case 'intervals': {
      const { level } = layer.marks[index];
      return layer.group === null || level === null ? null : { kind: 'cluster', group: layer.group, level };
    }
    case 'points': {
      if (layer.observations === null) return null;
      const { rows, columns } = layer.observations;
      const at = layer.at[index];
      const clusters = columns.flatMap((column) =>
        column.kind === 'levels' && column.group !== null
          ? [{ group: column.group, level: column.levels[column.codes[at]] }]
          : [],
      );
      return { kind: 'row', row: rows[at], clusters };
    }
    default:
      return null;
  }
}
