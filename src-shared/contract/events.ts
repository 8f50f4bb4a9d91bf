import type { AnalysisState, ModelState, ProjectState, RunState } from '../model/project.ts';

/** What the back end tells windows without being asked. */
export interface Events {
  /** The project this window shows has changed. */
  project: ProjectState;
  /** A fit of this project has got on; far more frequent than `project`. */
  run: { readonly projectId: string; readonly modelId: ModelState['id']; readonly run: RunState };
  /** An analysis of this project has got on. */
  analysis: {
    readonly projectId: string;
    readonly modelId: ModelState['id'];
    readonly analysis: AnalysisState;
  };
  /** A file was given to the program from outside (double click, second start, menu). */
  openFile: { readonly path: string };
  /** A command chosen in the system's menu: the id of one of the window's commands. */
  command: { readonly id: string };
  /** Something happened that no request is waiting to hear, such as a lost worker. */
  message: { readonly severity: 'info' | 'caution' | 'serious'; readonly text: string };
}
export type EventName = keyof Events;
