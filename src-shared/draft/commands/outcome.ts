import { quoteName } from '../../formula/names.ts';
import type { ModelDraft } from '../../model/modelDraft.ts';
import { columnsOfText, plainColumn } from '../termText.ts';
import { change, refusal } from './command.ts';
import type { Change, CommandResult } from './command.ts';
import { withoutColumn } from './withoutColumn.ts';

/** Functions offered for the outcome; a formula may use others. */
export const outcomeFunctions = ['log', 'log10', 'log2', 'sqrt'] as const;
export type OutcomeFunction = (typeof outcomeFunctions)[number];

/** Makes a column the outcome. Where it has another role in the model, leaving that is offered first. */
export function setOutcome(draft: ModelDraft, column: string): CommandResult {
  const chosen = { ...draft, response: quoteName(column) };
  const other = withoutColumn(chosen, column);
  const label = `Choose ${column} as outcome`;
  if (other.roles.length === 0) return change(chosen, label);
  return refusal(`${column} is already ${other.roles.join(' and ')}; an outcome cannot explain itself.`, {
    button: `Make it the outcome only`,
    change: change(other.draft, label),
  });
}

export function clearOutcome(draft: ModelDraft): Change {
  return change({ ...draft, response: null }, 'Remove the outcome');
}

/** The function around the outcome; null where it is untransformed; undefined where it is something else. */
export function outcomeFunction(draft: ModelDraft): OutcomeFunction | null | undefined {
  if (draft.response === null || plainColumn(draft.response) !== null) return null;
  return outcomeFunctions.find((fn) => draft.response === `${fn}(${innerText(draft.response)})`);
}

/** Models a function of the outcome's column, or with null the column itself. */
export function setOutcomeFunction(draft: ModelDraft, fn: OutcomeFunction | null): Change {
  const column = draft.response === null ? '' : innerText(draft.response);
  const response = fn === null ? column : `${fn}(${column})`;
  return change({ ...draft, response }, fn === null ? 'Model the outcome as it is' : `Model ${response}`);
}

/** The first column of the outcome, as a formula writes it. */
function innerText(response: string | null): string {
  return response === null ? '' : quoteName(columnsOfText(response)[0]);
}
