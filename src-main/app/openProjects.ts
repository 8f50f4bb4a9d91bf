import type { EventName, Events } from '../../src-shared/contract/events.ts';
import type { Dataset } from '../../src-shared/model/dataset.ts';
import type { ModelDraft } from '../../src-shared/model/modelDraft.ts';
import type { Failure, ProjectState, RunState } from '../../src-shared/model/project.ts';
import type { Project } from '../store/project.ts';

/** Somebody who hears events: a window. */
export interface Emitter {
  emit<Name extends EventName>(name: Name, payload: Events[Name]): void;
}

/** What of the list of recent projects concerns open ones. */
export interface ProjectMemory {
  /** Puts it first. */
  add(project: { readonly path: string; readonly name: string; readonly untitled: boolean }): void;
  forget(path: string): void;
}

/** An open project file, shared by all windows that show it. */
export interface OpenProject {
  /** The same as long as it is open, through "Save as" too. */
  readonly id: string;
  /** The file; another one after "Save as": never keep it across an await. */
  readonly store: Project;
  /** Fits that wait or run, by model. */
  readonly runs: Map<number, RunState>;
  /** How to end them; called where a running model is deleted or the project is closed. */
  readonly cancels: Map<number, () => void>;
  /** Why the last run of a model ended without a result. */
  readonly failures: Map<number, Failure>;
  state(): ProjectState;
  /** Tells the new state to all its windows. Call it after every change. */
  changed(): void;
  /** Notes how far a run is and tells it to all its windows. */
  emitRun(modelId: number, run: RunState): void;
}

/** What a new project starts with besides its data. */
export interface NewProject {
  readonly name: string;
  readonly models?: readonly { readonly name: string; readonly draft: ModelDraft }[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly units?: Readonly<Record<string, string>>;
}

/** All open projects of the program; each file is open once. */
export interface OpenProjects {
  /** Opens a file, or takes the open project of it. AppError for everything wrong with it. */
  open(path: string): OpenProject;
  /** Makes an untitled project in the user's data folder. */
  create(dataset: Dataset, start: NewProject): OpenProject;
  /** Opens an untitled copy of a project file. */
  openCopy(path: string, name: string): OpenProject;
  /** An open project by its id; null where it is closed. */
  find(id: string): OpenProject | null;
  /** Makes the window show the project, and leave the one it showed before. */
  show(window: ProjectWindow, project: OpenProject): void;
  /** The window shows it no longer. `mayReturn`: it may be reloading, so that the project stays open a while. */
  leave(window: ProjectWindow, options: { readonly mayReturn: boolean }): void;
  saveAs(project: OpenProject, path: string, overwrite: boolean): void;
  close(): void;
}

export interface ProjectWindow extends Emitter {
  project: OpenProject | null;
}
