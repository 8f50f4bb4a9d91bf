import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { documentOf } from '../../src-main/app/documents.ts';
import { exportHandlers } from '../../src-main/app/exports.ts';
import type { OpenProject } from '../../src-main/app/openProject.ts';
import type { Services } from '../../src-main/app/services.ts';
import { renderHtml } from '../../src-shared/report/renderHtml.ts';
import { modelOf, startTestApp } from '../helpers/appWindow.ts';
import { sleepstudyResult } from '../helpers/reportSleepstudy.ts';

let folder: string;
let project: OpenProject;
const printPdf = vi.fn((_html: string, path: string) => {
  writeFileSync(path, '%PDF');
  return Promise.resolve();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nestwise-export-'));
  printPdf.mockClear();
  const path = join(folder, 'mine.html');
  writeFileSync(path, 'a project');
  project = {
    store: {
      path,
      dataset: { name: '<script>.csv', variables: [{ name: 'Days', label: '', unit: 'day' }] },
      models: [
        { id: 1, name: 'A', result: { id: 7, answers: [] } },
        { id: 2, name: 'B', result: null },
      ],
      readAnswers: () => [],
      readResult: (id: number) => (id === 1 ? sleepstudyResult() : null),
    },
  } as unknown as OpenProject;
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function exportReport(
  format: 'html' | 'pdf',
  path: string,
  more: { modelId?: number; overwrite?: boolean } = {},
) {
  const handlers = exportHandlers({ environment: { printPdf } } as unknown as Services);
  const params = { modelId: 1, overwrite: false, format, path, ...more };
  return handlers['result.export'](params, { session: { project } } as never);
}

it('writes the page that the pane shows, and prints the same one', async () => {
  const page = renderHtml(documentOf(project, 1));
  expect(page).toContain('&lt;script&gt;.csv');
  const html = join(folder, 'Größe.htm');
  expect(await exportReport('html', html)).toEqual({ path: html });
  expect(readFileSync(html, 'utf8')).toBe(page);
  // The ending of the format is added where there is another one.
  expect(await exportReport('pdf', join(folder, 'v1.2'))).toEqual({ path: join(folder, 'v1.2.pdf') });
  expect(printPdf).toHaveBeenCalledExactlyOnceWith(page, join(folder, 'v1.2.pdf'));
});

it('replaces a file only when asked', async () => {
  const path = join(folder, 'r.html');
  writeFileSync(path, 'earlier');
  await expect(exportReport('html', path)).rejects.toMatchObject({ code: 'file-exists' });
  expect(readFileSync(path, 'utf8')).toBe('earlier');
  await exportReport('html', path, { overwrite: true });
  expect(readFileSync(path, 'utf8')).toMatch(/^<!doctype html>/);
  expect(readdirSync(folder).sort()).toEqual(['mine.html', 'r.html']);
});

it('never replaces the open project, a folder, or anything in a folder that is not there', async () => {
  mkdirSync(join(folder, 'd.pdf'));
  const overwrite = true;
  await expect(exportReport('html', join(folder, 'mine.html'), { overwrite })).rejects.toMatchObject({
    code: 'is-open-project',
  });
  await expect(exportReport('pdf', join(folder, 'd.pdf'), { overwrite })).rejects.toMatchObject({
    code: 'is-a-folder',
  });
  await expect(exportReport('html', join(folder, 'no', 'r.html'))).rejects.toMatchObject({
    code: 'folder-not-found',
  });
  await expect(exportReport('html', 'r.html')).rejects.toMatchObject({ code: 'bad-path' });
  expect(existsSync('r.html')).toBe(false);
});

it('says that there is no result', async () => {
  await expect(exportReport('html', join(folder, 'r.html'), { modelId: 2 })).rejects.toMatchObject({
    code: 'no-result',
  });
});

it('writes the rows of a result, and not beside data that were changed since', async () => {
  const window = startTestApp().connect();
  const { id: modelId, draft } = modelOf(await window.call('example.open', { exampleId: 'trial' }));
  await window.call('model.change', {
    modelId,
    draft: { ...draft, groupings: [], residual: { structure: 'un', subject: ['subject'], time: 'visit' } },
    label: 'Change',
  });
  const path = join(folder, 'rows.csv');
  const exportRows = (overwrite = false) => window.call('result.exportRows', { modelId, path, overwrite });
  await expect(exportRows()).rejects.toMatchObject({ code: 'no-result' });
  const fitted = window.project(
    (state) => modelOf(state, modelId).run === null && modelOf(state, modelId).result !== null,
  );
  await window.call('model.run', { modelId });
  const { dataset } = await fitted;
  expect(await exportRows()).toEqual({ path });
  const { data } = Papa.parse<Record<string, string>>(readFileSync(path, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  expect(Object.keys(data[0])).toEqual([
    ...dataset.variables.map(({ name }) => name),
    'fitted',
    'residual',
    'scaled_residual',
  ]);
  expect(data.length).toBe(800);
  expect(data.filter(({ residual }) => residual !== '').length).toBe(616);
  for (const row of data) {
    if (row['score'] === '')
      expect([row['fitted'], row['residual'], row['scaled_residual']]).toEqual(['', '', '']);
    else expect(Number(row['score']) - Number(row['fitted'])).toBeCloseTo(Number(row['residual']), 10);
  }
  await expect(exportRows()).rejects.toMatchObject({ code: 'file-exists' });
  const variableId = dataset.variables.find(({ name }) => name === 'score')!.id;
  await window.call('data.editCell', { variableId, row: 0, text: '12' });
  await expect(exportRows(true)).rejects.toMatchObject({ code: 'result-out-of-date' });
});
