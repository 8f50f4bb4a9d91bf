import type { Column, Dataset } from '../../src-shared/model/dataset.ts';

/** A dataset of plain arrays: numbers become a continuous column, texts a nominal one (levels in order of appearance). */
export function buildDataset(
  values: Readonly<Record<string, readonly number[] | readonly string[]>>,
): Dataset {
  const columns = Object.entries(values).map(([name, cells]): Column => {
    if (cells.every((cell) => typeof cell === 'number')) {
      return { kind: 'numeric', type: 'continuous', name, values: Float64Array.from(cells) };
    }
    const texts = cells.map(String);
    const levels = [...new Set(texts)];
    const codes = Int32Array.from(texts, (text) => levels.indexOf(text));
    return { kind: 'categorical', type: 'nominal', name, codes, levels };
  });
  return { name: 'test data', nRows: Object.values(values)[0].length, columns };
}
