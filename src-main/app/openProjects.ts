import { copyFileSync, existsSync, realpathSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { AppError } from '../../src-shared/model/appError.ts';
import type { Dataset } from '../../src-shared/model/dataset.ts';
import { createProject, openProject, withFile } from '../store/project.ts';
import type { ProjectStart } from '../store/project.ts';
import { OpenProject } from './openProject.ts';
import type { Emitter } from './openProject.ts';
import { openUntitledFolder } from './untitledFolder.ts';

export type { Emitter, OpenProject } from './openProject.ts';

/** How long a project stays open for a window that may be reloading, and for fits that are still running. */
const returnsWithinMs = 60_000;

/** What of the list of recent projects concerns open ones. */
export interface ProjectMemory {
  /** Puts it first. */
  add(project: { readonly path: string; readonly name: string; readonly untitled: boolean }): void;
  forget(path: string): void;
}

/** What a new project starts with besides its data. */
type NewProject = Omit<ProjectStart, 'dataset'>;

/** A window, from its connection to its end. */
export interface ProjectWindow extends Emitter {
  /** What it shows; changed by `OpenProjects.show` and `leave` only. */
  project: OpenProject | null;
  /** It is gone, though something that it asked for may still be under way. */
  ended: boolean;
}

/** All open projects of the program; each file is open once. */
export class OpenProjects {
  readonly #memory: ProjectMemory;
  readonly #untitled: ReturnType<typeof openUntitledFolder>;
  readonly #open = new Set<OpenProject>();
  readonly #closing = new Map<OpenProject, NodeJS.Timeout>();

  constructor(dataFolder: string, memory: ProjectMemory) {
    this.#memory = memory;
    this.#untitled = openUntitledFolder(dataFolder);
  }

  /** Opens a file, or takes the open project of it. AppError for everything wrong with it. */
  open(path: string): OpenProject {
    const file = withFile(path, () => realpathSync.native(path));
    return this.#openAt(file) ?? this.#add(new OpenProject(openProject(file), this.#untitled.contains(file)));
  }

  /** Makes an untitled project in the user's data folder. */
  async create(dataset: Dataset, start: NewProject): Promise<OpenProject> {
    const store = await createProject(this.#untitled.newPath(start.name), { ...start, dataset });
    return this.#add(new OpenProject(store, true));
  }

  /** Opens an untitled copy of a project file. */
  openCopy(path: string, name: string): OpenProject {
    const copy = this.#untitled.newPath(name);
    try {
      withFile(path, () => {
        copyFileSync(path, copy);
      });
      return this.#add(new OpenProject(openProject(copy), true));
    } catch (error) {
      rmSync(copy, { force: true });
      throw error;
    }
  }

  /** An open project by its id; null where it is closed. */
  find(id: string): OpenProject | null {
    return [...this.#open].find((project) => project.id === id) ?? null;
  }

  /** Makes the window show the project, and leave the one it showed before. */
  show(window: ProjectWindow, project: OpenProject): void {
    if (window.project === project || window.ended) return;
    this.leave(window, { mayReturn: false });
    this.#stay(project);
    window.project = project;
    project.windows.add(window);
  }

  /** The window shows it no longer. `mayReturn`: it may be reloading, so that the project stays open a while. */
  leave(window: ProjectWindow, { mayReturn }: { readonly mayReturn: boolean }): void {
    const { project } = window;
    if (project === null) return;
    window.project = null;
    project.windows.delete(window);
    if (project.windows.size > 0) return;
    if (mayReturn) this.#closeLater(project);
    else this.#close(project);
  }

  /**
   * Goes on in a copy at the path; an untitled project leaves its first place.
   *
   * @param overwrite whether an existing file may be replaced
   */
  saveAs(project: OpenProject, path: string, overwrite: boolean): void {
    const target = this.#targetOf(path);
    if (target === project.store.path && project.store.inPlace) return;
    if (withFile(target, () => existsSync(target))) this.#checkReplacing(target, overwrite);
    project.store.copyTo(target, basename(target, extname(target)));
    const { untitled } = project;
    const { path: former } = project.store;
    project.replaceStore(openProject(target));
    this.#remember(project);
    if (untitled) {
      this.#memory.forget(former);
      withFile(former, () => {
        rmSync(former, { force: true });
      });
    }
  }

  /** Deletes an untitled project that no window shows, for good. */
  deleteUntitled(path: string): void {
    if (!this.#untitled.contains(path)) {
      throw new AppError(
        'not-untitled',
        `${path} is no untitled project.`,
        'Delete a project that was saved where its file is.',
      );
    }
    const open = [...this.#open].find((project) => project.store.path === path);
    if (open !== undefined && (open.windows.size > 0 || open.busy)) {
      throw new AppError(
        'project-in-use',
        `“${open.name}” is open, so it was not deleted.`,
        'Close the project first.',
      );
    }
    if (open !== undefined) this.#close(open);
    withFile(path, () => {
      rmSync(path, { force: true });
    });
    this.#memory.forget(path);
  }

  close(): void {
    for (const project of this.#open) this.#close(project);
  }

  /** Until a window shows it, nobody may come. */
  #add(project: OpenProject): OpenProject {
    this.#open.add(project);
    this.#closeLater(project);
    this.#remember(project);
    return project;
  }

  #remember({ store: { path }, name, untitled }: OpenProject): void {
    this.#memory.add({ path, name, untitled });
  }

  #openAt(path: string): OpenProject | undefined {
    const found = [...this.#open].find((project) => project.store.path === path);
    if (found !== undefined) this.#remember(found);
    return found;
  }

  /** With the ending of projects, in the folder that its path leads to. */
  #targetOf(path: string): string {
    const named = extname(path).toLowerCase() === '.nestwise' ? path : `${path}.nestwise`;
    return withFile(named, () => {
      if (existsSync(named)) return realpathSync.native(named);
      const folder = dirname(named);
      if (existsSync(folder)) return join(realpathSync.native(folder), basename(named));
      throw new AppError('folder-not-found', `There is no folder ${folder}.`, 'Choose a folder that exists.');
    });
  }

  #checkReplacing(target: string, overwrite: boolean): void {
    if (statSync(target).isDirectory()) {
      throw new AppError('is-a-folder', `${target} is a folder.`, 'Give the project another name.');
    }
    if (!overwrite) {
      throw new AppError('file-exists', `${target} exists already.`, 'Replace it, or give another name.');
    }
    const open = this.#openAt(target);
    if (open !== undefined) throw openElsewhere(target);
    try {
      openProject(target).close();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // What is no project, or a damaged one, may be replaced when the user says so.
      if (error.code === 'project-in-use') throw openElsewhere(target);
    }
  }

  #stay(project: OpenProject): void {
    clearTimeout(this.#closing.get(project));
    this.#closing.delete(project);
  }

  #closeLater(project: OpenProject): void {
    this.#stay(project);
    const timer = setTimeout(() => {
      if (project.busy) this.#closeLater(project);
      else this.#close(project);
    }, returnsWithinMs);
    timer.unref();
    this.#closing.set(project, timer);
  }

  #close(project: OpenProject): void {
    this.#stay(project);
    this.#open.delete(project);
    project.close();
  }
}

function openElsewhere(path: string): AppError {
  return new AppError(
    'project-in-use',
    `${path} is open in another window, so it was not replaced.`,
    'Close it there first, or give another name.',
  );
}
