import type { Column } from '../../../src-shared/model/dataset.ts';
import type { OccasionPair, RepeatedStructure } from '../../../src-shared/model/repeatedStructure.ts';
import { groupingFactor, type GroupingLevels } from '../frame/groupingFactor.ts';
import { pairCounts } from './pairCounts.ts';
import type { PairCounts } from './pairCounts.ts';

/** So many occasions are named. */
const MAX_NAMED = 12;

/** With more occasions pairs of them are not counted. */
const MAX_PAIRED = 60;

/** Neighbouring occasions count as evenly spaced up to this share of their distance. */
const EVEN = 1e-6;

/** Subjects, occasions and groups over the same rows. */
export interface RepeatedColumns {
  readonly subject: readonly Column[];
  readonly time: Column;
  readonly group: Column | null;
}

/** How the rows of subjects lie over occasions; null without rows. Columns are restricted to the rows used. */
export function describeRepeated({ subject, time, group }: RepeatedColumns): RepeatedStructure | null {
  const subjects = groupingFactor(subject);
  const occasions = groupingFactor([time]);
  const nRows = subjects.codes.length;
  if (nRows === 0) return null;
  const rowsOf = counts(subjects.codes, subjects.levels.length);
  const cells = pairCounts(subjects, occasions);
  const perOccasion = counts(cells.second, occasions.levels.length);
  const several = Array.from(cells.counts.keys()).filter((cell) => cells.counts[cell] > 1);
  const steps = stepsOf(cells);
  return {
    subject: subject.map(({ name }) => name),
    time: time.name,
    nRows,
    nSubjects: subjects.levels.length,
    nSingle: rowsOf.filter((count) => count === 1).length,
    maxRows: rowsOf.reduce((most, count) => Math.max(most, count), 0),
    nOccasions: occasions.levels.length,
    longestGap: steps.reduce((longest, { from, to }) => Math.max(longest, to - from), 0),
    occasions: occasions.levels.slice(0, MAX_NAMED),
    minPerOccasion: perOccasion.reduce((least, count) => Math.min(least, count), Infinity),
    maxPerOccasion: perOccasion.reduce((most, count) => Math.max(most, count), 0),
    duplicates:
      several.length === 0
        ? null
        : {
            count: several.length,
            example: {
              subject: subjects.levels[cells.first[several[0]]],
              occasion: occasions.levels[cells.second[several[0]]],
              nRows: cells.counts[several[0]],
            },
          },
    rarestPair: rarest(pairsOfOccasions(cells, occasions)),
    rarestNeighbours: rarest(neighboursOf(steps, occasions)),
    distances: time.kind === 'numeric' ? distancesOf(time.values, subjects) : null,
    group: group === null ? null : describeGroups(group.name, groupingFactor([group]), subjects),
  };
}

/** Occasions of a row of a subject and of its next. @param cells pairs of a subject and an occasion */
function stepsOf({ first, second }: Pick<PairCounts, 'first' | 'second'>): { from: number; to: number }[] {
  const order = Int32Array.from(first, (_, cell) => cell).sort(
    (a, b) => first[a] - first[b] || second[a] - second[b],
  );
  const steps: { from: number; to: number }[] = [];
  for (let at = 1; at < order.length; at++) {
    const [before, cell] = [order[at - 1], order[at]];
    if (first[before] === first[cell]) steps.push({ from: second[before], to: second[cell] });
  }
  return steps;
}

function counts(codes: Int32Array, n: number): Int32Array {
  const found = new Int32Array(n);
  for (const code of codes) found[code]++;
  return found;
}

/** All pairs of occasions with the subjects that have both; none beyond `MAX_PAIRED` occasions. */
function pairsOfOccasions(
  cells: { readonly first: Int32Array; readonly second: Int32Array },
  { levels }: GroupingLevels,
): OccasionPair[] {
  const T = levels.length;
  if (T > MAX_PAIRED) return [];
  const both = new Int32Array(T * T);
  const occasionsOf = new Map<number, number[]>();
  cells.first.forEach((subject, cell) => {
    const own = occasionsOf.get(subject) ?? [];
    for (const other of own) {
      both[other * T + cells.second[cell]]++;
      both[cells.second[cell] * T + other]++;
    }
    own.push(cells.second[cell]);
    occasionsOf.set(subject, own);
  });
  return levels.flatMap((first, s) =>
    levels.slice(s + 1).map((second, k) => ({
      first,
      second,
      nSubjects: both[s * T + s + 1 + k],
    })),
  );
}

/** Each occasion and the next with the subjects that have both. */
function neighboursOf(
  steps: readonly { readonly from: number; readonly to: number }[],
  { levels }: GroupingLevels,
): OccasionPair[] {
  const both = new Int32Array(levels.length);
  for (const { from, to } of steps) if (to === from + 1) both[from]++;
  return levels.slice(1).map((second, t) => ({ first: levels[t], second, nSubjects: both[t] }));
}

function rarest(pairs: readonly OccasionPair[]): OccasionPair | null {
  if (pairs.length === 0) return null;
  const { first, second, nSubjects } = pairs.reduce((least, pair) =>
    pair.nSubjects < least.nSubjects ? pair : least,
  );
  return { first, second, nSubjects };
}

function distancesOf(values: Float64Array, subjects: GroupingLevels): RepeatedStructure['distances'] {
  const distinct = Float64Array.from(new Set(values)).sort();
  let [shortest, longest] = [Infinity, 0];
  for (let t = 1; t < distinct.length; t++) {
    const distance = distinct[t] - distinct[t - 1];
    shortest = Math.min(shortest, distance);
    longest = Math.max(longest, distance);
  }
  const even = distinct.length < 2 || longest - shortest <= EVEN * longest;
  return { ...countDistances(values, subjects), even, shortest, longest };
}

/** Stops at the second distance: a subject with three occasions has two. */
function countDistances(values: Float64Array, { codes, levels }: GroupingLevels) {
  const earlier: number[][] = levels.map(() => []);
  let only = 0;
  for (let i = 0; i < codes.length; i++) {
    for (const value of earlier[codes[i]]) {
      const distance = Math.abs(values[i] - value);
      if (distance === 0) continue; // told as a duplicate
      if (only === 0) only = distance;
      else if (Math.abs(distance - only) > EVEN * only) return { nDistinct: 2, only } as const;
    }
    earlier[codes[i]].push(values[i]);
  }
  return { nDistinct: only === 0 ? 0 : 1, only } as const;
}

function describeGroups(
  column: string,
  groups: GroupingLevels,
  subjects: GroupingLevels,
): RepeatedStructure['group'] {
  const groupOf = new Int32Array(subjects.levels.length).fill(-1);
  let split: NonNullable<RepeatedStructure['group']>['split'] = null;
  subjects.codes.forEach((subject, i) => {
    const [known, now] = [groupOf[subject], groups.codes[i]];
    if (known < 0) groupOf[subject] = now;
    else if (known !== now) {
      split ??= { subject: subjects.levels[subject], levels: [groups.levels[known], groups.levels[now]] };
    }
  });
  const sizes = counts(groupOf, groups.levels.length);
  const least = sizes.indexOf(sizes.reduce((size, other) => Math.min(size, other), Infinity));
  return { column, smallest: { level: groups.levels[least], nSubjects: sizes[least] }, split };
}
