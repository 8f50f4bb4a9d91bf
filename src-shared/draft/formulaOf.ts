import { quoteName } from '../formula/names.ts';
import type { DraftBlock, DraftGrouping, ModelDraft } from '../model/modelDraft.ts';
import { canonicalDraft } from './canonicalDraft.ts';
import { parentOf } from './canonicalGroupings.ts';
import { canonicalTerms } from './canonicalTerms.ts';
import { termsText } from './termsText.ts';

/**
 * The lme4 formula of a draft in its most readable form: `(Days || Subject)` for separate effects, `a/b` for
 * nested groupings with the same effects, `a * b` for complete crossings. Read again it gives the same draft
 * in canonical form. What is not chosen yet is left out.
 */
export function formulaOf(draft: ModelDraft): string {
  const { response, intercept, fixedTerms, groupings } = canonicalDraft(draft);
  const fixed = termsText(intercept, fixedTerms);
  const right = [fixed, ...randomTexts(groupings.filter(({ blocks }) => blocks.length > 0))].join(' + ');
  return response === null ? `~ ${right}` : `${response} ~ ${right}`;
}

function randomTexts(groupings: readonly DraftGrouping[]): string[] {
  const texts: string[] = [];
  for (let i = 0; i < groupings.length;) {
    const chain = nestedChain(groupings, i);
    const { factors, blocks } = groupings[i + chain - 1]; // the innermost
    const group = chain > 1 ? factors.map(quoteName).join('/') : combination(groupings[i], groupings);
    texts.push(...blocksTexts(blocks).map((basis) => `(${basis} ${group})`));
    i += chain;
  }
  return texts;
}

/** `recipe:replicate`, or `cask:batch` where there is a grouping batch: as lme4 names casks within batches. */
function combination(grouping: DraftGrouping, groupings: readonly DraftGrouping[]): string {
  const names = grouping.factors.map(quoteName);
  const nested = parentOf(grouping.factors, groupings) !== undefined && !isAmbiguous(grouping, groupings);
  return (nested ? names.reverse() : names).join(':');
}

/** How many groupings from here on `a/b/c` can stand for. */
function nestedChain(groupings: readonly DraftGrouping[], start: number): number {
  const first = groupings[start];
  if (first.factors.length > 1) return 1;
  let length = 1;
  for (let outer = first; start + length < groupings.length; length++) {
    const inner = groupings[start + length];
    const extended =
      inner.factors.length === outer.factors.length + 1 &&
      outer.factors.every((factor, i) => factor === inner.factors[i]);
    const sameEffects = JSON.stringify(inner.blocks) === JSON.stringify(first.blocks);
    if (!extended || !sameEffects || isAmbiguous(inner, groupings)) break;
    outer = inner;
  }
  return length;
}

/** Whether another grouping would suggest, when the formula is read, that the innermost column is the outer one. */
function isAmbiguous({ factors }: DraftGrouping, groupings: readonly DraftGrouping[]): boolean {
  const innermost = factors[factors.length - 1];
  return groupings.some(
    (other) =>
      other.factors.length < factors.length &&
      other.factors.includes(innermost) &&
      other.factors.every((factor) => factors.includes(factor)),
  );
}

/** `Days |` for each block, or one `Days ||` where every block holds a single effect. */
function blocksTexts(blocks: readonly DraftBlock[]): string[] {
  const terms = blocks.flatMap((block) => block.terms);
  const single = blocks.every((block) => Number(block.intercept) + block.terms.length === 1);
  const interceptFirst = blocks.slice(1).every((block) => !block.intercept);
  const inOrder = JSON.stringify(canonicalTerms(terms)) === JSON.stringify(terms);
  if (blocks.length > 1 && single && interceptFirst && inOrder) {
    return [`${termsText(blocks[0].intercept, terms)} ||`];
  }
  return blocks.map((block) => `${termsText(block.intercept, block.terms)} |`);
}
