import type { ModelDraft } from '../../model/modelDraft.ts';
import { MOST_RANDOM_EFFECTS } from '../../model/residualKinds.ts';
import { formatCount } from '../../report/numbers.ts';
import { joinWords } from '../../report/words/lists.ts';
import { blockColumns, structureOf } from '../facts.ts';
import type { Facts } from '../facts.ts';
import type { Advice } from './advice.ts';
import { aboutResiduals, useNone } from './residualFixes.ts';

/**
 * Whether crossed groupings, whose rows all hang together, have more random effects than can be handled beside a residual
 * structure. Of others the fit says so: how many of their rows hang together is not known before.
 */
export function adviseEffectsTogether(draft: ModelDraft, facts: Facts): Advice[] {
  const pairs = facts.structure?.pairs ?? [];
  const crossed = draft.groupings.filter(({ factors }) =>
    pairs.some(
      ({ outer, inner, relation }) =>
        relation === 'crossed' && factors.length === 1 && (outer === factors[0] || inner === factors[0]),
    ),
  );
  const effects = crossed.reduce((sum, { factors, blocks }) => {
    const perLevel = blocks.reduce((columns, block) => columns + blockColumns(block, facts), 0);
    return sum + perLevel * (structureOf(factors, facts)?.nLevels ?? 0);
  }, 0);
  if (effects <= MOST_RANDOM_EFFECTS) return [];
  const names = joinWords(crossed.map(({ factors }) => factors[0]));
  return [
    aboutResiduals(
      'too-many-random-effects',
      'impossible',
      `The crossed groupings ${names} have ${formatCount(effects)} random effects`,
      `: beside a residual structure at most ${formatCount(MOST_RANDOM_EFFECTS)} can be handled together.`,
      [useNone(draft)],
    ),
  ];
}
