import type { ModelState } from '../../src-shared/model/project.ts';
import { chooseFile } from './fileChoice.svelte.ts';
import { asFileName, withEnding } from './fileNames.ts';
import { session } from './session.svelte.ts';

type Format = 'pdf' | 'html';

/** Where the export of a report has got to. */
type Step =
  | { readonly kind: 'asking' }
  | { readonly kind: 'choosing' }
  | { readonly kind: 'writing' }
  | { readonly kind: 'written'; readonly path: string };

/** The export of a model's report: format, place, writing, and what was written. */
class Exporting {
  #abort = new AbortController();
  model = $state.raw<ModelState | null>(null);
  step = $state.raw<Step>({ kind: 'asking' });
  format = $state<Format>('pdf');

  begin(model: ModelState, format: Format): void {
    this.model = model;
    this.format = format;
    this.step = { kind: 'asking' };
  }

  /** Ends the writing too, if it is still going on. */
  close(): void {
    this.#abort.abort();
    this.model = null;
  }

  /** Asks for the place and writes the report there. */
  async write(): Promise<void> {
    const { model, format } = this;
    if (model === null) return;
    this.step = { kind: 'choosing' };
    const name = `${session.project?.name ?? ''} - ${model.name}`;
    const suggestedName = withEnding(asFileName(name, 'Report'), format);
    const chosen = await chooseFile({ purpose: 'save', kind: format, suggestedName });
    if (chosen === null) {
      this.step = { kind: 'asking' };
      return;
    }
    this.step = { kind: 'writing' };
    // The dialog has asked before an existing file is overwritten.
    const path = withEnding(chosen, format);
    const abort = new AbortController();
    this.#abort = abort;
    const written = await session.ask(
      'result.export',
      { modelId: model.id, format, path, overwrite: true },
      { signal: abort.signal },
    );
    if (abort.signal.aborted) return;
    if (written === null) this.close();
    else this.step = { kind: 'written', path: written.path };
  }
}

export const exporting = new Exporting();
