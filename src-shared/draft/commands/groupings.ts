import type { DraftBlock, DraftGrouping, ModelDraft } from '../../model/modelDraft.ts';
import { groupingKey, parentOf } from '../canonicalGroupings.ts';
import { groupingTitle, ownFactors } from '../groupingTitle.ts';
import { columnsOfText } from '../termText.ts';
import { change, refusal } from './command.ts';
import type { Change, CommandResult } from './command.ts';

const intercept: readonly DraftBlock[] = [{ intercept: true, terms: [] }];

export function findGrouping(draft: ModelDraft, factors: readonly string[]): DraftGrouping | undefined {
  return draft.groupings.find((grouping) => groupingKey(grouping.factors) === groupingKey(factors));
}

/** Adds a grouping whose levels differ in their level (a random intercept). */
export function addGrouping(draft: ModelDraft, column: string): CommandResult {
  return addAt(draft, [column], `Add grouping ${column}`);
}

/** Adds a grouping inside another one. */
export function addGroupingInside(
  draft: ModelDraft,
  column: string,
  outer: readonly string[],
): CommandResult {
  if (outer.includes(column)) return refusal(`${column} cannot lie within itself.`);
  const known = findGrouping(draft, [column]);
  if (known) return nestGrouping(draft, known.factors, outer);
  return addAt(draft, [...outer, column], `Add ${column} within ${outer[outer.length - 1]}`);
}

function addAt(draft: ModelDraft, factors: readonly string[], label: string): CommandResult {
  const isOutcome =
    draft.response !== null && factors.some((f) => columnsOfText(draft.response ?? '').includes(f));
  if (isOutcome) {
    return refusal(`${factors[factors.length - 1]} is the outcome; an outcome cannot be a grouping as well.`);
  }
  if (findGrouping(draft, factors)) {
    return refusal(`${groupingTitle(factors, draft.groupings)} is a grouping already.`);
  }
  return change(
    { ...draft, groupings: [...draft.groupings, { factors: [...factors], blocks: [...intercept] }] },
    label,
  );
}

/** Removes a grouping; those that lay within it stay, with the columns that identify their levels. */
export function removeGrouping(draft: ModelDraft, factors: readonly string[]): Change {
  const key = groupingKey(factors);
  const groupings = draft.groupings.filter((grouping) => groupingKey(grouping.factors) !== key);
  return change({ ...draft, groupings }, `Remove grouping ${groupingTitle(factors, draft.groupings)}`);
}

/** Puts a grouping, with all that lies in it, inside another: its labels then count within the levels of the outer one. */
export function nestGrouping(
  draft: ModelDraft,
  inner: readonly string[],
  outer: readonly string[],
): CommandResult {
  const own = ownFactors(inner, draft.groupings);
  const name = own.join(' × ');
  if (groupingKey(inner) === groupingKey(outer)) return refusal(`${name} cannot lie within itself.`);
  if (startsWith(outer, inner)) {
    return refusal(`${groupingTitle(outer, draft.groupings)}, so ${name} cannot lie within it.`);
  }
  const parent = parentOf(inner, draft.groupings);
  if (parent && groupingKey(parent.factors) === groupingKey(outer)) {
    return refusal(`${name} lies within ${groupingTitle(outer, draft.groupings)} already.`);
  }
  const added = own.filter((factor) => !outer.includes(factor));
  return moved(draft, inner, [...outer, ...added], `Put ${name} inside ${outer[outer.length - 1]}`);
}

/** Takes a grouping, with all that lies in it, out of the one it lies in: crossed with it from then on. */
export function unnestGrouping(draft: ModelDraft, factors: readonly string[]): CommandResult {
  const parent = parentOf(factors, draft.groupings);
  const own = ownFactors(factors, draft.groupings);
  if (!parent) return refusal(`${own.join(' × ')} does not lie within another grouping.`);
  const outer = parent.factors[parent.factors.length - 1];
  return moved(draft, factors, own, `Take ${own.join(' × ')} out of ${outer}`);
}

function moved(
  draft: ModelDraft,
  from: readonly string[],
  to: readonly string[],
  label: string,
): CommandResult {
  const groupings = draft.groupings.map((grouping) => {
    if (!startsWith(grouping.factors, from)) return grouping;
    const rest = grouping.factors.slice(from.length).filter((factor) => !to.includes(factor));
    return { ...grouping, factors: [...to, ...rest] };
  });
  if (new Set(groupings.map(({ factors }) => groupingKey(factors))).size < groupings.length) {
    return refusal(`${to.join(' × ')} is a grouping already.`);
  }
  return change({ ...draft, groupings }, label);
}

function startsWith(factors: readonly string[], start: readonly string[]): boolean {
  return start.length <= factors.length && start.every((factor, i) => factors[i] === factor);
}
