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

/** The export of a model's report, or of its rows: format, place, writing, and what was written. */
class Exporting {
  #abort = new AbortController();
  model = $state.raw<ModelState | null>(null);
  step = $state.raw<Step>({ kind: 'asking' });
  what = $state<'report' | 'rows'>('report');
  /** Of the report. */
  format = $state<Format>('pdf');

  begin(model: ModelState, format: Format): void {
    this.model = model;
    this.what = 'report';
    this.format = format;
    this.step = { kind: 'asking' };
  }

  /** Asks for the place at once: of rows there is one format. */
  beginRows(model: ModelState): void {
    this.model = model;
    this.what = 'rows';
    void this.write();
  }

  /** Ends the writing too, if it is still going on. */
  close(): void {
    this.#abort.abort();
    this.model = null;
  }

  /** Asks for the place and writes there. */
  async write(): Promise<void> {
    const { model, what, format } = this;
    if (model === null) return;
    this.step = { kind: 'choosing' };
    const name = `${session.project?.name ?? ''} - ${model.name}`;
    const ending = what === 'rows' ? 'csv' : format;
    const suggestedName = withEnding(asFileName(what === 'rows' ? `${name} - rows` : name, 'Report'), ending);
    const chosen = await chooseFile({
      purpose: 'save',
      kind: what === 'rows' ? 'table' : format,
      suggestedName,
    });
    if (chosen === null) {
      if (what === 'rows') this.close();
      else this.step = { kind: 'asking' };
      return;
    }
    this.step = { kind: 'writing' };
    // The dialog has asked before an existing file is overwritten.
    const path = withEnding(chosen, ending);
    const abort = new AbortController();
    this.#abort = abort;
    const target = { modelId: model.id, path, overwrite: true };
    const options = { signal: abort.signal };
    const written =
      what === 'rows'
        ? await session.ask('result.exportRows', target, options)
        : await session.ask('result.export', { ...target, format }, options);
    if (abort.signal.aborted) return;
    if (written === null) this.close();
    else this.step = { kind: 'written', path: written.path };
  }
}

export const exporting = new Exporting();
