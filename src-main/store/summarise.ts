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
  const sorted = new Float64Array(values.length);
  let n = 0;
  let missing = 0;
  for (const value of values) {
    if (Number.isFinite(value)) sorted[n++] = value;
    else if (Number.isNaN(value)) missing++;
  }
  const summary = n === 0 ? noNumbers : describe(sorted.subarray(0, n).sort());
  return { summary: { kind: 'numeric', ...summary }, missing };
}

type Description = Omit<VariableSummary & { kind: 'numeric' }, 'kind'>;

const noNumbers: Description = { min: NaN, max: NaN, mean: NaN, sd: NaN, nDistinct: 0, histogram: [] };

function describe(sorted: Float64Array): Description {
  const n = sorted.length;
  const min = sorted[0];
  let nDistinct = 1;
  let whole = true;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const value = sorted[i];
    // Differences from the smallest value keep the digits of data far from zero.
    sum += value - min;
    if (i > 0 && value !== sorted[i - 1]) nDistinct++;
    if (whole && !Number.isInteger(value)) whole = false;
  }
  const mean = min + sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (sorted[i] - mean) * (sorted[i] - mean);
  return {
    min,
    max: sorted[n - 1],
    mean,
    sd: n > 1 ? Math.sqrt(squares / (n - 1)) : NaN,
    nDistinct,
    histogram: histogramOf(sorted, whole),
  };
}

function histogramOf(sorted: Float64Array, whole: boolean): number[] {
  const n = sorted.length;
  const min = sorted[0];
  const range = sorted[n - 1] - min;
  if (range === 0) return [n];
  // A class per value where these are few whole numbers: other widths would show gaps that are not there.
  const nClasses = whole && range < listedLevels ? range + 1 : usualClasses;
  const counts = new Array<number>(nClasses).fill(0);
  // Halves, because the range itself can overflow.
  const halfRange = sorted[n - 1] / 2 - min / 2;
  for (let i = 0; i < n; i++) {
    const share = (sorted[i] / 2 - min / 2) / halfRange;
    counts[Math.min(nClasses - 1, Math.floor(share * nClasses))]++;
  }
  return counts;
}
