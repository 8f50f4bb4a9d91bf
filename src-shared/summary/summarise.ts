import type { Column } from '../model/dataset.ts';
import type { ColumnSummary, VariableSummary } from '../model/project.ts';
import { countDistinct } from './countDistinct.ts';

/** How many levels a summary lists. */
const listedLevels = 24;
/** Classes of a histogram, unless the values are few whole numbers. */
const usualClasses = 20;

type Values = Pick<Column & { kind: 'numeric' }, 'kind' | 'values'>;
type Codes = Pick<Column & { kind: 'categorical' }, 'kind' | 'codes' | 'levels'>;

/** What the values of a column look like, and how many are missing. */
export function summarise(column: Values | Codes): ColumnSummary {
  return column.kind === 'numeric' ? summariseNumbers(column.values) : summariseLevels(column);
}

/** Rows of each level, in the order of the levels. */
export function countLevels(column: Codes): Int32Array {
  const counts = new Int32Array(column.levels.length);
  for (const code of column.codes) if (code >= 0) counts[code]++;
  return counts;
}

function summariseLevels(column: Codes): ColumnSummary {
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
function summariseNumbers(values: Float64Array): ColumnSummary {
  let n = 0;
  let missing = 0;
  let min = Infinity;
  let max = -Infinity;
  let whole = true;
  for (const value of values) {
    if (!Number.isFinite(value)) {
      if (Number.isNaN(value)) missing++;
      continue;
    }
    n++;
    if (value < min) min = value;
    if (value > max) max = value;
    if (whole && !Number.isInteger(value)) whole = false;
  }
  if (n === 0) return { summary: noNumbers, missing };
  const { mean, sd } = moments(values, n, min);
  const histogram = histogramOf(values, { n, min, max, whole });
  return {
    summary: { kind: 'numeric', min, max, mean, sd, nDistinct: countDistinct(values), histogram },
    missing,
  };
}

const noNumbers: VariableSummary = {
  kind: 'numeric',
  min: NaN,
  max: NaN,
  mean: NaN,
  sd: NaN,
  nDistinct: 0,
  histogram: [],
};

/** Differences from the smallest value keep the digits of data far from zero. */
function moments(values: Float64Array, n: number, min: number): { mean: number; sd: number } {
  let sum = 0;
  for (const value of values) if (Number.isFinite(value)) sum += value - min;
  const mean = min + sum / n;
  let squares = 0;
  for (const value of values) if (Number.isFinite(value)) squares += (value - mean) * (value - mean);
  return { mean, sd: n > 1 ? Math.sqrt(squares / (n - 1)) : NaN };
}

function histogramOf(
  values: Float64Array,
  { n, min, max, whole }: { n: number; min: number; max: number; whole: boolean },
): number[] {
  const range = max - min;
  if (range === 0) return [n];
  // A class per value where these are few whole numbers: other widths would show gaps that are not there.
  const nClasses = whole && range < listedLevels ? range + 1 : usualClasses;
  const counts = new Array<number>(nClasses).fill(0);
  // Halves, because the range itself can overflow.
  const halfRange = max / 2 - min / 2;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    const share = (value / 2 - min / 2) / halfRange;
    counts[Math.min(nClasses - 1, Math.floor(share * nClasses))]++;
  }
  return counts;
}
