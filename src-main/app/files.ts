import { existsSync } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, extname, join, parse, resolve } from 'node:path';
import type { Handlers } from '../../src-shared/contract/definition.ts';
import type { FileKind, FolderListing, Requests } from '../../src-shared/contract/requests.ts';
import { AppError } from '../../src-shared/model/appError.ts';
import { endingsOf } from './fileKinds.ts';
import type { Services, WindowSession } from './services.ts';
import { userPath } from './userPath.ts';

type FileRequests = 'files.list' | 'files.createFolder' | 'files.exists' | 'files.show';
type Entry = FolderListing['entries'][number];

const inOrder = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** What the window's own file dialog needs. */
export function fileHandlers({
  environment,
  settings,
}: Services): Pick<Handlers<Requests, WindowSession>, FileRequests> {
  return {
    'files.list': ({ folder, kind }) =>
      list(folder === null ? firstFolder(settings.read().lastFolder) : userPath(folder), kind),
    'files.createFolder': async ({ folder, name }) => {
      const created = await createFolder(userPath(folder), name);
      return list(created, 'project');
    },
    'files.exists': ({ path }) => existsSync(userPath(path)),
    'files.show': async ({ path }) => {
      const file = userPath(path);
      // A program must not be started by showing it.
      if (![...endingsOf.html, ...endingsOf.pdf].includes(endingOf(file))) {
        throw new AppError('cannot-show', `${file} is no report.`, 'Open it from its folder.');
      }
      if (!existsSync(file)) {
        throw new AppError('file-not-found', `${file} is not there any more.`, 'Export the report again.');
      }
      await environment.showFile(file);
      return null;
    },
  };
}

async function list(folder: string, kind: FileKind): Promise<FolderListing> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    throw unreadable(folder, error);
  }
  const found = await Promise.all(
    names.filter((name) => !name.startsWith('.')).map((name) => entryOf(join(folder, name), name, kind)),
  );
  const entries = found.filter((entry) => entry !== null);
  entries.sort((a, b) =>
    a.kind === b.kind ? inOrder.compare(a.name, b.name) : a.kind === 'folder' ? -1 : 1,
  );
  const parent = dirname(folder);
  return { folder, parent: parent === folder ? null : parent, places: places(), entries };
}

/** Null for what is neither a folder nor a file of the kind, and for what cannot be looked at. */
async function entryOf(path: string, name: string, kind: FileKind): Promise<Entry | null> {
  try {
    const found = await stat(path);
    const modifiedAt = found.mtime.toISOString();
    if (found.isDirectory()) return { name, path, kind: 'folder', size: 0, modifiedAt };
    if (!found.isFile() || !endingsOf[kind].includes(endingOf(name))) return null;
    return { name, path, kind: 'file', size: found.size, modifiedAt };
  } catch (error) {
    // A link to nothing, a file that has just gone, or one of another user.
    if ('code' in (error as Error)) return null;
    throw error;
  }
}

async function createFolder(parent: string, name: string): Promise<string> {
  const trimmed = name.trim();
  if (trimmed === '' || trimmed === '.' || trimmed === '..' || /[/\\\0]/.test(trimmed)) {
    throw new AppError(
      'bad-folder-name',
      `A folder cannot be called ${JSON.stringify(name)}.`,
      'Give a name without / and \\.',
    );
  }
  const folder = join(parent, trimmed);
  try {
    await mkdir(folder);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') {
      throw new AppError('folder-exists', `${folder} exists already.`, 'Choose it, or give another name.');
    }
    throw new AppError(
      'cannot-create-folder',
      `${folder} could not be made: ${message}`,
      'Choose a folder that you may write to.',
    );
  }
  return folder;
}

function firstFolder(lastFolder: string | null): string {
  const documents = join(homedir(), 'Documents');
  return [lastFolder, documents].find((folder) => folder !== null && existsSync(folder)) ?? homedir();
}

function places(): FolderListing['places'] {
  const home = homedir();
  const usual = [
    { name: 'Home', path: home },
    ...['Documents', 'Downloads', 'Desktop'].map((name) => ({ name, path: join(home, name) })),
    ...roots().map((path) => ({ name: path === '/' ? 'Computer' : path, path })),
  ];
  return usual.filter(({ path }) => existsSync(path));
}

/** The drives of Windows; elsewhere the one root. */
function roots(): string[] {
  if (process.platform !== 'win32') return [parse(resolve('/')).root];
  return Array.from({ length: 24 }, (_, i) => `${String.fromCharCode(67 + i)}:\\`);
}

function unreadable(folder: string, error: unknown): AppError {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') {
    return new AppError('folder-not-found', `There is no folder ${folder}.`, 'Choose another one.');
  }
  if (code === 'ENOTDIR') {
    return new AppError('not-a-folder', `${folder} is a file.`, 'Choose a folder.');
  }
  return new AppError(
    'folder-unreadable',
    `The folder ${folder} cannot be read: ${message}`,
    'Choose a folder that you may read.',
  );
}

function endingOf(name: string): string {
  return extname(name).slice(1).toLowerCase();
}
