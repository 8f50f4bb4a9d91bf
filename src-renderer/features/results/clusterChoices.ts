import type { OutputDocument } from '../../../src-shared/model/outputDocument.ts';
import type { PlotLayer } from '../../../src-shared/model/plotScene.ts';

/** A cluster that some plot shows, under the words by which it can be found. */
export interface ClusterChoice {
  readonly group: string;
  readonly level: string;
  /** `Subject 308` */
  readonly text: string;
}

/** The clusters that the plots of a document show, each once, in the order of their names. */
export function clusterChoices({ blocks }: OutputDocument): ClusterChoice[] {
  const found = new Map<string, ClusterChoice>();
  for (const block of blocks) {
    if (block.kind !== 'plots') continue;
    for (const choice of block.plots.flatMap(({ scene }) => scene.layers.flatMap(choicesOf))) {
      found.set(JSON.stringify([choice.group, choice.level]), choice);
    }
  }
  const collator = new Intl.Collator('en', { numeric: true });
  return [...found.values()].sort((a, b) => collator.compare(a.text, b.text));
}

function choicesOf(layer: PlotLayer): ClusterChoice[] {
  if (layer.kind === 'clusters') {
    return layer.lines.map(({ level, text }) => ({ group: layer.group, level, text }));
  }
  const { kind } = layer;
  if (kind !== 'intervals' || layer.group === null) return [];
  const { group } = layer;
  return layer.marks.flatMap(({ level, text }) =>
    level === null ? [] : [{ group, level, text: text[0] ?? level }],
  );
}
