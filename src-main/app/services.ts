import type { RecentProject, Settings } from '../../src-shared/model/settings.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Environment } from './environment.ts';
import type { OpenProjects, ProjectMemory, ProjectWindow } from './openProjects.ts';

/** What the program remembers between sessions, apart from projects. */
export interface SettingsFile {
  read(): Settings;
  /** Writes at once; the answer is the whole. */
  change(part: { readonly [Key in keyof Settings]?: Settings[Key] | undefined }): Settings;
}

/** The list of projects opened before, the latest first. */
export interface RecentProjects extends ProjectMemory {
  list(): readonly RecentProject[];
}

/** Files that a window sent, kept in a temporary folder until discarded or the program ends. */
export interface Uploads {
  /** Answers the id of the upload, which belongs to the owner: a window. */
  begin(name: string, size: number, owner: object): string;
  append(upload: string, bytes: Uint8Array): void;
  /** The complete file. AppError where the upload is unknown or incomplete. */
  find(upload: string): { readonly path: string; readonly name: string };
  discard(upload: string): void;
  /** Removes those of a window that is gone. */
  leave(owner: object): void;
  /** Removes all of them. */
  close(): void;
}

/** What the handlers share: one of each for the whole program. */
export interface Services {
  readonly environment: Environment;
  readonly jobs: Jobs;
  readonly projects: OpenProjects;
  readonly settings: SettingsFile;
  readonly recent: RecentProjects;
  readonly uploads: Uploads;
}

/** One window, from its connection to its end. */
export type WindowSession = ProjectWindow;
