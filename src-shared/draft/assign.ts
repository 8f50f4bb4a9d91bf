import { quoteName } from '../formula/names.ts';
import type { ModelDraft } from '../model/modelDraft.ts';
import type { VariableState } from '../model/project.ts';
import { formatCount } from '../report/numbers.ts';
import { slopeRefusal } from './advice/slopes.ts';
import { change, refusal } from './commands/command.ts';
import type { CommandResult } from './commands/command.ts';
import { addGrouping, addGroupingInside, findGrouping } from './commands/groupings.ts';
import { setOffset, setWeights } from './commands/options.ts';
import { setOutcome } from './commands/outcome.ts';
import { addPredictor } from './commands/predictors.ts';
import { hasOwnEffect, setRandomSlope } from './commands/randomEffects.ts';
import { isNumeric, nValues, structureOf, variableNamed } from './facts.ts';
import type { Facts } from './facts.ts';
import { columnsOfText } from './termText.ts';

/** Where a variable can be put in the builder. */
export type Role =
  | { readonly kind: 'outcome' }
  | { readonly kind: 'grouping' }
  /** A grouping within another one. */
  | { readonly kind: 'inside'; readonly factors: readonly string[] }
  | { readonly kind: 'predictor' }
  /** An own effect of the variable for each level of a grouping. */
  | { readonly kind: 'slope'; readonly factors: readonly string[] }
  | { readonly kind: 'weights' }
  | { readonly kind: 'offset' };

/**
 * Puts a variable into a role, or says why not: the one way that dragging, buttons and the keyboard share.
 * What would end in an error of the fit is refused; what is only unwise is done and then advised against.
 */
export function assign(role: Role, column: string, draft: ModelDraft, facts: Facts): CommandResult {
  const variable = variableNamed(column, facts);
  if (variable === undefined) return refusal(`The data have no variable ${column}.`);
  switch (role.kind) {
    case 'outcome': {
      if (!isNumeric(variable))
        return refusal(notNumeric(variable, 'a linear model needs a number as its outcome'));
      if (nValues(variable) <= 1) return refusal(`${column} never changes, so there is nothing to explain.`);
      return setOutcome(draft, column);
    }
    case 'grouping':
    case 'inside': {
      const reason = groupingRefusal(variable, facts);
      if (reason !== null) return refusal(reason);
      if (role.kind === 'grouping') return addGrouping(draft, column);
      return isOutcome(column, draft)
        ? refusal(`${column} is the outcome; an outcome cannot be a grouping as well.`)
        : addGroupingInside(draft, column, role.factors);
    }
    case 'predictor': {
      if (variable.type === 'id')
        return refusal(`${column} tells units apart: it can be a grouping, but not a predictor.`);
      if (nValues(variable) <= 1) return refusal(`${column} never changes, so it cannot explain anything.`);
      return addPredictor(draft, column);
    }
    case 'slope':
      return assignSlope(column, role.factors, draft, facts);
    case 'weights':
    case 'offset': {
      const what = role.kind === 'weights' ? 'weights have to be numbers' : 'an offset has to be a number';
      if (!isNumeric(variable)) return refusal(notNumeric(variable, what));
      if (isOutcome(column, draft)) return refusal(`${column} is the outcome.`);
      return role.kind === 'weights' ? setWeights(draft, column) : setOffset(draft, column);
    }
  }
}

function assignSlope(
  column: string,
  factors: readonly string[],
  draft: ModelDraft,
  facts: Facts,
): CommandResult {
  const grouping = findGrouping(draft, factors);
  const term = [quoteName(column)];
  if (grouping === undefined) return refusal('This grouping is not in the model any more.');
  if (isOutcome(column, draft)) return refusal(`${column} is the outcome; an outcome cannot explain itself.`);
  if (hasOwnEffect(grouping, term)) return refusal(`The effect of ${column} differs already.`);
  const reason = slopeRefusal(term, grouping, draft, facts);
  if (reason !== null) return refusal(reason);
  const added = addPredictor(draft, column);
  const withFixed = added.kind === 'change' ? added.draft : draft;
  const slope = setRandomSlope(withFixed, factors, term, true);
  return change(
    slope.draft,
    added.kind === 'change' ? `${slope.label} and ${column} to predictors` : slope.label,
  );
}

function isOutcome(column: string, { response }: ModelDraft): boolean {
  return response !== null && columnsOfText(response).includes(column);
}

function groupingRefusal(variable: VariableState, facts: Facts): string | null {
  const n = nValues(variable);
  const { name } = variable;
  if (n <= 1) return `${name} has ${n === 1 ? 'only one level' : 'no level'}; a grouping needs at least two.`;
  const structure = structureOf([name], facts);
  if (n >= facts.nRows || structure?.maxRows === 1) {
    return `${name} is different in each of the ${formatCount(facts.nRows)} rows; a grouping needs levels with several rows.`;
  }
  return null;
}

function notNumeric(variable: VariableState, why: string): string {
  const what =
    variable.type === 'id' ? 'tells units apart' : `has ${formatCount(nValues(variable))} categories`;
  return `${variable.name} ${what}; ${why}.`;
}
