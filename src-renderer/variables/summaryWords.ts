import type { VariableSummary } from '../../src-shared/model/project.ts';
import { formatCount, formatFixed, formatSignificant } from '../../src-shared/report/numbers.ts';

const digits = 4;

/** What a variable's values look like in one sentence, for tooltips and screen readers. */
export function summaryWords(summary: VariableSummary): string {
  if (summary.kind === 'categorical') {
    if (summary.nLevels === 0) return 'No values.';
    const shown = summary.levels.slice(0, 6).map(({ text, count }) => `${short(text)} ${formatCount(count)}`);
    const rest = summary.nLevels - shown.length;
    const more = rest > 0 ? ` and ${formatCount(rest)} more` : '';
    return `${levelsWords(summary.nLevels)}: ${shown.join(', ')}${more}.`;
  }
  if (!Number.isFinite(summary.min)) return 'No values.';
  const { mean, sd, min, max } = summary;
  const spread = Number.isFinite(sd) ? `, SD ${format(sd)}` : '';
  return `Mean ${format(mean)}${spread}, from ${format(min)} to ${format(max)}.`;
}

/** The few words that stand under a variable's name: its range or how many levels it has. */
export function summaryBrief(summary: VariableSummary): string {
  if (summary.kind === 'categorical') return levelsWords(summary.nLevels);
  if (!Number.isFinite(summary.min)) return 'no values';
  return `${format(summary.min)} to ${format(summary.max)}`;
}

/** `no missing`, `1 missing`, `1,204 missing`. */
export function missingWords(missing: number): string {
  return missing === 0 ? 'none missing' : `${formatCount(missing)} missing`;
}

function levelsWords(n: number): string {
  return n === 1 ? '1 level' : `${formatCount(n)} levels`;
}

/** Whole numbers in full, others to four digits. */
function format(value: number): string {
  const whole = Number.isInteger(value) && Math.abs(value) < 1e9;
  return whole ? formatFixed(value, 0) : formatSignificant(value, digits);
}

/** A text of any length as a line can hold it. */
function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 30 ? `${line.slice(0, 29)}…` : line;
}
