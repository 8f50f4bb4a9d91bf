import type { Channel } from '../../src-shared/contract/channel.ts';
import type { EventName, Events } from '../../src-shared/contract/events.ts';
import { requests } from '../../src-shared/contract/requests.ts';
import { serve } from '../../src-shared/contract/server.ts';
import { createJobs } from '../jobs/jobs.ts';
import type { Environment } from './environment.ts';
import { createHandlers } from './handlers.ts';
import { OpenProjects } from './openProjects.ts';
import { openRecent } from './recent.ts';
import type { Services, WindowSession } from './services.ts';
import { openSettings } from './settings.ts';
import { createUploads } from './uploads.ts';

/** The program without its windows: the same in every host. */
export interface App {
  /** One window; its session ends when the channel closes. */
  connect(channel: Channel): void;
  /** A file was given to the program from outside: the window that was opened last is asked to open it. */
  openFile(path: string): void;
  /** A command was chosen in the system's menu, for the window that was opened last. */
  command(id: string): void;
  /** Ends the workers and lets go of all files. */
  close(): Promise<void>;
}

export function createApp(environment: Environment): App {
  const windows = new Set<WindowSession>();
  /** What happened while no window could show it. */
  const untold: string[] = [];
  function tell(text: string): void {
    if (windows.size === 0) untold.push(text);
    for (const window of windows) window.emit('message', { severity: 'caution', text });
  }
  function tellLast<Name extends EventName>(name: Name, payload: Events[Name]): void {
    [...windows].at(-1)?.emit(name, payload);
  }

  const { dataFolder } = environment;
  const recent = openRecent(dataFolder, tell);
  const services: Services = {
    environment,
    recent,
    settings: openSettings(dataFolder, tell),
    projects: new OpenProjects(dataFolder, recent),
    uploads: createUploads(dataFolder),
    jobs: createJobs(environment.startWorker),
  };
  const handlers = createHandlers(services);

  return {
    connect(channel) {
      const session: WindowSession = {
        project: null,
        ended: false,
        emit: (name, payload) => {
          server.emit(name, payload);
        },
      };
      const server = serve(channel, requests, handlers, session, environment.onBug);
      windows.add(session);
      channel.onClose(() => {
        windows.delete(session);
        session.ended = true;
        services.uploads.leave(session);
        services.projects.leave(session, { mayReturn: true });
      });
      for (const text of untold.splice(0)) session.emit('message', { severity: 'caution', text });
    },
    openFile: (path) => {
      tellLast('openFile', { path });
    },
    command: (id) => {
      tellLast('command', { id });
    },
    close() {
      services.jobs.close();
      services.projects.close();
      services.uploads.close();
      return Promise.resolve();
    },
  };
}
