import { parseNumber } from './numbers.ts';
import type { NumberFormat } from './numbers.ts';

const plainFormat: NumberFormat = { decimal: 0x2e, thousands: 0 };

/**
 * Levels in the order of R's `factor()`: by value if every level is a number, else by text. Texts are ordered
 * by their UTF-16 codes, as R does in the C locale (capitals before small letters): the same order on every
 * machine, whatever its language.
 */
export function sortLevels(levels: readonly string[], format: NumberFormat): string[] {
  const values = numericValues(levels, format) ?? numericValues(levels, plainFormat);
  if (values === null) return [...levels].sort(); // the language's own order is that of UTF-16 codes
  const order = Array.from(levels.keys());
  order.sort((a, b) => values[a] - values[b] || compareTexts(levels[a], levels[b]));
  return order.map((i) => levels[i]);
}

function numericValues(levels: readonly string[], format: NumberFormat): Float64Array | null {
  const values = new Float64Array(levels.length);
  for (let i = 0; i < levels.length; i++) {
    const text = levels[i].trim();
    const value = parseNumber(text, 0, text.length, format);
    if (Number.isNaN(value)) return null;
    values[i] = value;
  }
  return values;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
