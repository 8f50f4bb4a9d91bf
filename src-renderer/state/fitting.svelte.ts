import type { ModelDraft } from '../../src-shared/model/modelDraft.ts';
import type { ModelState } from '../../src-shared/model/project.ts';
import { session } from './session.svelte.ts';
import { shownDrafts } from './shownDrafts.svelte.ts';

/** Beginning a fit, and what the builder of the shown model found that forbids it. */
class Fitting {
  #found = $state.raw<{ readonly key: string; readonly why: string } | null>(null);

  /** Remembers why the model as it stands cannot be fitted; null = nothing is known to forbid it. */
  remember(modelId: number, draft: ModelDraft, why: string | null): void {
    this.#found = why === null ? null : { key: keyOf(modelId, draft), why };
  }

  /** Why the model as it stands cannot be fitted; null where nothing is known to forbid it. */
  obstacle({ id, draft }: Pick<ModelState, 'id' | 'draft'>): string | null {
    return this.#found?.key === keyOf(id, draft) ? this.#found.why : null;
  }

  /** Queues a fit, or says why that is not possible. */
  begin(model: ModelState): void {
    const why = this.obstacle({ id: model.id, draft: shownDrafts.of(model) });
    if (why === null) void session.ask('model.run', { modelId: model.id });
    else session.show('info', 'This model cannot be fitted.', why);
  }
}

/** What a finding depends on: the model and the values of all variables. */
function keyOf(modelId: number, draft: ModelDraft): string {
  const revisions = session.project?.dataset.variables.map(({ revision }) => revision) ?? [];
  return JSON.stringify([session.project?.id, modelId, draft, revisions]);
}

export const fitting = new Fitting();
