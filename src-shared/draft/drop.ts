import type { DraftTerm, ModelDraft } from '../model/modelDraft.ts';
import { assign } from './assign.ts';
import type { Role } from './assign.ts';
import { change, refusal } from './commands/command.ts';
import type { CommandResult } from './commands/command.ts';
import { nestGrouping, removeGrouping, unnestGrouping } from './commands/groupings.ts';
import { clearOutcome } from './commands/outcome.ts';
import { hasTerm, removeTerm } from './commands/predictors.ts';
import { setRandomSlope } from './commands/randomEffects.ts';
import { slopeRefusal } from './advice/slopes.ts';
import { findGrouping } from './commands/groupings.ts';
import { variableNamed } from './facts.ts';
import type { Facts } from './facts.ts';
import { columnsOfText, plainColumn, showTerm } from './termText.ts';

/** What can be dragged in the builder. */
export type Dragged =
  | { readonly kind: 'variable'; readonly column: string }
  | { readonly kind: 'outcome' }
  | { readonly kind: 'grouping'; readonly factors: readonly string[] }
  | { readonly kind: 'term'; readonly term: DraftTerm };

/** Where it can be dropped; back on the list of variables = out of the model. */
export type DropTarget = Role | { readonly kind: 'variables' };

/** What dropping something somewhere does, or why it cannot go there. */
export function drop(dragged: Dragged, target: DropTarget, draft: ModelDraft, facts: Facts): CommandResult {
  switch (dragged.kind) {
    case 'variable':
      return target.kind === 'variables'
        ? refusal(`${dragged.column} is among the variables.`)
        : assign(onGrouping(dragged.column, target, facts), dragged.column, draft, facts);
    case 'outcome': {
      if (target.kind === 'variables') return clearOutcome(draft);
      if (target.kind === 'outcome') return refusal('This is the outcome already.');
      const [column] = columnsOfText(draft.response ?? '');
      return relabelled(
        assign(target, column, { ...draft, response: null }, facts),
        `Move ${column} out of the outcome`,
      );
    }
    case 'grouping':
      return dropGrouping(dragged.factors, target, draft, facts);
    case 'term':
      return dropTerm(dragged.term, target, draft, facts);
  }
}

/** A measured number has an effect rather than levels, wherever on a grouping it is dropped. */
function onGrouping(column: string, target: Role, facts: Facts): Role {
  const measured = variableNamed(column, facts)?.type === 'continuous';
  return target.kind === 'inside' && measured ? { kind: 'slope', factors: target.factors } : target;
}

function dropGrouping(
  factors: readonly string[],
  target: DropTarget,
  draft: ModelDraft,
  facts: Facts,
): CommandResult {
  if (target.kind === 'variables') return removeGrouping(draft, factors);
  // anywhere on a grouping means inside it: a grouping has no effect of its own
  if (target.kind === 'inside' || target.kind === 'slope')
    return nestGrouping(draft, factors, target.factors);
  if (target.kind === 'grouping') return unnestGrouping(draft, factors);
  const [column] = factors;
  if (factors.length > 1) return refusal('A grouping within another can only be moved among the groupings.');
  const without = removeGrouping(draft, factors).draft;
  return relabelled(assign(target, column, without, facts), `Move ${column} out of the groupings`);
}

function dropTerm(term: DraftTerm, target: DropTarget, draft: ModelDraft, facts: Facts): CommandResult {
  if (target.kind === 'variables') return removeTerm(draft, term);
  if (target.kind === 'predictor') return refusal(`${showTerm(term)} is a predictor already.`);
  if (target.kind === 'slope' && hasTerm(draft, term)) {
    const grouping = findGrouping(draft, target.factors);
    const reason = grouping && slopeRefusal(term, grouping, draft, facts);
    return typeof reason === 'string' ? refusal(reason) : setRandomSlope(draft, target.factors, term, true);
  }
  const column = term.length === 1 ? plainColumn(term[0]) : null;
  if (column === null) return refusal(`${showTerm(term)} can only be a predictor.`);
  const without = removeTerm(draft, term);
  if (without.kind === 'refusal') return without;
  return relabelled(assign(target, column, without.draft, facts), `Move ${column} out of the predictors`);
}

function relabelled(result: CommandResult, label: string): CommandResult {
  return result.kind === 'change' ? change(result.draft, label) : result;
}
