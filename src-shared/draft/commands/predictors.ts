import { quoteName } from '../../formula/names.ts';
import type { DraftTerm, ModelDraft } from '../../model/modelDraft.ts';
import { joinWords } from '../../report/words/lists.ts';
import { termKey } from '../canonicalTerms.ts';
import { buildsOn, columnsOfText, showTerm, squareOf } from '../termText.ts';
import { change, refusal } from './command.ts';
import type { Change, CommandResult } from './command.ts';

export function hasTerm(draft: ModelDraft, term: DraftTerm): boolean {
  return draft.fixedTerms.some((own) => termKey(own) === termKey(term));
}

/** Adds the main effect of a column. */
export function addPredictor(draft: ModelDraft, column: string): CommandResult {
  const term = [quoteName(column)];
  if (draft.response !== null && columnsOfText(draft.response).includes(column)) {
    return refusal(`${column} is the outcome; an outcome cannot explain itself.`);
  }
  if (hasTerm(draft, term)) return refusal(`${column} is a predictor already.`);
  return change({ ...draft, fixedTerms: [...draft.fixedTerms, term] }, `Add ${column} to predictors`);
}

/** Adds the interaction of several variables, with what it builds on where that is missing. */
export function addInteraction(draft: ModelDraft, variables: readonly string[]): CommandResult {
  const term = [...new Set(variables)];
  if (term.length < 2) return refusal('An interaction needs two predictors or more.');
  if (hasTerm(draft, term)) return refusal(`The interaction ${showTerm(term)} is in the model already.`);
  const parts = subsets(term).filter((part) => !hasTerm(draft, part));
  const added = parts.length > 1 ? ` and what it builds on` : '';
  return change(
    { ...draft, fixedTerms: [...draft.fixedTerms, ...parts] },
    `Add interaction ${showTerm(term)}${added}`,
  );
}

/** Adds every interaction of two of the variables. */
export function addTwoWayInteractions(draft: ModelDraft, variables: readonly string[]): CommandResult {
  const pairs = variables.flatMap((a, i) => variables.slice(i + 1).map((b): DraftTerm => [a, b]));
  const missing = [...pairs, ...variables.map((variable) => [variable])].filter(
    (term) => !hasTerm(draft, term),
  );
  if (missing.length === 0) return refusal('All two-way interactions are in the model already.');
  return change({ ...draft, fixedTerms: [...draft.fixedTerms, ...missing] }, 'Add all two-way interactions');
}

/** Adds the square of a numeric variable, so that its line may bend. */
export function addSquare(draft: ModelDraft, variable: string): CommandResult {
  const term = [squareOf(variable)];
  if (hasTerm(draft, term)) return refusal(`The square of ${showTerm([variable])} is in the model already.`);
  const main = hasTerm(draft, [variable]) ? [] : [[variable]];
  return change(
    { ...draft, fixedTerms: [...draft.fixedTerms, ...main, term] },
    `Add the square of ${showTerm([variable])}`,
  );
}

/** Removes a term; while others build on it, removing them too is offered instead. */
export function removeTerm(draft: ModelDraft, term: DraftTerm): CommandResult {
  const above = draft.fixedTerms.filter((other) => buildsOn(other, term));
  const name = showTerm(term);
  if (above.length === 0) return withoutTerms(draft, [term], `Remove ${name} from predictors`);
  const names = joinWords(above.map(showTerm));
  const [which, verb, what] =
    above.length === 1 ? [kind(above[0]), 'builds', 'it'] : ['terms', 'build', 'them'];
  return refusal(`The ${which} ${names} ${verb} on ${name} and would mean something else without it.`, {
    button: above.length === 1 ? 'Remove both' : `Remove ${name} with ${what}`,
    change: withoutTerms(draft, [term, ...above], `Remove ${name} and ${names}`),
  });
}

/** Whether the fixed part has an intercept. */
export function setFixedIntercept(draft: ModelDraft, on: boolean): Change {
  return change({ ...draft, intercept: on }, on ? 'Add the intercept' : 'Remove the intercept');
}

function kind(term: DraftTerm): string {
  return term.length > 1 ? 'interaction' : 'term';
}

function withoutTerms(draft: ModelDraft, terms: readonly DraftTerm[], label: string): Change {
  const removed = new Set(terms.map(termKey));
  return change(
    { ...draft, fixedTerms: draft.fixedTerms.filter((term) => !removed.has(termKey(term))) },
    label,
  );
}

/** All non-empty parts of a term, small ones first, itself last. */
function subsets(term: DraftTerm): DraftTerm[] {
  return term
    .reduce<string[][]>((found, variable) => [...found, ...found.map((part) => [...part, variable])], [[]])
    .slice(1)
    .sort((a, b) => a.length - b.length);
}
