import { AppError } from '../../../../src-shared/model/appError.ts';
import { findColumn } from '../../../../src-shared/model/dataset.ts';
import type { Dataset } from '../../../../src-shared/model/dataset.ts';
import { groupingFactor } from '../../frame/groupingFactor.ts';
import type { GroupingLevels } from '../../frame/groupingFactor.ts';
import type { ModelFrame } from '../../frame/modelFrame.ts';
import { restrictColumn } from '../../frame/restrictColumn.ts';

/** What is left out at once. */
export interface Deletion {
  readonly level: string;
  /** Rows of the frame, ascending. */
  readonly rows: Int32Array;
}

/**
 * One deletion per level of a grouping, or per row.
 * @param group a random term's grouping, the subject of a residual structure, a column of the dataset, or null for the rows, named by their number in the data
 * @throws AppError `unknown-grouping`, `grouping-one-level`, `grouping-missing`
 */
export function deletionsOf(dataset: Dataset, frame: ModelFrame, group: string | null): Deletion[] {
  if (group === null) {
    return Array.from(frame.rows, (row, i) => ({ level: String(row + 1), rows: Int32Array.of(i) }));
  }
  const { levels, codes } = levelsOf(dataset, frame, group);
  if (levels.length < 2) {
    throw new AppError(
      'grouping-one-level',
      `${group} has only one level (${levels[0]}) in the ${frame.n} rows used: without it no row is left.`,
      'Leave out the levels of another grouping.',
    );
  }
  const counts = new Int32Array(levels.length);
  for (const code of codes) counts[code]++;
  const rows = Array.from(counts, (count) => new Int32Array(count));
  const next = new Int32Array(levels.length);
  codes.forEach((code, i) => (rows[code][next[code]++] = i));
  return levels.map((level, i) => ({ level, rows: rows[i] }));
}

function levelsOf(dataset: Dataset, frame: ModelFrame, group: string): GroupingLevels {
  const design = frame.random.find((random) => random.group === group);
  if (design) return design;
  if (frame.residual !== null && frame.residual.subject === group) return frame.residual.subjects;
  const column = findColumn(dataset, group);
  if (!column) {
    const subject = frame.residual?.subject ?? null;
    const groupings = [
      ...new Set([...frame.random.map((random) => random.group), ...(subject === null ? [] : [subject])]),
    ];
    const known = groupings.length > 0 ? `The groupings of the model are ${groupings.join(', ')}. ` : '';
    throw new AppError(
      'unknown-grouping',
      `Neither the model nor the data have a grouping “${group}”.`,
      `${known}Check spelling and capitals.`,
    );
  }
  const restricted = restrictColumn(column, frame.rows);
  const missing =
    restricted.kind === 'numeric'
      ? restricted.values.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0)
      : restricted.codes.reduce((sum, code) => sum + (code < 0 ? 1 : 0), 0);
  if (missing > 0) {
    throw new AppError(
      'grouping-missing',
      `${group} is missing in ${missing} of the ${frame.n} rows used, so these belong to no level.`,
      'Choose a grouping that is known in every row of the model.',
    );
  }
  return groupingFactor([restricted]);
}
