import type { VariableSummary } from '../../../src-shared/model/project.ts';

/** Px of an average character of the table's font. */
const character = 7.4;
const narrowest = 84;
const widest = 260;

/** The width in which a column's name and most of its values can be read. */
export function columnWidth(name: string, summary: VariableSummary): number {
  const longest =
    summary.kind === 'numeric' ? 9 : Math.max(0, ...summary.levels.map(({ text }) => text.length));
  const wanted = Math.max(name.length * character + 44, longest * character + 20);
  return Math.round(Math.min(widest, Math.max(narrowest, wanted)));
}
