import type { ModelDraft } from '../../model/modelDraft.ts';
import { canonicalDraft } from '../canonicalDraft.ts';

/** What a command makes of a draft, and what undo calls it: `Add Days to predictors`. */
export interface Change {
  readonly kind: 'change';
  readonly draft: ModelDraft;
  readonly label: string;
}

/** Why something is not done, and what could be done instead. */
export interface Refusal {
  readonly kind: 'refusal';
  /** One or two plain sentences with the user's names. */
  readonly reason: string;
  readonly instead: Fix | null;
}

/** A change behind a button. */
export interface Fix {
  readonly button: string;
  readonly change: Change;
}

export type CommandResult = Change | Refusal;

export function change(draft: ModelDraft, label: string): Change {
  return { kind: 'change', draft: canonicalDraft(draft), label };
}

export function refusal(reason: string, instead: Fix | null = null): Refusal {
  return { kind: 'refusal', reason, instead };
}
