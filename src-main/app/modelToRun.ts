import { specOf } from '../../src-shared/draft/specOf.ts';
import { usedColumns } from '../../src-shared/draft/usedColumns.ts';
import { AppError } from '../../src-shared/model/appError.ts';
import { exclusionColumns } from '../../src-shared/model/exclusion.ts';
import type { ModelDraft } from '../../src-shared/model/modelDraft.ts';
import type { ModelSpec } from '../../src-shared/model/modelSpec.ts';

/** What the engine needs of a draft: the spec and the columns it reads. */
export interface ModelToRun {
  readonly spec: ModelSpec;
  readonly columns: readonly string[];
}

/** AppError `incomplete-model`, which names what is missing. */
export function modelToRun(draft: ModelDraft): ModelToRun {
  const spec = specOf(draft);
  if (spec === null) throw incomplete(draft);
  const columns = new Set([...usedColumns(draft), ...exclusionColumns(draft.exclude)]);
  return { spec, columns: [...columns] };
}

function incomplete({ response, groupings }: ModelDraft): AppError {
  if (response === null) {
    return new AppError(
      'incomplete-model',
      'The model has no outcome yet.',
      'Choose the variable that was measured, and run the model again.',
    );
  }
  const empty = groupings.find(({ blocks }) =>
    blocks.every(({ intercept, terms }) => !intercept && terms.length === 0),
  );
  const name = empty === undefined ? 'one of the groupings' : empty.factors.join(' / ');
  return new AppError(
    'incomplete-model',
    `Nothing varies between the levels of ${name} yet.`,
    'Give it a random intercept or a slope, or take the grouping out of the model.',
  );
}
