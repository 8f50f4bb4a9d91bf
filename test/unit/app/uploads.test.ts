import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createUploads } from '../../../src-main/app/uploads.ts';
import { temporaryFolder } from '../../helpers/projectFiles.ts';

const window = {};
const bytes = (text: string) => new TextEncoder().encode(text);
const codeOf = (code: string) => expect.objectContaining({ name: 'AppError', code }) as Error;

describe('an upload', () => {
  it('is complete after all of its pieces, and keeps the name of the user', () => {
    const uploads = createUploads(temporaryFolder());
    const id = uploads.begin('<b> Ω 数据.csv', 6, window);
    uploads.append(id, bytes('a,b'));
    expect(() => uploads.find(id)).toThrow(codeOf('upload-incomplete'));
    uploads.append(id, bytes('\n1,'));
    const { path, name } = uploads.find(id);
    expect(name).toBe('<b> Ω 数据.csv');
    expect(readFileSync(path, 'utf8')).toBe('a,b\n1,');
  });

  it('takes no more bytes than were announced', () => {
    const uploads = createUploads(temporaryFolder());
    const id = uploads.begin('a.csv', 2, window);
    expect(() => {
      uploads.append(id, bytes('abc'));
    }).toThrow(codeOf('upload-too-long'));
  });

  it('is refused at once where the file is larger than what can be read', () => {
    const folder = temporaryFolder();
    const uploads = createUploads(folder);
    expect(() => uploads.begin('big.csv', 600e6, window)).toThrow(codeOf('file-too-large'));
    expect(existsSync(join(folder, 'uploads'))).toBe(false);
    uploads.begin('big.nestwise', 600e6, window);
  });

  it('stays in its folder whatever its name', () => {
    const folder = temporaryFolder();
    const uploads = createUploads(folder);
    for (const name of ['../../../up.csv', '..\\..\\up.csv', '/etc/up.csv']) {
      const { path, name: shown } = uploads.find(uploads.begin(name, 0, window));
      expect(shown).toBe('up.csv');
      expect(path.startsWith(join(folder, 'uploads'))).toBe(true);
    }
    expect(uploads.find(uploads.begin('x'.repeat(10_000), 0, window)).name).toHaveLength(10_000);
  });

  it('is gone when it is discarded, its window is gone, or the program ends', () => {
    const folder = temporaryFolder();
    const uploads = createUploads(folder);
    const [discarded, ofWindow, ofOther] = [window, window, {}].map((owner) => {
      const id = uploads.begin('a.csv', 0, owner);
      return { id, path: uploads.find(id).path };
    });
    uploads.discard(discarded.id);
    expect(existsSync(discarded.path)).toBe(false);
    expect(() => uploads.find(discarded.id)).toThrow(codeOf('upload-gone'));
    expect(existsSync(ofWindow.path)).toBe(true);
    uploads.leave(window);
    expect(existsSync(ofWindow.path)).toBe(false);
    expect(existsSync(ofOther.path)).toBe(true);
    uploads.close();
    expect(readdirSync(join(folder, 'uploads'))).toEqual([]);
  });

  it('that a dead process left is removed at the start, that of a living one stays', () => {
    const folder = temporaryFolder();
    // No system gives so high a number to a process.
    for (const pid of [2 ** 30, process.ppid]) {
      mkdirSync(join(folder, 'uploads', `${pid}`), { recursive: true });
      writeFileSync(join(folder, 'uploads', `${pid}`, 'left'), '');
    }
    createUploads(folder);
    expect(readdirSync(join(folder, 'uploads'))).toEqual([`${process.ppid}`]);
  });
});
