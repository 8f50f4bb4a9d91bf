import { expandFormula } from '../formula/expand.ts';
import { parseFormula } from '../formula/parse.ts';
import type { Term } from '../formula/terms.ts';
import type { DraftTerm, ModelDraft } from '../model/modelDraft.ts';
import { canonicalDraft } from './canonicalDraft.ts';

/**
 * The draft that a formula says; options that a formula does not hold are kept.
 *
 * @throws AppError whose message names the place in the formula
 */
export function draftFromFormula(text: string, old: ModelDraft): ModelDraft {
  const { response, intercept, fixedTerms, randomTerms } = expandFormula(parseFormula(text));
  return canonicalDraft({
    ...old,
    response: response.name,
    intercept,
    fixedTerms: fixedTerms.map(draftTerm),
    groupings: randomTerms.map((random) => ({
      factors: [...random.group.factors],
      blocks: [{ intercept: random.intercept, terms: random.terms.map(draftTerm) }],
    })),
  });
}

function draftTerm(term: Term): DraftTerm {
  return term.variables.map(({ name }) => name);
}
