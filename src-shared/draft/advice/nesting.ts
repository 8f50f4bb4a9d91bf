import type { ModelDraft } from '../../model/modelDraft.ts';
import { severalOf } from '../../report/words/modelClauses.ts';
import { addGrouping, findGrouping, nestGrouping } from '../commands/groupings.ts';
import { change } from '../commands/command.ts';
import type { Fix } from '../commands/command.ts';
import { nValues, variableNamed } from '../facts.ts';
import type { Facts } from '../facts.ts';
import { columnsOfText } from '../termText.ts';
import type { Advice } from './advice.ts';

/** With fewer levels a variable is taken for a property, as a sex or a treatment. */
const fewestUnits = 5;

/** Groupings that the data show to lie within others, among those chosen and variables not used otherwise. */
export function adviseNesting(draft: ModelDraft, facts: Facts): Advice[] {
  const fixed = new Set([draft.response ?? [], draft.fixedTerms].flat(2).flatMap(columnsOfText));
  const pairs = facts.structure?.pairs ?? [];
  return pairs.flatMap(({ outer, inner, relation }): Advice[] => {
    const known = findGrouping(draft, [outer]);
    if (relation !== 'nested' && relation !== 'implicit') return [];
    if (!findGrouping(draft, [inner])) return [];
    if (!known && (fixed.has(outer) || !couldGroup(outer, inner, relation, facts))) return [];
    const fixes = nestingFix(draft, outer, inner);
    const [inners, outers] = [severalOf([inner], false), severalOf([outer], false)];
    const place = { kind: 'grouping', factors: [inner] } as const;
    if (relation === 'implicit') {
      return [
        {
          code: 'labels-repeat',
          severity: known ? 'unwise' : 'hint',
          place,
          lead: `The labels of ${inner} repeat across ${outers}`,
          rest: `: if equal labels in different ${outers} mean different ${inners}, ${inner} lies within ${outer}.`,
          fixes,
        },
      ];
    }
    return [
      {
        code: 'nested',
        severity: 'hint',
        place,
        lead: `Each ${inner} occurs in one ${outer} only`,
        rest: known
          ? `: ${inner} lies within ${outer}; shown so, the results are the same.`
          : `: ${inner} lies within ${outer}, whose differences could be told apart as a grouping of its own.`,
        fixes,
      },
    ];
  });
}

/** Whether a variable that is not in the model looks like units with others inside rather than like a property of them. */
function couldGroup(outer: string, inner: string, relation: 'nested' | 'implicit', facts: Facts): boolean {
  const [larger, smaller] = [variableNamed(outer, facts), variableNamed(inner, facts)];
  if (larger === undefined || smaller === undefined || larger.type === 'continuous') return false;
  // labels that repeat are fewer than the units they stand for
  return nValues(larger) >= fewestUnits && (relation === 'implicit' || nValues(larger) < nValues(smaller));
}

function nestingFix(draft: ModelDraft, outer: string, inner: string): Fix[] {
  const added = findGrouping(draft, [outer]) ? { kind: 'change' as const, draft } : addGrouping(draft, outer);
  if (added.kind === 'refusal') return [];
  const nested = nestGrouping(added.draft, [inner], [outer]);
  if (nested.kind === 'refusal') return [];
  return [
    { button: `Put ${inner} inside ${outer}`, change: change(nested.draft, `Put ${inner} inside ${outer}`) },
  ];
}
