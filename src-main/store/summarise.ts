import type { Column } from '../../src-shared/model/dataset.ts';
import type { VariableSummary } from '../../src-shared/model/project.ts';

/** How many levels a summary lists. */
const listedLevels = 24;
/** Classes of a histogram, unless the values are few whole numbers. */
const usualClasses = 20;

type Values = Pick<Column & { kind: 'numeric' }, 'kind' | 'values'>;
type Codes = Pick<Column & { kind: 'categorical' }, 'kind' | 'codes' | 'levels'>;

/** What the values of a column look like, and how many are missing. */
export function summarise(column: Values | Codes): { summary: VariableSummary; missing: number } {
  return column.kind === 'numeric' ? summariseNumbers(column.values) : summariseLevels(column);
}

/** Rows of each level, in the order of the levels. */
export function countLevels(column: Codes): Int32Array {
  const counts = new Int32Array(column.levels.length);
  for (const code of column.codes) if (code >= 0) counts[code]++;
  return counts;
}

function summariseLevels(column: Codes): { summary: VariableSummary; missing: number } {
  const counts = countLevels(column);
  const used = counts.reduce((sum, count) => sum + count, 0);
  return {
    summary: {
      kind: 'categorical',
      nLevels: column.levels.length,
      levels: column.levels.slice(0, listedLevels).map((text, code) => ({ text, count: counts[code] })),
    },
    missing: column.codes.length - used,
  };
}

/** Infinite values are neither missing nor part of mean and histogram. */
function summariseNumbers(values: Float64Array): { summary: VariableSummary; missing: number } {
  const present = values.filter((value) => !Number.isNaN(value));
  const missing = values.length - present.length;
  const sorted = present.filter((value) => Number.isFinite(value)).sort();
  const n = sorted.length;
  if (n === 0) {
    const none = { min: NaN, max: NaN, mean: NaN, sd: NaN, nDistinct: 0, histogram: [] };
    return { summary: { kind: 'numeric', ...none }, missing };
  }
  const min = sorted[0];
  const max = sorted[n - 1];
  let nDistinct = 1;
  let whole = Number.isInteger(min);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    // Differences from the smallest value keep the digits of data far from zero.
    sum += (sorted[i] - min) / n;
    if (i > 0 && sorted[i] !== sorted[i - 1]) nDistinct++;
    whole &&= Number.isInteger(sorted[i]);
  }
  const mean = min + sum;
  let squares = 0;
  for (const value of sorted) squares += (value - mean) ** 2;
  return {
    summary: {
      kind: 'numeric',
      min,
      max,
      mean,
      sd: n > 1 ? Math.sqrt(squares / (n - 1)) : NaN,
      nDistinct,
      histogram: histogramOf(sorted, whole),
    },
    missing,
  };
}

function histogramOf(sorted: Float64Array, whole: boolean): number[] {
  const min = sorted[0];
  const range = sorted[sorted.length - 1] - min;
  if (range === 0) return [sorted.length];
  // A class per value where these are few whole numbers: other widths would show gaps that are not there.
  const nClasses = whole && range < listedLevels ? range + 1 : usualClasses;
  const counts = new Array<number>(nClasses).fill(0);
  for (const value of sorted) {
    // Halves, because the range itself can overflow.
    const share = (value / 2 - min / 2) / (sorted[sorted.length - 1] / 2 - min / 2);
    counts[Math.min(nClasses - 1, Math.floor(share * nClasses))]++;
  }
  return counts;
}
