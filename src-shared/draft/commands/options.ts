import type { ModelDraft } from '../../model/modelDraft.ts';
import { change } from './command.ts';
import type { Change } from './command.ts';
import { dfName } from '../optionWords.ts';

export function setMethod(draft: ModelDraft, method: ModelDraft['method']): Change {
  return change({ ...draft, method }, `Estimate by ${method}`);
}

export function setDf(draft: ModelDraft, df: ModelDraft['df']): Change {
  return change({ ...draft, df }, `Use ${dfName[df]} degrees of freedom`);
}

export function setAnova(draft: ModelDraft, anova: ModelDraft['anova']): Change {
  return change({ ...draft, anova }, `Use F tests of type ${'I'.repeat(anova)}`);
}

/** @param level between 0 and 1 */
export function setLevel(draft: ModelDraft, level: number): Change {
  return change({ ...draft, level }, `Use ${Number((100 * level).toPrecision(12))} % intervals`);
}

export function setWeights(draft: ModelDraft, column: string | null): Change {
  return change(
    { ...draft, weights: column },
    column === null ? 'Weigh all rows alike' : `Weigh rows by ${column}`,
  );
}

export function setOffset(draft: ModelDraft, column: string | null): Change {
  return change(
    { ...draft, offset: column },
    column === null ? 'Remove the offset' : `Use ${column} as offset`,
  );
}
