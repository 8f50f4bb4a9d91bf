import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { openUntitledFolder } from '../../../src-main/app/untitledFolder.ts';
import { temporaryFolder } from '../../helpers/projectFiles.ts';

it('names files so that a person knows them, whatever the project is called', () => {
  const folder = openUntitledFolder(temporaryFolder());
  const nameOf = (name: string) => basename(folder.newPath(name)).replace(/ [0-9a-f]{8}\.nestwise$/, '');
  expect(nameOf('sleep & study.csv')).toBe('sleep study csv');
  expect(nameOf('../../etc/passwd')).toBe('etc passwd');
  expect(nameOf('睡眠 Ω')).toBe('睡眠 Ω');
  expect(nameOf('<>?*')).toBe('project');
  expect(Buffer.byteLength(basename(folder.newPath('漢'.repeat(10_000))))).toBeLessThan(200);
  expect(folder.newPath('a')).not.toBe(folder.newPath('a'));
  expect(folder.contains(folder.newPath('a'))).toBe(true);
});

it('names the data folder where it cannot be used', () => {
  const file = join(temporaryFolder(), 'a file');
  writeFileSync(file, '');
  expect(() => openUntitledFolder(file)).toThrow(`The folder ${file}, where Nestwise keeps settings`);
});

it('removes what a write that was cut off left long ago, and nothing else', () => {
  const data = temporaryFolder();
  const folder = join(data, 'untitled');
  mkdirSync(folder);
  for (const name of ['old.nestwise.partial', 'new.nestwise.partial', 'old.nestwise']) {
    writeFileSync(join(folder, name), '');
    if (name.startsWith('old')) utimesSync(join(folder, name), 1, 1);
  }
  openUntitledFolder(data);
  expect(readdirSync(folder).sort()).toEqual(['new.nestwise.partial', 'old.nestwise']);
});
