import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Handlers } from '../../src-shared/contract/definition.ts';
import type { Requests } from '../../src-shared/contract/requests.ts';
import { AppError } from '../../src-shared/model/appError.ts';
import { jsonFile } from './jsonFile.ts';
import type { RecentProjects, Services, WindowSession } from './services.ts';

/** More than anybody looks through. */
const maxRecent = 30;

const storedSchema = z.array(
  z.object({ path: z.string(), name: z.string(), openedAt: z.string(), untitled: z.boolean() }),
);
type Stored = z.infer<typeof storedSchema>;

/** @param tell hears in a sentence what went wrong with the list, which never stops what else is done */
export function openRecent(dataFolder: string, tell: (text: string) => void): RecentProjects {
  const file = jsonFile<Stored>(join(dataFolder, 'recent.json'), storedSchema, [], tell);
  function write(list: Stored): void {
    try {
      file.write(list);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      tell(error.message);
    }
  }
  const others = (path: string) => file.read().filter((project) => project.path !== path);
  return {
    list: () => file.read().map((project) => ({ ...project, exists: existsSync(project.path) })),
    add({ path, name, untitled }) {
      const added = { path, name, openedAt: new Date().toISOString(), untitled };
      write([added, ...others(path)].slice(0, maxRecent));
    },
    forget(path) {
      write(others(path));
    },
  };
}

export function recentHandlers({
  projects,
  recent,
}: Services): Pick<Handlers<Requests, WindowSession>, 'recent.list' | 'recent.forget' | 'recent.delete'> {
  return {
    'recent.list': () => recent.list(),
    'recent.forget': ({ path }) => {
      recent.forget(path);
      return recent.list();
    },
    'recent.delete': ({ path }) => {
      projects.deleteUntitled(path);
      return recent.list();
    },
  };
}
