import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fileHandlers } from '../../../src-main/app/files.ts';
import type { Services } from '../../../src-main/app/services.ts';
import type { FileKind } from '../../../src-shared/contract/requests.ts';
import { defaultSettings } from '../../../src-shared/model/settings.ts';

let folder: string;
const showFile = vi.fn(() => Promise.resolve());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nestwise-files-'));
  showFile.mockClear();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function handlers(lastFolder: string | null = null) {
  return fileHandlers({
    environment: { showFile },
    settings: { read: () => ({ ...defaultSettings, lastFolder }) },
  } as unknown as Services);
}
const context = undefined as never;
const list = (path: string | null, kind: FileKind = 'data', last: string | null = null) =>
  handlers(last)['files.list']({ folder: path, kind }, context);

it('lists folders first, then files of the kind, as people count', async () => {
  for (const name of ['Zoo', 'apes']) mkdirSync(join(folder, name));
  for (const name of ['b10.CSV', 'b9.csv', 'B1.tsv', 'x.nestwise', 'é.txt', '.hidden.csv', 'no ending']) {
    writeFileSync(join(folder, name), '1,2');
  }
  mkdirSync(join(folder, '.git'));
  symlinkSync(join(folder, 'gone.csv'), join(folder, 'broken.csv'));
  const listing = await list(folder);
  expect(listing.entries.map(({ name }) => name)).toEqual([
    'apes',
    'Zoo',
    'B1.tsv',
    'b9.csv',
    'b10.CSV',
    'é.txt',
  ]);
  expect(listing.entries[3]).toMatchObject({ kind: 'file', size: 3, path: join(folder, 'b9.csv') });
  expect(listing.parent).toBe(dirname(folder));
  expect((await list(folder, 'project')).entries.map(({ name }) => name)).toEqual([
    'apes',
    'Zoo',
    'x.nestwise',
  ]);
});

it('starts in the last folder while that exists, and knows the root', async () => {
  expect((await list(null, 'data', folder)).folder).toBe(folder);
  expect((await list(null, 'data', join(folder, 'gone'))).folder).not.toBe(join(folder, 'gone'));
  const root = await list('/');
  expect(root.parent).toBe(null);
  expect(root.places).toContainEqual({ name: 'Home', path: homedir() });
  expect((await list('~')).folder).toBe(homedir());
});

it.each([
  ['a folder that is not there', (path: string) => join(path, 'gone'), 'folder-not-found'],
  ['a file', (path: string) => join(path, 'file'), 'not-a-folder'],
  ['a path without a root', () => 'data', 'bad-path'],
  ['a path with a zero byte', (path: string) => `${path}\0`, 'bad-path'],
])('refuses %s by name', async (_name, of, code) => {
  writeFileSync(join(folder, 'file'), '');
  await expect((async () => list(of(folder)))()).rejects.toMatchObject({ code });
});

it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'says that a folder cannot be read',
  async () => {
    const locked = join(folder, 'locked');
    mkdirSync(locked);
    chmodSync(locked, 0);
    await expect(list(locked)).rejects.toMatchObject({ code: 'folder-unreadable' });
    chmodSync(locked, 0o700);
  },
);

it('makes a folder and lists it', async () => {
  const create = (name: string) => handlers()['files.createFolder']({ folder, name }, context);
  expect(await create('  Größe <b>  ')).toMatchObject({ folder: join(folder, 'Größe <b>'), entries: [] });
  await expect(create('Größe <b>')).rejects.toMatchObject({ code: 'folder-exists' });
  for (const name of [' ', '..', 'a/b', 'a\\b']) {
    await expect(create(name)).rejects.toMatchObject({ code: 'bad-folder-name' });
  }
  await expect(create('x'.repeat(300))).rejects.toMatchObject({ code: 'cannot-create-folder' });
});

it('shows reports and nothing that could be a program', async () => {
  const show = async (path: string) => handlers()['files.show']({ path }, context);
  writeFileSync(join(folder, 'r.pdf'), '');
  writeFileSync(join(folder, 'r.desktop'), '');
  await show(join(folder, 'r.pdf'));
  expect(showFile).toHaveBeenCalledExactlyOnceWith(join(folder, 'r.pdf'));
  await expect(show(join(folder, 'r.desktop'))).rejects.toMatchObject({ code: 'cannot-show' });
  await expect(show(join(folder, 'gone.pdf'))).rejects.toMatchObject({ code: 'file-not-found' });
});
