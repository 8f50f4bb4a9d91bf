import type { ModelDraft } from '../model/modelDraft.ts';
import { canonicalGroupings } from './canonicalGroupings.ts';
import { canonicalTerms } from './canonicalTerms.ts';

/** The draft in the one form that its formula gives back. All commands return drafts of this form. */
export function canonicalDraft(draft: ModelDraft): ModelDraft {
  return {
    ...draft,
    fixedTerms: canonicalTerms(draft.fixedTerms),
    groupings: canonicalGroupings(draft.groupings),
  };
}
