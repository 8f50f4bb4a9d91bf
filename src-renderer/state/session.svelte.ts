import type { CallOptions } from '../../src-shared/contract/caller.ts';
import type { ParamsOf, ProgressOf, ResultOf } from '../../src-shared/contract/definition.ts';
import type { EventName, Events } from '../../src-shared/contract/events.ts';
import type { Requests, StartInfo } from '../../src-shared/contract/requests.ts';
import { AppError } from '../../src-shared/model/appError.ts';
import type { ModelState, ProjectState } from '../../src-shared/model/project.ts';
import type { Settings } from '../../src-shared/model/settings.ts';
import type { Backend, BackendListener } from '../backend/backend.ts';
import { opensProject, projectIn, withAnalysis, withRun } from './projectChanges.ts';
import { recall, remember } from './remembered.ts';
import type { View } from './view.ts';

/** A line that tells what happened; `caution` and `serious` stay until closed. */
export interface ShownMessage {
  readonly id: number;
  readonly severity: 'info' | 'caution' | 'serious';
  readonly text: string;
  readonly hint: string;
}

/** What the system asks of the window from outside: a file to open, a command of its menu. */
export interface Outside {
  readonly openFile: (path: string) => void;
  readonly command: (id: string) => void;
}

/** The one state of a window: the open project as the back end tells it, and what is shown of it. */
class Session {
  #backend: Backend | null = null;
  #outside: Outside | null = null;
  #lastMessage = 0;
  info = $state.raw<StartInfo | null>(null);
  project = $state.raw<ProjectState | null>(null);
  view = $state.raw<View>({ kind: 'start' });
  messages = $state.raw<readonly ShownMessage[]>([]);
  connection = $state.raw<'opening' | 'open' | 'lost'>('opening');

  get model(): ModelState | null {
    const { view, project } = this;
    if (view.kind !== 'model' || project === null) return null;
    return project.models.find((model) => model.id === view.modelId) ?? null;
  }

  /** Connects, and takes up the project that this window showed before it was reloaded. */
  async begin(connect: (listener: BackendListener) => Promise<Backend>, outside: Outside): Promise<void> {
    this.#outside = outside;
    this.#backend = await connect({
      event: this.#hear,
      lost: () => {
        this.connection = 'lost';
      },
      restored: () => void this.#restore(),
    });
    this.connection = 'open';
    this.info = await this.call('app.start', {});
    const before = recall();
    if (before !== null && (await this.#resume(before.projectId))) this.view = this.#possible(before.view);
    else if (this.info.openPath !== null) outside.openFile(this.info.openPath);
  }

  /** Asks the back end; the caller handles errors. */
  async call<Name extends keyof Requests>(
    name: Name,
    params: ParamsOf<Requests[Name]>,
    options?: CallOptions<ProgressOf<Requests[Name]>>,
  ): Promise<ResultOf<Requests[Name]>> {
    if (this.#backend === null) throw new Error('The window is not connected yet.');
    const result = await this.#backend.call(name, params, options);
    const project = projectIn(result);
    if (project !== null) this.#take(project, opensProject(name));
    return result;
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
      this.showError(error);
      return null;
    }
  }

  async changeSettings(change: Partial<Settings>): Promise<void> {
    // Shown at once; what the disk says comes after.
    if (this.info !== null) this.info = { ...this.info, settings: { ...this.info.settings, ...change } };
    await this.ask('settings.change', change);
  }

  /** Leaves the project. It is on disk already, also where it has no name yet. */
  async closeProject(): Promise<void> {
    const { project } = this;
    if (project === null) return;
    try {
      await this.call('project.close', {});
    } catch (error) {
      this.showError(error);
      return;
    }
    this.project = null;
    this.goTo({ kind: 'start' });
    await this.refreshRecent();
    this.#reassure(project);
  }

  async refreshRecent(): Promise<void> {
    const recent = await this.ask('recent.list', {});
    if (recent !== null && this.info !== null) this.info = { ...this.info, recent };
  }

  goTo(view: View): void {
    this.view = view;
    this.#remember();
  }

  /** Shows a failure; a cancel is none. */
  showError(error: unknown): void {
    if (!(error instanceof AppError)) {
      this.show('serious', error instanceof Error ? error.message : String(error));
    } else if (error.code === 'disconnected') {
      this.connection = 'lost'; // the banner says it
    } else if (error.code !== 'cancelled') {
      this.show('caution', error.message, error.hint);
    }
  }

  show(severity: ShownMessage['severity'], text: string, hint = ''): void {
    const others = this.messages.filter((message) => message.text !== text || message.hint !== hint);
    this.messages = [...others, { id: ++this.#lastMessage, severity, text, hint }];
  }

  dismiss(id: number): void {
    this.messages = this.messages.filter((message) => message.id !== id);
  }

  #hear = <Name extends EventName>(name: Name, payload: Events[Name]): void => {
    const event = { name, payload } as { [N in EventName]: { name: N; payload: Events[N] } }[EventName];
    if (event.name === 'project') {
      this.#take(event.payload, false);
    } else if (event.name === 'run') {
      const { projectId, modelId, run } = event.payload;
      if (this.project?.id === projectId) this.project = withRun(this.project, modelId, run);
    } else if (event.name === 'analysis') {
      const { projectId, modelId, analysis } = event.payload;
      if (this.project?.id === projectId) this.project = withAnalysis(this.project, modelId, analysis);
    } else if (event.name === 'openFile') {
      this.#outside?.openFile(event.payload.path);
    } else if (event.name === 'command') {
      this.#outside?.command(event.payload.id);
    } else {
      this.show(event.payload.severity, event.payload.text);
    }
  };

  /** What belongs to a project that was left meanwhile is not shown any more. */
  #take(project: ProjectState, opened: boolean): void {
    const before = this.project;
    if (!opened && before?.id !== project.id) return;
    this.project = project;
    if (before?.id !== project.id) this.messages = [];
    if (before !== null && before.id !== project.id) this.#reassure(before);
    this.view = before?.id === project.id ? this.#possible(this.view) : firstView(project);
    this.#remember();
  }

  /** A model may be gone, after undo or in another window. */
  #possible(view: View): View {
    const { project } = this;
    if (project === null || view.kind !== 'model') return view;
    return project.models.some((model) => model.id === view.modelId) ? view : firstView(project);
  }

  async #resume(projectId: string): Promise<boolean> {
    return (await this.ask('project.resume', { projectId })) !== null;
  }

  async #restore(): Promise<void> {
    this.connection = 'open';
    const { project, view } = this;
    const info = await this.ask('app.start', {});
    if (info !== null) this.info = info;
    if (project === null || info === null) return;
    if (await this.#resume(project.id)) {
      this.view = this.#possible(view);
      return;
    }
    // The program itself was started again. All is on disk, so that only the way back has to be found.
    this.project = null;
    this.goTo({ kind: 'start' });
    if (project.path !== null) await this.ask('project.open', { path: project.path });
    else
      this.show('caution', 'Nestwise was started again.', `“${project.name}” is among the recent projects.`);
  }

  /** Who leaves a project that was never saved under a name may worry about it. */
  #reassure({ path, name }: ProjectState): void {
    if (path === null) this.show('info', `“${name}” is kept among the recent projects.`);
  }

  #remember(): void {
    remember(this.project === null ? null : { projectId: this.project.id, view: this.view });
  }
}

function firstView(project: ProjectState): View {
  const [model] = project.models;
  return model === undefined ? { kind: 'data' } : { kind: 'model', modelId: model.id };
}

export const session = new Session();
