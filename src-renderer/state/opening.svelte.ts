import { AppError } from '../../src-shared/model/appError.ts';
import { pathOfFile } from '../backend/host.ts';
import { chooseFile } from './fileChoice.svelte.ts';
import { fileName, kindOfFile } from './fileNames.ts';
import { session } from './session.svelte.ts';
import { uploadFile } from './uploadFile.ts';

interface Sending {
  readonly name: string;
  /** Share done, 0 to 1; NaN = unknown. */
  readonly fraction: number;
  readonly cancel: () => void;
}

/** Every way in: files from a dialog, dropped ones, examples, recent projects. */
class Opening {
  /** The file that is being taken in; null = none. */
  sending = $state.raw<Sending | null>(null);

  /** A file on this machine's disk. */
  async path(path: string): Promise<void> {
    const kind = kindOfFile(path);
    if (kind === 'project') await session.ask('project.open', { path });
    else if (kind === 'data') session.goTo({ kind: 'import', source: { path }, name: fileName(path) });
    else session.showError(unreadable(fileName(path)));
  }

  /** A file that the window was given: dropped, or picked in a browser. */
  async file(file: File): Promise<void> {
    const path = pathOfFile(file);
    if (path !== null) {
      await this.path(path);
      return;
    }
    const kind = kindOfFile(file.name);
    if (kind === null) {
      session.showError(unreadable(file.name));
      return;
    }
    const upload = await this.#send(file);
    if (upload === null) return;
    if (kind === 'project') await session.ask('project.openUpload', { upload });
    else session.goTo({ kind: 'import', source: { upload }, name: file.name });
  }

  /** Lets the user choose a file and opens it. */
  async choose(kind: 'project' | 'data'): Promise<void> {
    const path = await chooseFile({ purpose: 'open', kind });
    if (path === null) return;
    if (kind === 'project') await session.ask('project.open', { path });
    else session.goTo({ kind: 'import', source: { path }, name: fileName(path) });
  }

  async example(exampleId: string): Promise<void> {
    await session.ask('example.open', { exampleId });
  }

  async #send(file: File): Promise<string | null> {
    this.sending?.cancel();
    const abort = new AbortController();
    const show = (fraction: number) => {
      this.sending = {
        name: file.name,
        fraction,
        cancel: () => {
          abort.abort();
          this.sending = null;
        },
      };
    };
    show(0);
    try {
      return await uploadFile(file, abort.signal, show);
    } catch (error) {
      session.showError(error);
      return null;
    } finally {
      if (!abort.signal.aborted) this.sending = null;
    }
  }
}

function unreadable(name: string): AppError {
  return new AppError(
    'file-kind',
    `“${name}” is neither a text table nor a Nestwise project.`,
    'Nestwise opens .csv, .tsv, .txt, .tab, .dat and .nestwise files. Save a spreadsheet as CSV first.',
  );
}

export const opening = new Opening();
