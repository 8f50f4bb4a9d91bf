import { numberText } from '../../../src-shared/formula/numberText.ts';
import type { Column, NumericColumn } from '../../../src-shared/model/dataset.ts';

/** The levels of a grouping factor that occur, and the level of each row. */
export interface GroupingLevels {
  readonly levels: readonly string[];
  /** n: index into levels. */
  readonly codes: Int32Array;
}

/** Up to this many possible combinations are marked in a table, more in a map. */
const maxTable = 1 << 22;

/**
 * The levels of one column or of the combination of several, in R's order: the first column varies
 * slowest, combinations that do not occur are left out, and the texts are joined as `a:A`.
 *
 * @param columns restricted to the used rows; none missing, no unused levels
 */
export function groupingFactor(columns: readonly Column[]): GroupingLevels {
  return columns.map(levelsOfColumn).reduce(combine);
}

function levelsOfColumn(column: Column): GroupingLevels {
  return column.kind === 'categorical' ? column : levelsOfNumbers(column);
}

/** Numbers as levels, ascending, as R's `factor()` makes them: equal to 15 digits is one level. */
function levelsOfNumbers({ values }: NumericColumn): GroupingLevels {
  const codeOf = new Map<number, number>();
  for (let i = 0; i < values.length; i++) codeOf.set(values[i], 0);
  const levels: string[] = [];
  for (const value of Float64Array.from(codeOf.keys()).sort()) {
    const text = numberText(value);
    if (text !== levels.at(-1)) levels.push(text);
    codeOf.set(value, levels.length - 1);
  }
  return { levels, codes: Int32Array.from(values, (value) => codeOf.get(value)!) };
}

function combine(slow: GroupingLevels, fast: GroupingLevels): GroupingLevels {
  const nFast = fast.levels.length;
  const n = slow.codes.length;
  const keyOf = (i: number): number => slow.codes[i] * nFast + fast.codes[i];
  const keys = slow.levels.length * nFast <= maxTable ? keysByTable(slow, fast) : keysByMap(keyOf, n);
  const levels = Array.from(
    keys.ascending,
    (key) => `${slow.levels[Math.floor(key / nFast)]}:${fast.levels[key % nFast]}`,
  );
  const codes = new Int32Array(n);
  for (let i = 0; i < n; i++) codes[i] = keys.rank(keyOf(i));
  return { levels, codes };
}

interface OccurringKeys {
  readonly ascending: Float64Array;
  readonly rank: (key: number) => number;
}

function keysByTable(slow: GroupingLevels, fast: GroupingLevels): OccurringKeys {
  const nFast = fast.levels.length;
  const rank = new Int32Array(slow.levels.length * nFast);
  for (let i = 0; i < slow.codes.length; i++) rank[slow.codes[i] * nFast + fast.codes[i]] = 1;
  let count = 0;
  for (let key = 0; key < rank.length; key++) count += rank[key];
  const ascending = new Float64Array(count);
  for (let key = 0, next = 0; key < rank.length; key++) {
    if (rank[key] === 0) continue;
    rank[key] = next;
    ascending[next++] = key;
  }
  return { ascending, rank: (key) => rank[key] };
}

function keysByMap(keyOf: (i: number) => number, n: number): OccurringKeys {
  const rank = new Map<number, number>();
  for (let i = 0; i < n; i++) rank.set(keyOf(i), 0);
  const ascending = Float64Array.from(rank.keys()).sort();
  ascending.forEach((key, at) => rank.set(key, at));
  return { ascending, rank: (key) => rank.get(key)! };
}
