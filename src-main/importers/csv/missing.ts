import type { SuggestedMissingCode } from '../../../src-shared/model/csvReading.ts';
/** Texts that mean "no value" in the files of R, Python, SAS, Excel and databases. */
export const usualMissingCodes: readonly string[] = [
  'NA',
  'na',
  'N/A',
  'n/a',
  '#N/A',
  'NaN',
  'nan',
  'NAN',
  'null',
  'NULL',
  'Null',
  '.',
  '-',
];

/** Which cells hold no value. A blank cell never does. */
export interface MissingRule {
  isMissing(text: string): boolean;
  /** Numbers among the given codes, for cells already read as numbers (-99 and -99.0 are one code). */
  readonly numbers: readonly number[];
  /** Whether the codes are the usual ones and not the user's. */
  readonly usual: boolean;
}

export function missingRule(given?: readonly string[]): MissingRule {
  const codes = new Set((given ?? usualMissingCodes).map((code) => code.trim()));
  codes.add('');
  const filled = [...codes].filter((code) => code !== '');
  return {
    isMissing: (text) => codes.has(text.trim()),
    numbers: filled.map((code) => Number(code.replace(',', '.'))).filter((value) => Number.isFinite(value)),
    usual: given === undefined,
  };
}

const likelyCodes: readonly number[] = [
  -9, -99, -999, -9999, -99999, 99, 999, 9999, 99999, -1, -8, -88, -888, 88, 888, 8888,
];

/**
 * A value such as -99 or 999 that lies apart from all others: at the end of the column's range, farther from
 * the nearest other value than those spread among themselves, or the only negative one.
 */
export function suggestMissingCode(column: string, values: Float64Array): SuggestedMissingCode | null {
  const low = extremes(values, 1);
  const high = extremes(values, -1);
  if (low === null || high === null) return null;
  const apartBelow = low.next - low.value > high.value - low.next || (low.value < -1 && low.next >= 0);
  if (likelyCodes.includes(low.value) && low.value < 0 && apartBelow) {
    return { column, code: String(low.value), count: low.count };
  }
  const apartAbove = high.value - high.next > high.next - low.value;
  if (likelyCodes.includes(high.value) && high.value > 0 && high.count > 1 && apartAbove) {
    return { column, code: String(high.value), count: high.count };
  }
  return null;
}

/** Smallest (sign 1) or largest (sign -1) value, how often it occurs, and the nearest different one. */
function extremes(values: Float64Array, sign: 1 | -1): { value: number; count: number; next: number } | null {
  let value = Infinity;
  let next = Infinity;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const x = values[i] * sign;
    if (x < value) {
      next = value;
      value = x;
      count = 1;
    } else if (x === value) {
      count++;
    } else if (x < next) {
      next = x;
    }
  }
  return next === Infinity ? null : { value: value * sign, count, next: next * sign };
}
