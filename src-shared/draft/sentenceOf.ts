import type { DraftGrouping, ModelDraft } from '../model/modelDraft.ts';
import type { VariableState } from '../model/project.ts';
import {
  dependsClause,
  differClauses,
  independentRows,
  severalOf,
  weightsClause,
  whatDiffers,
} from '../report/words/modelClauses.ts';
import { residualClause, residualParts } from '../report/words/residualClause.ts';
import { parentOf } from './canonicalGroupings.ts';
import { ownEffects } from './commands/randomEffects.ts';
import { makeDraftWords } from './draftWords.ts';
import type { DraftWords } from './draftWords.ts';

/** The model being built in one plain sentence, in the words of the report. */
export function sentenceOf(draft: ModelDraft, variables: readonly VariableState[]): string {
  const words = makeDraftWords(variables);
  const response = draft.response === null ? 'The outcome' : words.variable(draft.response);
  const main = [...new Set(draft.fixedTerms.flat())].map(words.variable);
  const interactions = draft.fixedTerms.filter((term) => term.length > 1);
  const varying = draft.groupings.filter(({ blocks }) => blocks.length > 0);
  const parts = [
    dependsClause(
      response,
      main,
      interactions.map((term) => term.map(words.variable)),
    ),
    ...differClauses(
      varying.map((grouping) => ({
        several: severalLevels(grouping.factors, draft.groupings, words),
        what: whatVaries(grouping, words),
      })),
    ),
  ];
  const { residual } = draft;
  if (residual !== undefined) parts.push(residualClause(residualParts(residual, words.column)));
  else if (draft.groupings.length === 0) parts.push(independentRows);
  if (draft.weights !== null) parts.push(weightsClause(words.column(draft.weights)));
  return `${parts.join('; ')}.`;
}

/** The levels of a grouping in running text: `subjects`, `casks within batches`. */
function severalLevels(
  factors: readonly string[],
  groupings: readonly DraftGrouping[],
  words: DraftWords,
): string {
  const nested = parentOf(factors, groupings) !== undefined;
  const shown = (nested ? [...factors].reverse() : factors).map(words.column);
  return severalOf(shown, nested);
}

function whatVaries(grouping: DraftGrouping, words: DraftWords): string {
  const effects = ownEffects(grouping).map(({ effect, block }) => {
    if (effect === null) return 'their level';
    const wholeLevel = !grouping.blocks[block].intercept && effect.length === 1 && words.isFactor(effect[0]);
    return wholeLevel ? `their level at each ${words.term(effect)}` : `the effect of ${words.term(effect)}`;
  });
  const correlated = grouping.blocks.some(({ intercept, terms }) => Number(intercept) + terms.length > 1);
  return whatDiffers(effects, correlated);
}
