import type { DraftGrouping } from '../model/modelDraft.ts';
import { parentOf } from './canonicalGroupings.ts';

/**
 * How a grouping is called: `Subject`, `cask within batch`, `recipe × replicate`.
 *
 * @param groupings all groupings of the draft: they tell what lies in what
 */
export function groupingTitle(
  factors: readonly string[],
  groupings: readonly DraftGrouping[],
  variable: (name: string) => string = (name) => name,
): string {
  const parent = parentOf(factors, groupings);
  if (!parent) return factors.map(variable).join(' × ');
  const own = ownFactors(factors, groupings).map(variable).join(' × ');
  return `${own} within ${groupingTitle(parent.factors, groupings, variable)}`;
}

/** The columns that a grouping adds to the one it lies in; all of them where it lies in none. */
export function ownFactors(
  factors: readonly string[],
  groupings: readonly DraftGrouping[],
): readonly string[] {
  const outer = parentOf(factors, groupings)?.factors ?? [];
  return factors.filter((factor) => !outer.includes(factor));
}
