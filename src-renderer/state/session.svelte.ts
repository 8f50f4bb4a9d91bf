import type { CallOptions } from '../../src-shared/contract/caller.ts';
import type { ParamsOf, ProgressOf, ResultOf } from '../../src-shared/contract/definition.ts';
import type { DataSource, Requests, StartInfo } from '../../src-shared/contract/requests.ts';
import { AppError } from '../../src-shared/model/appError.ts';
import type { ModelState, ProjectState } from '../../src-shared/model/project.ts';
import type { Backend } from '../backend/backend.ts';

/** What the window shows. */
export type View =
  | { readonly kind: 'start' }
  | { readonly kind: 'import'; readonly source: DataSource; readonly name: string }
  | { readonly kind: 'data' }
  | { readonly kind: 'model'; readonly modelId: number };

/** A line that tells what happened; `caution` and `serious` stay until closed. */
export interface ShownMessage {
  readonly id: number;
  readonly severity: 'info' | 'caution' | 'serious';
  readonly text: string;
  readonly hint: string;
}

/** The one state of a window: the open project as the back end tells it, and what is shown of it. */
class Session {
  #backend: Backend | null = null;
  #lastMessage = 0;
  info = $state.raw<StartInfo | null>(null);
  project = $state.raw<ProjectState | null>(null);
  view = $state.raw<View>({ kind: 'start' });
  messages = $state.raw<readonly ShownMessage[]>([]);

  get model(): ModelState | null {
    const { view, project } = this;
    if (view.kind !== 'model' || project === null) return null;
    return project.models.find((model) => model.id === view.modelId) ?? null;
  }

  attach(backend: Backend): void {
    this.#backend = backend;
  }

  /** Asks the back end; the caller handles errors. */
  call<Name extends keyof Requests>(
    name: Name,
    params: ParamsOf<Requests[Name]>,
    options?: CallOptions<ProgressOf<Requests[Name]>>,
  ): Promise<ResultOf<Requests[Name]>> {
    if (this.#backend === null) throw new Error('The window is not connected yet.');
    return this.#backend.call(name, params, options);
  }

  /** Asks the back end and shows a failure as a message; null then, and after a cancel. */
  async ask<Name extends keyof Requests>(
    name: Name,
    params: ParamsOf<Requests[Name]>,
    options?: CallOptions<ProgressOf<Requests[Name]>>,
  ): Promise<ResultOf<Requests[Name]> | null> {
    try {
      return await this.call(name, params, options);
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'cancelled')) this.showError(error);
      return null;
    }
  }

  showError(error: unknown): void {
    if (error instanceof AppError) this.show('caution', error.message, error.hint);
    else this.show('serious', error instanceof Error ? error.message : String(error));
  }

  show(severity: ShownMessage['severity'], text: string, hint = ''): void {
    this.messages = [...this.messages, { id: ++this.#lastMessage, severity, text, hint }];
  }

  dismiss(id: number): void {
    this.messages = this.messages.filter((message) => message.id !== id);
  }
}

export const session = new Session();
