import type { OutputDocument } from '../../../src-shared/model/outputDocument.ts';
import type { ModelState } from '../../../src-shared/model/project.ts';
import { cacheDocument, cachedDocument } from './documentCache.ts';
import { session } from '../../state/session.svelte.ts';

/** The document of a model's stored result; the old one stays until the new one is there. */
export class ResultDocument {
  #modelId = 0;
  #wanted = '';
  current = $state.raw<OutputDocument | null>(null);
  loading = $state(false);

  /** Shows the document of the model's result. Called whenever model or project change. */
  async show(model: ModelState): Promise<void> {
    const key = keyOf(model);
    if (key === this.#wanted) return;
    this.#wanted = key;
    if (model.id !== this.#modelId || model.result === null) this.current = null;
    this.#modelId = model.id;
    if (model.result === null) {
      this.loading = false;
      return;
    }
    const known = cachedDocument(key);
    this.loading = known === undefined;
    const document = known ?? (await session.ask('result.document', { modelId: model.id }));
    if (document !== null) cacheDocument(key, document);
    if (this.#wanted !== key) return;
    this.loading = false;
    if (document === null) {
      // Asked again at the next change.
      this.#wanted = '';
      return;
    }
    this.current = document;
  }
}

/** Result, answers, and the labels and units that the words are made of. */
function keyOf({ id, result, analyses }: ModelState): string {
  const { project } = session;
  if (result === null || project === null) return `none ${id}`;
  const words = project.dataset.variables.map(({ name, label, unit }) => [name, label, unit]);
  const answers = analyses.map(({ answerId }) => answerId).filter((answerId) => answerId !== null);
  return JSON.stringify([project.id, project.dataset.name, id, result.id, answers, words]);
}
