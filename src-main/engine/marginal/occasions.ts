import type { ResidualDesign } from '../frame/residualDesign.ts';

/** How rows of subjects lie over the occasions, as far as it decides which structures they can tell. */
export interface Occasions {
  readonly nOccasions: number;
  /** Subjects that share one set of parameters: of all, or of the level of `group` that has the fewest. */
  readonly subjects: number;
  /** That level; null where all share their parameters. */
  readonly level: string | null;
  /** Two of the distances of two rows of a subject; one where all are equal, none where time has no numbers. */
  readonly distances: readonly number[];
  /** Two occasions that no subject has both; null = none, or too many occasions to look. */
  readonly neverTogether: readonly [string, string] | null;
  /** The same of neighbouring occasions. */
  readonly neverNext: readonly [string, string] | null;
}

/** Occasions up to which pairs are looked at. */
const MOST_OCCASIONS = 60;

/** @param times numeric time of each row; null where it holds categories */
export function occasionsOf(design: ResidualDesign, times: Float64Array | null): Occasions {
  const { subjects, occasions, groups } = design;
  const T = occasions.levels.length;
  const smallest = smallestGroup(design);
  const rowsOf = subjects.levels.map((): number[] => []);
  subjects.codes.forEach((code, i) => rowsOf[code].push(i));
  return {
    nOccasions: T,
    subjects: smallest.subjects,
    level: groups.levels.length > 1 ? groups.levels[smallest.group] : null,
    distances: times === null ? [] : twoDistances(rowsOf, times),
    neverTogether: T > MOST_OCCASIONS ? null : neverTogether(rowsOf, occasions),
    neverNext: neverNext(rowsOf, occasions),
  };
}

function smallestGroup({ subjects, groups }: ResidualDesign): { group: number; subjects: number } {
  const seen = groups.levels.map(() => new Set<number>());
  subjects.codes.forEach((code, i) => seen[groups.codes[i]].add(code));
  const sizes = seen.map(({ size }) => size);
  const least = Math.min(...sizes);
  return { group: sizes.indexOf(least), subjects: least };
}

/** Part of a distance by which two of them may differ and be the same. */
const ROUNDING = 1e-9;

function twoDistances(rowsOf: readonly number[][], times: Float64Array): number[] {
  let first: number | null = null;
  for (const rows of rowsOf) {
    for (let a = 1; a < rows.length; a++) {
      for (let b = 0; b < a; b++) {
        const distance = Math.abs(times[rows[a]] - times[rows[b]]);
        if (first === null) first = distance;
        else if (Math.abs(distance - first) > ROUNDING * first) return [first, distance];
      }
    }
  }
  return first === null ? [] : [first];
}

function neverTogether(
  rowsOf: readonly number[][],
  { levels, codes }: ResidualDesign['occasions'],
): Occasions['neverTogether'] {
  const T = levels.length;
  const together = new Uint8Array(T * T);
  for (const rows of rowsOf) {
    for (const a of rows) for (const b of rows) together[codes[a] * T + codes[b]] = 1;
  }
  for (let a = 0; a < T; a++) {
    for (let b = a + 1; b < T; b++) if (together[a * T + b] === 0) return [levels[a], levels[b]];
  }
  return null;
}

function neverNext(
  rowsOf: readonly number[][],
  { levels, codes }: ResidualDesign['occasions'],
): Occasions['neverNext'] {
  const next = new Uint8Array(levels.length);
  for (const rows of rowsOf) {
    const seen = new Set(rows.map((i) => codes[i]));
    for (const t of seen) if (seen.has(t + 1)) next[t] = 1;
  }
  const missing = next.subarray(0, levels.length - 1).indexOf(0);
  return missing < 0 ? null : [levels[missing], levels[missing + 1]];
}
