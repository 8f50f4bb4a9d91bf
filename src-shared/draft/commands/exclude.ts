import { exclusionText, type Exclusion } from '../../model/exclusion.ts';
import type { ModelDraft } from '../../model/modelDraft.ts';
import { change } from './command.ts';
import type { Change } from './command.ts';

/** Leaves out the rows that have all of some values, beside those left out already. */
export function leaveOut(draft: ModelDraft, exclusion: Exclusion): Change {
  const text = exclusionText(exclusion);
  const others = (draft.exclude ?? []).filter((other) => exclusionText(other) !== text);
  return change({ ...draft, exclude: [...others, exclusion] }, `Leave out ${text}`);
}

/** Takes the rows of one exclusion back into the model. */
export function takeBack(draft: ModelDraft, exclusion: Exclusion): Change {
  const text = exclusionText(exclusion);
  const left = (draft.exclude ?? []).filter((other) => exclusionText(other) !== text);
  return change(withExclusions(draft, left), `Take ${text} back`);
}

/** The draft with these exclusions: the member is absent where there are none. */
export function withExclusions(draft: ModelDraft, exclude: readonly Exclusion[]): ModelDraft {
  const changed: { -readonly [Member in keyof ModelDraft]: ModelDraft[Member] } = { ...draft, exclude };
  if (exclude.length === 0) delete changed.exclude;
  return changed;
}
