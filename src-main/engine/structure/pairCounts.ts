import type { GroupingLevels } from '../frame/groupingFactor.ts';

/** The combinations of the levels of two factors that occur. */
export interface PairCounts {
  /** Level of the first and of the second factor, and number of rows, of each combination. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly counts: Int32Array;
  /** Combination of each row. */
  readonly codes: Int32Array;
}

/** Up to this many possible combinations are numbered in a table, more in a map. */
const MAX_TABLE = 1 << 22;

/** @param a, b levels of the same rows */
export function pairCounts(a: GroupingLevels, b: GroupingLevels): PairCounts {
  const n = a.codes.length;
  const nB = b.levels.length;
  const nKeys = a.levels.length * nB;
  const numberOf = nKeys <= MAX_TABLE ? tableNumbering(nKeys) : mapNumbering();
  const codes = new Int32Array(n);
  const counts: number[] = [];
  const first: number[] = [];
  const second: number[] = [];
  for (let i = 0; i < n; i++) {
    const code = numberOf(a.codes[i] * nB + b.codes[i]);
    codes[i] = code;
    if (code < counts.length) {
      counts[code]++;
    } else {
      counts.push(1);
      first.push(a.codes[i]);
      second.push(b.codes[i]);
    }
  }
  return {
    first: Int32Array.from(first),
    second: Int32Array.from(second),
    counts: Int32Array.from(counts),
    codes,
  };
}

/** Numbers keys in the order in which they are met. */
function tableNumbering(nKeys: number): (key: number) => number {
  const numbers = new Int32Array(nKeys).fill(-1);
  let next = 0;
  return (key) => {
    if (numbers[key] < 0) numbers[key] = next++;
    return numbers[key];
  };
}

function mapNumbering(): (key: number) => number {
  const numbers = new Map<number, number>();
  return (key) => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  };
}
