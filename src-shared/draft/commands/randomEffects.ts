import type { DraftBlock, DraftGrouping, DraftTerm, ModelDraft } from '../../model/modelDraft.ts';
import { groupingKey } from '../canonicalGroupings.ts';
import { termKey } from '../canonicalTerms.ts';
import { groupingTitle } from '../groupingTitle.ts';
import { showTerm } from '../termText.ts';
import { change } from './command.ts';
import type { Change } from './command.ts';

/** What may differ between the levels of a grouping: null = their own level (random intercept), else an effect of a term. */
export type OwnEffect = DraftTerm | null;

/** The effects of a grouping with the block each is in; effects of one block may correlate. */
export function ownEffects(
  grouping: DraftGrouping,
): readonly { readonly effect: OwnEffect; readonly block: number }[] {
  return grouping.blocks.flatMap((block, index) => [
    ...(block.intercept ? [{ effect: null, block: index }] : []),
    ...block.terms.map((effect) => ({ effect, block: index })),
  ]);
}

export function hasOwnEffect(grouping: DraftGrouping, effect: OwnEffect): boolean {
  return ownEffects(grouping).some((own) => sameEffect(own.effect, effect));
}

/** How the effects of a grouping hang together; `single` where there is nothing to correlate. */
export function correlationOf(grouping: DraftGrouping): 'single' | 'all' | 'none' | 'some' {
  const effects = ownEffects(grouping).length;
  if (effects < 2) return 'single';
  if (grouping.blocks.length === 1) return 'all';
  return grouping.blocks.length === effects ? 'none' : 'some';
}

/** Lets the levels of a grouping differ in their own level, or stops that. */
export function setRandomIntercept(draft: ModelDraft, factors: readonly string[], on: boolean): Change {
  return setOwnEffect(draft, factors, null, on);
}

/** Lets the levels of a grouping differ in the effect of a term, or stops that. */
export function setRandomSlope(
  draft: ModelDraft,
  factors: readonly string[],
  term: DraftTerm,
  on: boolean,
): Change {
  return setOwnEffect(draft, factors, term, on);
}

function setOwnEffect(draft: ModelDraft, factors: readonly string[], effect: OwnEffect, on: boolean): Change {
  const title = groupingTitle(factors, draft.groupings);
  const what = effect === null ? 'own level' : `own effect of ${showTerm(effect)}`;
  const label = on ? `Add ${what} to ${title}` : `Remove ${what} from ${title}`;
  return changeBlocks(draft, factors, label, (grouping) => {
    if (!on) return grouping.blocks.map((block) => without(block, effect));
    if (hasOwnEffect(grouping, effect)) return grouping.blocks;
    const added: DraftBlock = { intercept: effect === null, terms: effect === null ? [] : [effect] };
    if (grouping.blocks.length === 0) return [added];
    if (correlationOf(grouping) === 'none') {
      return effect === null ? [added, ...grouping.blocks] : [...grouping.blocks, added];
    }
    const [first, ...rest] = grouping.blocks;
    return [joined([first, added]), ...rest];
  });
}

/** Lets all effects of a grouping correlate, or none of them. */
export function setCorrelated(draft: ModelDraft, factors: readonly string[], on: boolean): Change {
  const title = groupingTitle(factors, draft.groupings);
  const label = on ? `Let the effects of ${title} correlate` : `Separate the effects of ${title}`;
  return changeBlocks(draft, factors, label, ({ blocks }) => {
    const all = joined(blocks);
    if (on) return [all];
    return [
      { intercept: all.intercept, terms: [] },
      ...all.terms.map((term): DraftBlock => ({ intercept: false, terms: [term] })),
    ];
  });
}

/**
 * Moves one effect of a grouping into another block.
 *
 * @param block index of the block; one beyond the last makes a new one
 */
export function setBlock(
  draft: ModelDraft,
  factors: readonly string[],
  effect: OwnEffect,
  block: number,
): Change {
  const what = effect === null ? 'own level' : `own effect of ${showTerm(effect)}`;
  const label = `Change what the ${what} of ${groupingTitle(factors, draft.groupings)} correlates with`;
  return changeBlocks(draft, factors, label, ({ blocks }) => {
    const added: DraftBlock = { intercept: effect === null, terms: effect === null ? [] : [effect] };
    const left = blocks.map((own) => without(own, effect));
    return block < left.length
      ? left.map((own, index) => (index === block ? joined([own, added]) : own))
      : [...left, added];
  });
}

function changeBlocks(
  draft: ModelDraft,
  factors: readonly string[],
  label: string,
  blocksOf: (grouping: DraftGrouping) => readonly DraftBlock[],
): Change {
  const key = groupingKey(factors);
  const groupings = draft.groupings.map((grouping) =>
    groupingKey(grouping.factors) === key ? { ...grouping, blocks: [...blocksOf(grouping)] } : grouping,
  );
  return change({ ...draft, groupings }, label);
}

function sameEffect(a: OwnEffect, b: OwnEffect): boolean {
  return a === null || b === null ? a === b : termKey(a) === termKey(b);
}

function without(block: DraftBlock, effect: OwnEffect): DraftBlock {
  return {
    intercept: block.intercept && effect !== null,
    terms: block.terms.filter((term) => !sameEffect(term, effect)),
  };
}

function joined(blocks: readonly DraftBlock[]): DraftBlock {
  return {
    intercept: blocks.some((block) => block.intercept),
    terms: blocks.flatMap((block) => block.terms),
  };
}
