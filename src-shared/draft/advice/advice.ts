import type { DraftTerm } from '../../model/modelDraft.ts';
import type { Fix } from '../commands/command.ts';

/** The part of the builder that a piece of advice belongs to. */
export type AdvicePlace =
  | { readonly kind: 'outcome' }
  | { readonly kind: 'groupings' }
  | { readonly kind: 'grouping'; readonly factors: readonly string[] }
  | { readonly kind: 'predictors' }
  | { readonly kind: 'term'; readonly term: DraftTerm }
  | { readonly kind: 'residual' }
  | { readonly kind: 'options' };

/** Something to know before the fit, in one plain sentence with the user's names and numbers. */
export interface Advice {
  /** Stable kebab-case identifier. */
  readonly code: string;
  /** `impossible`: the fit would end in an error; `unwise`: it would run and mislead; `hint`: worth knowing. */
  readonly severity: 'impossible' | 'unwise' | 'hint';
  readonly place: AdvicePlace;
  /** What is the case; begins the sentence. */
  readonly lead: string;
  /** The rest of the sentence, with its punctuation: `, so each subject can have a slope of its own.` */
  readonly rest: string;
  readonly fixes: readonly Fix[];
}
