import type { DataSource, WorkProgress } from '../../../src-shared/contract/requests.ts';
import { AppError } from '../../../src-shared/model/appError.ts';
import type { CsvOptions } from '../../../src-shared/model/csvReading.ts';
import type { ImportPreview } from '../../../src-shared/model/importPreview.ts';
import { session } from '../../state/session.svelte.ts';
import { nothingDetected, withOption, withReading } from './detection.ts';
import type { Detection } from './detection.ts';

/** Ms between the last change of an option and reading again. */
const pause = 250;

/** A data file on its way into a project: how it is to be read, and what that gave. */
export class ImportReading {
  readonly source: DataSource;
  /** As chosen by the person; what is not here is detected. */
  options = $state.raw<CsvOptions>({});
  /** Of the last reading that went well. */
  preview = $state.raw<ImportPreview | null>(null);
  detection = $state.raw<Detection>(nothingDetected);
  /** Why the file cannot be read as chosen. */
  failure = $state.raw<AppError | null>(null);
  /** Of what goes on now; null = nothing does. */
  progress = $state.raw<WorkProgress | null>(null);
  opening = $state(false);
  /** Something that was given up on the way, in words. */
  note = $state('');
  #request: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(source: DataSource) {
    this.source = source;
  }

  /** Whether what is shown is what the options ask for. */
  get isCurrent(): boolean {
    return this.failure === null && this.preview !== null && this.progress === null;
  }

  /** Reads again as soon as no further change follows. */
  change(options: CsvOptions): void {
    this.options = options;
    this.note = '';
    this.#stop();
    this.progress = { fraction: NaN, doing: 'Reading again' };
    this.#timer = setTimeout(() => void this.read(), pause);
  }

  async read(): Promise<void> {
    this.#stop();
    const request = new AbortController();
    this.#request = request;
    this.progress = { fraction: NaN, doing: 'Reading' };
    const { options } = this;
    try {
      const preview = await session.call(
        'import.preview',
        { source: this.source, options },
        this.#watch(request),
      );
      this.preview = preview;
      this.detection = withReading(this.detection, preview);
      this.failure = null;
    } catch (error) {
      if (this.#request !== request) return; // replaced by a later one
      this.#failed(error);
    }
    if (this.#request === request) this.#settle();
  }

  /** Gives up reading with the changed options and keeps those of what is shown. */
  cancelReading(): void {
    this.#stop();
    this.#settle();
    this.takeBack();
  }

  /** Back to the options of the preview. */
  takeBack(): void {
    this.failure = null;
    this.options = this.preview?.options ?? {};
    if (this.preview === null) void this.read();
  }

  /** Makes a project of the data, which is written in one go; true where it is open. */
  async open(): Promise<boolean> {
    this.#stop();
    const request = new AbortController();
    this.#request = request;
    this.opening = true;
    this.progress = { fraction: NaN, doing: 'Opening' };
    try {
      const params = { source: this.source, options: this.options };
      await session.call('import.commit', params, this.#watch(request));
      return true;
    } catch (error) {
      session.showError(error); // the preview is still true
      return false;
    } finally {
      this.opening = false;
      if (this.#request === request) this.#settle();
    }
  }

  close(): void {
    this.#stop();
  }

  #watch(request: AbortController) {
    return {
      signal: request.signal,
      onProgress: (progress: WorkProgress) => {
        if (this.#request === request) this.progress = progress;
      },
    };
  }

  #failed(error: unknown): void {
    if (!(error instanceof AppError)) {
      session.showError(error);
      this.failure = new AppError(
        'not-read',
        'The file could not be read because of a fault in the program.',
        'Choose another file, or start the program again.',
      );
    } else if (error.code === 'unknown-column' && this.options.columns !== undefined) {
      // The columns are others now, so types chosen for those before cannot be kept.
      this.note = 'The columns have changed, so the types you had chosen for them were let go.';
      this.options = withOption(this.options, 'columns', undefined);
      void this.read();
    } else if (error.code !== 'cancelled') {
      this.failure = error;
    }
  }

  #settle(): void {
    this.#request = null;
    this.progress = null;
  }

  #stop(): void {
    clearTimeout(this.#timer);
    const request = this.#request;
    this.#request = null;
    request?.abort();
  }
}
