import { plural } from './plural.ts';

/** Symbols and abbreviations that look like words: they have no plural. */
const symbols = new Set([
  ...['mol', 'mmol', 'nmol', 'bpm', 'rpm', 'ppm', 'ppb', 'min', 'sec', 'rad', 'bar', 'mbar', 'psi', 'cal'],
  ...['kcal', 'cfu', 'percent', 'hertz', 'lux', 'dex', 'gauss', 'siemens', 'log'],
]);

/**
 * A unit as it stands after any number but exactly 1: `points`, `days`, `points per test`; symbols (`ms`, `kg`,
 * `°C`, `%`) and whatever is not a plain English word stay as they are.
 */
export function pluralUnit(unit: string): string {
  const [whole, first, rest] = /^([a-z]{3,})( per .+)?$/.exec(unit) ?? [];
  if (whole === undefined || first === undefined || symbols.has(first)) return unit;
  return (plural(first) ?? first) + (rest ?? '');
}
