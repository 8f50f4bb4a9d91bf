import type { UnreadableCells } from '../../../../src-shared/contract/requests.ts';
import type { VariableType } from '../../../../src-shared/model/variable.ts';
import { formatCount } from '../../../../src-shared/report/numbers.ts';
import { typeWords } from '../../../variables/typeWords.ts';

/** Cells named one by one. */
const named = 5;

/** Says how many cells a change of type made missing, and which. */
export function unreadableWords(name: string, type: VariableType, { count, first }: UnreadableCells): string {
  const shown = first.slice(0, named).map(({ row, text }) => `row ${formatCount(row + 1)} “${short(text)}”`);
  const rest = count - shown.length;
  const more = rest > 0 ? `, and ${formatCount(rest)} more` : '';
  const cells = count === 1 ? '1 cell' : `${formatCount(count)} cells`;
  const verb = count === 1 ? 'is' : 'are';
  const what = type === 'continuous' ? 'no number' : `no ${typeWords[type].name.toLowerCase()}`;
  return `${cells} of ${name} held ${what} and ${verb} missing now: ${shown.join(', ')}${more}.`;
}

function short(text: string): string {
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}
