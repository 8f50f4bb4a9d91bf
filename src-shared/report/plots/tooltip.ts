import type { ObservationColumn, Observations, PlotLayer } from '../../model/plotScene.ts';
import { formatCount, formatTick, formatTo, noBreak } from '../numbers.ts';

/** What is told of a mark that is pointed at, line by line, the first one its name; none = nothing to tell. */
export function tooltipTexts(layer: PlotLayer | undefined, index: number): readonly string[] {
  switch (layer?.kind) {
    case 'points':
      return layer.observations === null ? [] : observationTexts(layer.observations, layer.at[index]);
    case 'tiles': {
      const { count } = layer.tiles[index];
      return [`${formatCount(count)} observation${count === 1 ? '' : 's'}`];
    }
    case 'clusters':
      return [layer.lines[index].text];
    case 'intervals':
      return layer.marks[index].text;
    case 'curve':
      return layer.texts[index] ?? [];
    case 'bubbles':
      return layer.bubbles[index].text;
    case 'matrix':
      return layer.cells[index]?.text ?? [];
    default:
      return [];
  }
}

function observationTexts({ rows, columns }: Observations, at: number): string[] {
  return [
    `Row ${formatCount(rows[at])}`,
    ...columns.map((column) => `${column.name}: ${valueText(column, at)}`),
  ];
}

function valueText(column: ObservationColumn, at: number): string {
  if (column.kind === 'levels') return column.levels[column.codes[at]] ?? '';
  const value = column.values[at];
  const text = column.ruler === null ? formatTick(value) : formatTo(value, column.ruler, 3);
  return column.unit === '' ? text : `${text}${noBreak}${column.unit}`;
}
