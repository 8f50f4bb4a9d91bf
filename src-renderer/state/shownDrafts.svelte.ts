import type { ModelDraft } from '../../src-shared/model/modelDraft.ts';
import type { ModelState } from '../../src-shared/model/project.ts';
import { session } from './session.svelte.ts';

/** Drafts as they are shown: a change is seen at once, and sent on in its order. */
class ShownDrafts {
  #sent = 0;
  /** What was changed last and is not confirmed yet. */
  #local = $state.raw<{ readonly modelId: ModelState['id']; readonly draft: ModelDraft } | null>(null);

  of({ id, draft }: Pick<ModelState, 'id' | 'draft'>): ModelDraft {
    return this.#local?.modelId === id ? this.#local.draft : draft;
  }

  async change(modelId: ModelState['id'], draft: ModelDraft, label: string): Promise<void> {
    const number = ++this.#sent;
    this.#local = { modelId, draft };
    await session.ask('model.change', { modelId, draft, label });
    if (number === this.#sent) this.#local = null;
  }
}

export const shownDrafts = new ShownDrafts();
