import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../../src-shared/model/appError.ts';

/** What a write that was cut off leaves may belong to a running program for so long. */
const abandonedAfterMs = 24 * 3600 * 1000;

/** Where projects live until they are saved somewhere. */
export interface UntitledFolder {
  /** A new path that tells a person what it is. */
  newPath(name: string): string;
  contains(path: string): boolean;
}

export function openUntitledFolder(dataFolder: string): UntitledFolder {
  const named = join(dataFolder, 'untitled');
  const folder = madeFolder(named, dataFolder);
  removeAbandoned(folder);
  return {
    newPath: (name) => join(folder, `${fileNameOf(name)} ${randomBytes(4).toString('hex')}.nestwise`),
    contains: (path) => dirname(path) === folder,
  };
}

/** AppError where the data folder cannot be used: nothing goes without it. */
function madeFolder(folder: string, dataFolder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    return realpathSync.native(folder);
  } catch (error) {
    throw new AppError(
      'no-data-folder',
      `The folder ${dataFolder}, where Nestwise keeps settings and untitled projects, cannot be used: ${(error as Error).message}.`,
      'Choose another one with --data-folder.',
    );
  }
}

/** Letters and digits of any script; short enough for every file system in the longest encoding. */
function fileNameOf(name: string): string {
  const plain = name
    .replace(/[^\p{L}\p{M}\p{N} _-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const short = Array.from(plain).slice(0, 40).join('').trim();
  return short === '' ? 'project' : short;
}

function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!name.endsWith('.partial')) continue;
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats !== undefined && Date.now() - stats.mtimeMs > abandonedAfterMs) rmSync(path, { force: true });
  }
}
