import type { OutputDocument } from '../../../src-shared/model/outputDocument.ts';
import type { ModelState, ResultState } from '../../../src-shared/model/project.ts';
import { cacheDocument, cachedDocument } from './documentCache.ts';
import { session } from '../../state/session.svelte.ts';

/** The document of a model's stored result; the old one stays until the new one is there. */
export class ResultDocument {
  #model: ModelState | null = null;
  #wanted = '';
  /** The result that `current` is made of. */
  #shown: number | null = null;
  current = $state.raw<OutputDocument | null>(null);
  /** Why what is shown is out of date: an old result stays marked until the new one is there to be seen. */
  outOfDate = $state.raw<ResultState['outOfDate']>([]);
  loading = $state(false);

  /** Shows the document of the model's result. Called whenever model or project change. */
  async show(model: ModelState): Promise<void> {
    const key = keyOf(model);
    if (model.id !== this.#model?.id || model.result === null) {
      this.current = null;
      this.#shown = null;
    }
    this.#model = model;
    this.#mark();
    if (key === this.#wanted) return;
    this.#wanted = key;
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
    this.#shown = model.result.id;
    this.current = document;
    this.#mark();
  }

  #mark(): void {
    const result = this.#model?.result ?? null;
    if (this.#shown === null || result?.id === this.#shown) this.outOfDate = result?.outOfDate ?? [];
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
