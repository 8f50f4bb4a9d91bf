import { randomUUID } from 'node:crypto';
import { basename, extname } from 'node:path';
import type { EventName, Events } from '../../src-shared/contract/events.ts';
import type { Failure, ProjectState, RunState } from '../../src-shared/model/project.ts';
import type { Project } from '../store/project.ts';
import { LiveAnalyses } from './liveAnalyses.ts';
import { projectState } from './projectState.ts';

/** Somebody who hears events: a window. */
export interface Emitter {
  emit<Name extends EventName>(name: Name, payload: Events[Name]): void;
}

/** An open project file, shared by all windows that show it. */
export class OpenProject {
  /** The same as long as it is open, through "Save as" too. */
  readonly id = randomUUID();
  /** Those that show it. */
  readonly windows = new Set<Emitter>();
  /** Fits that wait or run, by model. */
  readonly runs = new Map<number, RunState>();
  /** How to end them; called where a running model is deleted or the project is closed. */
  readonly cancels = new Map<number, () => void>();
  /** Why the last run of a model ended without a result. */
  readonly failures = new Map<number, Failure>();
  /** What is asked on top of results and has no answer yet. */
  readonly analyses = new LiveAnalyses((modelId, kind) => {
    const analysis = this.state()
      .models.find(({ id }) => id === modelId)
      ?.analyses.find((one) => one.kind === kind);
    if (analysis !== undefined) this.#tell('analysis', { projectId: this.id, modelId, analysis });
  });
  #store: Project;
  #untitled: boolean;

  constructor(store: Project, untitled: boolean) {
    this.#store = store;
    this.#untitled = untitled;
  }

  /** The file; another one after "Save as": never keep it across an await. */
  get store(): Project {
    return this.#store;
  }

  /** Whether the file is in the user's data folder until it is saved somewhere. */
  get untitled(): boolean {
    return this.#untitled;
  }

  /** A saved file has the name that it has in its folder, whoever renamed it. */
  get name(): string {
    if (this.#untitled) return this.#store.name;
    const { path } = this.#store;
    return basename(path, extname(path));
  }

  /** Whether a fit or an analysis waits or runs. */
  get busy(): boolean {
    return this.runs.size > 0 || this.analyses.busy;
  }

  state(): ProjectState {
    return projectState(this, this.name, this.#untitled ? null : this.#store.path);
  }

  /** Tells the new state to all its windows. Call it after every change. */
  changed(): ProjectState {
    const state = this.state();
    this.#tell('project', state);
    return state;
  }

  /** Notes how far a run is and tells it to all its windows. */
  emitRun(modelId: number, run: RunState): void {
    this.runs.set(modelId, run);
    this.#tell('run', { projectId: this.id, modelId, run });
  }

  /** Goes on with a copy that was saved elsewhere. */
  replaceStore(store: Project): void {
    this.#store.close();
    this.#store = store;
    this.#untitled = false;
  }

  /** Ends its runs and lets go of the file. */
  close(): void {
    for (const cancel of [...this.cancels.values()]) cancel();
    this.analyses.cancelAll();
    this.#store.close();
  }

  #tell<Name extends EventName>(name: Name, payload: Events[Name]): void {
    for (const window of this.windows) window.emit(name, payload);
  }
}
