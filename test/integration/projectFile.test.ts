import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openProject } from '../../src-main/store/project.ts';
import { cellsOf, closing, smallProject } from '../helpers/projectFiles.ts';
import { root } from '../helpers/runCli.ts';

function start(
  path: string,
  args: readonly string[],
  user: { uid?: number } = {},
): { child: ChildProcess; lines: AsyncIterator<string> } {
  const script = join(root, 'test/helpers/projectProcess.ts');
  const child = spawn(process.execPath, [script, path, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    ...user,
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

describe('a project file', () => {
  it('has every change that was acknowledged before a kill, and is intact', async () => {
    const project = await smallProject();
    const { path } = project;
    project.close();
    let edit = 100;
    for (const edits of [3, 11, 6]) {
      const { child, lines } = start(path, ['change', String(edit)]);
      await lines.next(); // open
      for (let i = 0; i < edits; i++) await lines.next();
      await kill(child);
      // What it still said before it was gone counts as well.
      let last = edit + edits - 1;
      for (let line = await lines.next(); line.done !== true; line = await lines.next())
        last = Number(line.value);

      const after = openProject(path);
      expect(after).toMatchObject({ damaged: false, readOnly: false });
      // One more edit may have reached the disk without being told.
      const done = after.undoLabel === `Edit score in row ${((last + 1) % 6) + 1}` ? last + 1 : last;
      expect(after.undoLabel).toBe(`Edit score in row ${(done % 6) + 1}`);
      const rows = [0, 1, 2, 3, 4, 5];
      const latest = rows.map((row) => done - ((((done - row) % 6) + 6) % 6));
      const cells = cellsOf(after, 'score');
      for (const row of rows) if (latest[row] >= 100) expect(cells[row]).toBe(latest[row]);
      after.undo();
      after.redo();
      expect(cellsOf(after, 'score')).toEqual(cells);
      after.close();
      edit = done + 1;
    }
  });

  it('that is open in another process is left to it, until that one ends', async () => {
    const project = await smallProject();
    const { path } = project;
    project.close();
    const { child, lines } = start(path, ['hold']);
    expect((await lines.next()).value).toBe('open');
    expect(() => openProject(path)).toThrow('“small.nestwise” is open in another Nestwise');
    await kill(child);
    expect(closing(openProject(path)).readOnly).toBe(false);
  });

  it.runIf(process.platform !== 'win32')('in a write-protected place is opened for reading', async () => {
    const project = await smallProject();
    const { path } = project;
    project.close();
    const folder = dirname(path);
    chmodSync(path, 0o444);
    chmodSync(folder, 0o555);
    onTestFinished(() => {
      chmodSync(folder, 0o755);
    });
    // Root may write everywhere: the process is another user's then.
    const { lines } = start(path, ['try'], process.getuid?.() === 0 ? { uid: 65534 } : {});
    expect(JSON.parse(String((await lines.next()).value))).toEqual({
      readOnly: true,
      cells: ['b', 'a', '<script>', null, 'a', 'b'],
      code: 'read-only',
    });
  });
});
