import type { Block } from '../../../src-shared/model/outputDocument.ts';
import { clusterSelected, type Selection } from '../../../src-shared/report/plots/selection.ts';

/**
 * What the plots of a section tell about the selected cluster: the lines that its mark shows when it is pointed at. Empty
 * where none of them shows it.
 */
export function selectedEffect(blocks: readonly Block[], selection: Selection | null): readonly string[] {
  if (selection?.kind !== 'cluster') return [];
  for (const block of blocks) {
    if (block.kind !== 'plots') continue;
    for (const layer of block.plots.flatMap(({ scene }) => scene.layers)) {
      if (layer.kind !== 'intervals') continue;
      const mark = layer.marks.find(({ level }) => clusterSelected(selection, layer.group, level));
      if (mark !== undefined) return mark.text;
    }
  }
  return [];
}
