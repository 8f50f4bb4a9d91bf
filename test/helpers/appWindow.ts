import { onTestFinished } from 'vitest';
import { createApp } from '../../src-main/app/createApp.ts';
import { workerEntry } from '../../src-main/app/places.ts';
import { forkWorker } from '../../src-main/jobs/forkWorker.ts';
import type { WorkerProcess } from '../../src-main/jobs/workerProcess.ts';
import { createCaller, type Caller } from '../../src-shared/contract/caller.ts';
import type { EventName, Events } from '../../src-shared/contract/events.ts';
import type { Requests } from '../../src-shared/contract/requests.ts';
import type { ModelState, ProjectState } from '../../src-shared/model/project.ts';
import { channelPair } from './channelPair.ts';
import { temporaryFolder } from './projectFiles.ts';

/** A window without a screen, on the whole back end with a data folder and workers of its own. */
export interface AppWindow extends Caller<Requests> {
  /** All of a name so far, the latest last. */
  events<Name extends EventName>(name: Name): readonly Events[Name][];
  /** The first state, from now on, that fulfils the condition. */
  project(condition: (project: ProjectState) => boolean): Promise<ProjectState>;
  close(): void;
}

export interface TestApp {
  readonly dataFolder: string;
  /** The workers started so far: the first one fits. */
  readonly workers: readonly WorkerProcess[];
  connect(): AppWindow;
}

export function startTestApp(): TestApp {
  const dataFolder = temporaryFolder();
  const workers: WorkerProcess[] = [];
  const app = createApp({
    version: '0.0.0',
    host: 'web',
    dataFolder,
    openPath: null,
    startWorker: () => {
      workers.push(forkWorker(workerEntry));
      return workers.at(-1)!;
    },
    printPdf: () => Promise.reject(new Error('There is no printer here.')),
    dialogs: null,
    showFile: () => Promise.resolve(),
    onBug: (error) => {
      throw error;
    },
  });
  onTestFinished(() => app.close());
  return {
    dataFolder,
    workers,
    connect() {
      const [near, far] = channelPair();
      app.connect(far);
      return windowOf(near);
    },
  };
}

function windowOf(channel: ReturnType<typeof channelPair>[0]): AppWindow {
  const heard: { readonly name: string; readonly payload: unknown }[] = [];
  const waiting = new Set<(project: ProjectState) => void>();
  const caller = createCaller<Requests>(channel, (name, payload) => {
    heard.push({ name, payload });
    if (name === 'project') for (const listener of [...waiting]) listener(payload as ProjectState);
  });
  return {
    ...caller,
    events: <Name extends EventName>(name: Name) =>
      heard.filter((event) => event.name === name).map((event) => event.payload as Events[Name]),
    project: (condition) =>
      new Promise((resolve) => {
        const listener = (project: ProjectState) => {
          if (!condition(project)) return;
          waiting.delete(listener);
          resolve(project);
        };
        waiting.add(listener);
      }),
    close: () => {
      channel.close();
    },
  };
}

/** The model of a project, by its id; the last one without. */
export function modelOf(project: ProjectState, id?: number): ModelState {
  const model = id === undefined ? project.models.at(-1) : project.models.find((one) => one.id === id);
  if (model === undefined) throw new Error('There is no such model.');
  return model;
}
