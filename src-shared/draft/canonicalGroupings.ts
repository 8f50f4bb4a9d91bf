import type { DraftBlock, DraftGrouping } from '../model/modelDraft.ts';
import { canonicalTerms, termKey } from './canonicalTerms.ts';

/** Identifies a grouping whatever the order of its columns: `school:class` has the levels of `class:school`. */
export function groupingKey(factors: readonly string[]): string {
  return JSON.stringify([...new Set(factors)].sort());
}

/**
 * Groupings in the one form a formula of them gives back: each combination of columns once, columns from the
 * outermost to the innermost, a nested grouping right after the one it lies in, no effect twice, no empty block.
 */
export function canonicalGroupings(groupings: readonly DraftGrouping[]): readonly DraftGrouping[] {
  return inTreeOrder(withOrderedFactors(merged(groupings)));
}

/** The grouping that a grouping lies in: the one with the longest beginning of its columns; else undefined. */
export function parentOf(
  factors: readonly string[],
  groupings: readonly DraftGrouping[],
): DraftGrouping | undefined {
  for (let length = factors.length - 1; length > 0; length--) {
    const key = groupingKey(factors.slice(0, length));
    const found = groupings.find((grouping) => groupingKey(grouping.factors) === key);
    if (found) return found;
  }
  return undefined;
}

function merged(groupings: readonly DraftGrouping[]): DraftGrouping[] {
  const byKey = new Map<string, { factors: readonly string[]; blocks: DraftBlock[] }>();
  for (const { factors, blocks } of groupings) {
    const key = groupingKey(factors);
    const known = byKey.get(key) ?? { factors: [...new Set(factors)], blocks: [] };
    known.blocks.push(...blocks);
    byKey.set(key, known);
  }
  return [...byKey.values()].map(({ factors, blocks }) => ({ factors, blocks: canonicalBlocks(blocks) }));
}

/** Each effect in its first block only; blocks without effects left out. */
function canonicalBlocks(blocks: readonly DraftBlock[]): readonly DraftBlock[] {
  const seen = new Set<string>();
  const first = (key: string): boolean => !seen.has(key) && Boolean(seen.add(key));
  return blocks
    .map((block) => ({
      intercept: block.intercept && first('1'),
      terms: canonicalTerms(block.terms.filter((term) => first(termKey(term)))),
    }))
    .filter((block) => block.intercept || block.terms.length > 0);
}

/**
 * Columns from the outermost inwards, as far as the other groupings tell: with a grouping `batch` both
 * `batch:cask` and `cask:batch` are casks within batches.
 */
function withOrderedFactors(groupings: readonly DraftGrouping[]): DraftGrouping[] {
  const ordered = new Map<string, readonly string[]>();
  const bySize = [...groupings].sort((a, b) => a.factors.length - b.factors.length);
  for (const { factors } of bySize) ordered.set(groupingKey(factors), orderFactors(factors, ordered));
  return groupings.map((grouping) => ({
    ...grouping,
    factors: ordered.get(groupingKey(grouping.factors)) ?? grouping.factors,
  }));
}

function orderFactors(
  factors: readonly string[],
  smaller: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const reversed = [...factors].reverse();
  const outer = longestBeginning(factors, smaller) ?? longestBeginning(reversed, smaller);
  const start = outer ?? largestPart(factors, smaller);
  if (start === undefined) return factors;
  const rest = outer !== undefined && !longestBeginning(factors, smaller) ? reversed : factors;
  return [...start, ...rest.filter((factor) => !start.includes(factor))];
}

function longestBeginning(
  factors: readonly string[],
  groupings: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  for (let length = factors.length - 1; length > 0; length--) {
    const found = groupings.get(groupingKey(factors.slice(0, length)));
    if (found) return found;
  }
  return undefined;
}

function largestPart(
  factors: readonly string[],
  groupings: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  const parts = [...groupings.values()].filter(
    (part) => part.length < factors.length && part.every((factor) => factors.includes(factor)),
  );
  const size = Math.max(...parts.map((part) => part.length));
  return parts.find((part) => part.length === size);
}

function inTreeOrder(groupings: readonly DraftGrouping[]): readonly DraftGrouping[] {
  const under = (parent: DraftGrouping | undefined): DraftGrouping[] =>
    groupings
      .filter((grouping) => parentOf(grouping.factors, groupings) === parent)
      .flatMap((grouping) => [grouping, ...under(grouping)]);
  return under(undefined);
}
