import type { LevelCount } from '../../../../src-shared/model/project.ts';

/** The list with one entry moved to another place. */
export function withMoved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  if (from === to) return list;
  const rest = list.toSpliced(from, 1);
  return rest.toSpliced(to, 0, list[from]);
}

/** Texts as people sort them: `level 2` before `level 10`. */
const natural = new Intl.Collator(undefined, { numeric: true });

export const levelOrders: readonly {
  readonly name: string;
  readonly sorted: (levels: readonly LevelCount[]) => readonly LevelCount[];
}[] = [
  { name: 'A to Z', sorted: (levels) => levels.toSorted((a, b) => natural.compare(a.text, b.text)) },
  { name: 'Most frequent first', sorted: (levels) => levels.toSorted((a, b) => b.count - a.count) },
  { name: 'Reversed', sorted: (levels) => levels.toReversed() },
];
