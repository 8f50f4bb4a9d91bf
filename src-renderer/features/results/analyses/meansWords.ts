import type { MeansForm, meansCounts } from '../../../../src-shared/draft/meansChoices.ts';
import { formatCount, formatTick, noBreak } from '../../../../src-shared/report/numbers.ts';
import { counted } from '../../../../src-shared/report/words/lists.ts';

/** `recipe within each level of temperature` */
export function meansTitle(
  { of, by }: Pick<MeansForm, 'of' | 'by'>,
  nameOf: (name: string) => string,
): string {
  const shown = (names: readonly string[]) => names.map(nameOf).join(' × ');
  return by.length === 0 ? shown(of) : `${shown(of)} within each level of ${shown(by)}`;
}

/** What means are compared within; everything together where no factor is named. */
export function withinLabel(names: readonly string[], nameOf: (name: string) => string): string {
  return names.length === 0 ? 'No other: all levels together' : names.map(nameOf).join(' × ');
}

/** `3 means in each of 6 families, 3 comparisons in each, with 95 % intervals` */
export function countWords(
  { means, families, comparisons }: ReturnType<typeof meansCounts>,
  level: number,
): string {
  const count = (n: number, noun: string) => counted(n, formatCount(n), noun);
  const compared = comparisons === 0 ? '' : `, ${count(comparisons, 'comparison')}`;
  const each = families === 1 ? '' : ` in each of ${formatCount(families)} families`;
  const percent = `${formatTick(100 * level)}${noBreak}%`;
  return `${count(means, 'mean')}${compared}${each}, with ${percent} intervals. Other factors are averaged over their levels with equal weights, numbers stand at their mean.`;
}
