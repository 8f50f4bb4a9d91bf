import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startTestApp, type AppWindow } from '../helpers/appWindow.ts';

/** Sends a file in pieces, as a window does. */
async function upload(window: AppWindow, name: string, text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const id = await window.call('upload.begin', { name, size: bytes.length });
  for (let from = 0; from < bytes.length; from += 1000) {
    await window.call('upload.append', { upload: id, bytes: bytes.slice(from, from + 1000) });
  }
  return id;
}

describe('a data file', () => {
  it('that was uploaded is shown first, then opened under its own name without being read again', async () => {
    const app = startTestApp();
    const window = app.connect();
    const lines = Array.from({ length: 300 }, (_, i) => `${i % 3 === 0 ? '' : i / 4};<i>${i % 5}</i>`);
    const source = { upload: await upload(window, 'Ω “a” <b>.csv', `x;g\n${lines.join('\n')}\nbad;q\n`) };
    const progress: number[] = [];
    const preview = await window.call(
      'import.preview',
      { source, options: {} },
      { onProgress: ({ fraction }) => progress.push(fraction) },
    );
    expect(progress[0]).toBe(0);
    expect(preview).toMatchObject({ name: 'Ω “a” <b>.csv', nRows: 301, options: {}, nProblems: 1 });
    expect(preview.detected.delimiter).toBe(';');
    expect(preview.problems).toEqual([
      { line: 302, row: 301, column: 'x', value: 'bad', reason: 'it is not a number' },
    ]);
    const [x, g] = preview.columns;
    expect(x).toMatchObject({ name: 'x', type: 'continuous', missing: 101 });
    expect(x.cells).toHaveLength(200);
    expect(x.cells.slice(0, 3)).toEqual([null, 0.25, 0.5]);
    expect(g.cells[1]).toBe('<i>1</i>');

    // What is not on the disk any more can only come from the last reading.
    const [own] = readdirSync(join(app.dataFolder, 'uploads'));
    writeFileSync(join(app.dataFolder, 'uploads', own, source.upload), '');
    const project = await window.call('import.commit', { source, options: {} });
    expect(project).toMatchObject({ name: 'Ω “a” <b>', path: null });
    expect(project.dataset).toMatchObject({ name: 'Ω “a” <b>.csv', nRows: 301 });
    expect(readdirSync(join(app.dataFolder, 'uploads', own))).toEqual([]);
    expect(window.events('project').length).toBe(0); // it answers with the state
  });

  it('is read again where the options differ or the file has changed', async () => {
    const app = startTestApp();
    const window = app.connect();
    const path = join(app.dataFolder, 'visits.tsv');
    writeFileSync(path, 'a\tb\n1\tu\n2\tv\n');
    const source = { path };
    const first = await window.call('import.preview', { source, options: {} });
    expect(first.columns.map(({ type }) => type)).toEqual(['continuous', 'nominal']);
    const options = { columns: { a: 'nominal' } } as const;
    const second = await window.call('import.preview', { source, options });
    expect(second).toMatchObject({ options, detected: { delimiter: '\t' } });
    expect(second.columns[0].type).toBe('nominal');
    writeFileSync(path, 'a\tb\n1\tu\n2\tv\n3\tw\n');
    expect((await window.call('import.commit', { source, options })).dataset.nRows).toBe(3);
    expect(readFileSync(path, 'utf8')).toContain('3\tw');
  });

  it('with many columns is saved column by column, and other requests are answered meanwhile', async () => {
    const app = startTestApp();
    const [window, other] = [app.connect(), app.connect()];
    const path = join(app.dataFolder, 'wide.csv');
    const line = (cell: (j: number) => string) => Array.from({ length: 50 }, (_, j) => cell(j)).join(',');
    writeFileSync(path, [line((j) => `v${j}`), line((j) => `${j}`), line((j) => `${2 * j}`)].join('\n'));
    const order: string[] = [];
    const shares: number[] = [];
    const asked: Promise<unknown>[] = [];
    await window.call(
      'import.commit',
      { source: { path }, options: {} },
      {
        onProgress: ({ fraction, doing }) => {
          if (doing !== 'Saving the project') return;
          shares.push(fraction);
          if (asked.length === 0)
            asked.push(other.call('recent.list', {}).then(() => order.push('answered')));
        },
      },
    );
    order.push('saved');
    await Promise.all(asked);
    expect(order).toEqual(['answered', 'saved']);
    expect(shares).toHaveLength(50);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it('that cannot be read is answered by its name', async () => {
    const app = startTestApp();
    const window = app.connect();
    const preview = (path: string) => window.call('import.preview', { source: { path }, options: {} });
    await expect(preview(join(app.dataFolder, 'none.csv'))).rejects.toMatchObject({
      code: 'file-not-found',
      message: expect.stringContaining('none.csv') as string,
    });
    await expect(preview(app.dataFolder)).rejects.toMatchObject({ code: 'not-a-file' });
    await expect(preview('relative.csv')).rejects.toMatchObject({ code: 'bad-path' });
    writeFileSync(join(app.dataFolder, 'empty.csv'), '');
    await expect(preview(join(app.dataFolder, 'empty.csv'))).rejects.toMatchObject({ code: 'empty-file' });
    await expect(
      window.call('import.commit', { source: { upload: 'none' }, options: {} }),
    ).rejects.toMatchObject({ code: 'upload-gone' });
  });
});
