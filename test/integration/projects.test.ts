import { existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ProjectState } from '../../src-shared/model/project.ts';
import { modelOf, startTestApp, type AppWindow } from '../helpers/appWindow.ts';

const open = (window: AppWindow): Promise<ProjectState> =>
  window.call('example.open', { exampleId: 'sleepstudy' });

function variableId(project: ProjectState, name: string): number {
  return project.dataset.variables.find((variable) => variable.name === name)!.id;
}

const untitledFiles = (dataFolder: string) => readdirSync(join(dataFolder, 'untitled'));

describe('a project', () => {
  it('is kept without a name, and leaves its first place when it is saved', async () => {
    const app = startTestApp();
    const window = app.connect();
    const project = await open(window);
    expect(project).toMatchObject({ path: null, readOnly: false, undo: null, redo: null });
    await window.call('model.rename', { modelId: modelOf(project).id, name: 'Ω “漢” <b>' });
    await window.call('project.close', {});
    const [recent] = await window.call('recent.list', {});
    expect(recent).toMatchObject({ untitled: true, exists: true, name: project.name });

    const again = await window.call('project.open', { path: recent.path });
    expect(again.id).not.toBe(project.id);
    expect(again).toMatchObject({
      path: null,
      name: project.name,
      undo: 'Rename Random slopes to Ω “漢” <b>',
    });
    expect(untitledFiles(app.dataFolder)).toContain(basename(recent.path));

    const saved = await window.call('project.saveAs', {
      path: join(app.dataFolder, 'My study'),
      overwrite: false,
    });
    expect(saved).toMatchObject({ id: again.id, name: 'My study', undo: again.undo });
    expect(saved.path).toMatch(/My study\.nestwise$/);
    expect(window.events('project').at(-1)).toEqual(saved);
    expect(untitledFiles(app.dataFolder)).toEqual([]);
    expect(await window.call('recent.list', {})).toMatchObject([{ path: saved.path, untitled: false }]);
    await window.call('history.undo', {});
    await window.call('project.close', {});
    expect((await window.call('project.open', { path: saved.path! })).redo).toBe(again.undo);
  });

  it('that is untitled is deleted when asked for, unless it is open or the user’s own file', async () => {
    const app = startTestApp();
    const window = app.connect();
    await open(window);
    const [{ path }] = await window.call('recent.list', {});
    await expect(window.call('recent.delete', { path })).rejects.toMatchObject({ code: 'project-in-use' });
    const own = join(app.dataFolder, 'own.nestwise');
    await window.call('project.saveAs', { path: own, overwrite: false });
    await expect(window.call('recent.delete', { path: own })).rejects.toMatchObject({
      code: 'not-untitled',
    });
    expect(existsSync(own)).toBe(true);

    await open(window);
    await window.call('project.close', {});
    const [untitled, saved] = await window.call('recent.list', {});
    expect(await window.call('recent.delete', { path: untitled.path })).toEqual([saved]);
    expect(untitledFiles(app.dataFolder)).toEqual([]);
  });

  it('is shared by the windows that show it', async () => {
    const app = startTestApp();
    const [one, two] = [app.connect(), app.connect()];
    await open(one);
    const { path } = await one.call('project.saveAs', { path: join(app.dataFolder, 'a'), overwrite: false });
    const shared = await two.call('project.open', { path: path! });
    const heard = two.project(({ undo }) => undo === 'Create Model 1');
    expect(await one.call('model.create', {})).toEqual(await heard);
    await one.call('project.close', {});
    expect((await two.call('history.undo', {})).id).toBe(shared.id);
    await expect(one.call('history.undo', {})).rejects.toMatchObject({ code: 'no-project' });
  });

  it('is taken up again after a reload, and not after it was closed', async () => {
    const app = startTestApp();
    const first = app.connect();
    const { id: projectId } = await open(first);
    first.close();
    const second = app.connect();
    expect(await second.call('project.resume', { projectId })).toMatchObject({ id: projectId });
    await second.call('project.close', {});
    expect(await second.call('project.resume', { projectId })).toBeNull();
  });

  it('never replaces a file unasked, nor one that another window shows', async () => {
    const app = startTestApp();
    const [one, two] = [app.connect(), app.connect()];
    const path = join(app.dataFolder, 'a.nestwise');
    writeFileSync(path, 'notes');
    await open(one);
    await open(two);
    await expect(one.call('project.saveAs', { path, overwrite: false })).rejects.toMatchObject({
      code: 'file-exists',
    });
    expect(readFileSync(path, 'utf8')).toBe('notes');
    expect((await one.call('project.saveAs', { path, overwrite: true })).name).toBe('a');
    await expect(two.call('project.saveAs', { path, overwrite: true })).rejects.toMatchObject({
      code: 'project-in-use',
    });
    const nowhere = join(app.dataFolder, 'none', 'b');
    await expect(two.call('project.saveAs', { path: nowhere, overwrite: true })).rejects.toMatchObject({
      code: 'folder-not-found',
    });
    expect(untitledFiles(app.dataFolder).length).toBe(1);
    // Saving it where it is changes nothing.
    expect((await one.call('project.saveAs', { path, overwrite: false })).name).toBe('a');
    expect(existsSync(path)).toBe(true);
  });

  it('that a window holds is opened as an untitled copy', async () => {
    const app = startTestApp();
    const window = app.connect();
    const project = await open(window);
    const { path } = await window.call('project.saveAs', {
      path: join(app.dataFolder, 'a'),
      overwrite: false,
    });
    const bytes = readFileSync(path!);
    const upload = await window.call('upload.begin', { name: 'b.nestwise', size: bytes.length });
    await window.call('upload.append', { upload, bytes: new Uint8Array(bytes) });
    const copy = await window.call('project.openUpload', { upload });
    expect(copy).toMatchObject({ path: null, models: [{ name: 'Random slopes' }] });
    expect(copy.dataset).toEqual(project.dataset);

    const junk = await window.call('upload.begin', { name: 'c.nestwise', size: 1 });
    await window.call('upload.append', { upload: junk, bytes: Uint8Array.of(1) });
    await expect(window.call('project.openUpload', { upload: junk })).rejects.toMatchObject({
      code: 'not-a-project',
    });
    expect(untitledFiles(app.dataFolder).length).toBe(1);
  });
});

describe('a stored result', () => {
  it('is out of date exactly while its model or a variable that it used is another', async () => {
    const window = startTestApp().connect();
    let project = await open(window);
    const model = modelOf(project);
    const outOfDate = (state: ProjectState) => modelOf(state).result?.outOfDate;
    const ended = window.project((state) => modelOf(state).result !== null);
    await window.call('model.run', { modelId: model.id });
    project = await ended;
    expect(outOfDate(project)).toEqual([]);

    const other = { ...model.draft, method: 'ML' as const };
    const changed = await window.call('model.change', { modelId: model.id, draft: other, label: 'Use ML' });
    expect(outOfDate(changed)).toEqual(['model']);
    const cell = { variableId: variableId(project, 'Days'), row: 0, text: '7' };
    expect(outOfDate(await window.call('data.editCell', cell))).toEqual(['model', 'data']);
    expect(outOfDate(await window.call('history.undo', {}))).toEqual(['model']);
    expect(outOfDate(await window.call('history.undo', {}))).toEqual([]);

    const words = { variableId: variableId(project, 'Days'), label: 'Nights', unit: 'night' };
    expect(outOfDate((await window.call('variable.change', words)).project)).toEqual([]);
    const type = { variableId: variableId(project, 'Subject'), type: 'id' as const };
    expect(outOfDate((await window.call('variable.change', type)).project)).toEqual(['data']);
    await window.call('history.undo', {});

    // A copy of a model has a result that is as good as the first one's.
    expect(outOfDate(await window.call('model.duplicate', { modelId: model.id }))).toEqual([]);
  });
});

it('answers a window of rows, and no more than a thousand', async () => {
  const window = startTestApp().connect();
  const project = await window.call('example.open', { exampleId: 'insteval' });
  const ids = project.dataset.variables.slice(0, 2).map(({ id }) => id);
  const rows = await window.call('data.rows', { from: 500, to: 60_000, variableIds: ids });
  expect(rows.columns.map((cells) => cells.length)).toEqual([1000, 1000]);
  const last = await window.call('data.rows', {
    from: project.dataset.nRows - 1,
    to: project.dataset.nRows + 5,
    variableIds: ids,
  });
  expect(last.columns.map((cells) => cells.length)).toEqual([1, 1]);
});

it('says before a run that its result could not be stored', async () => {
  const app = startTestApp();
  const window = app.connect();
  const project = await open(window);
  const [file] = untitledFiles(app.dataFolder);
  renameSync(join(app.dataFolder, 'untitled', file), join(app.dataFolder, file));
  const { id: modelId } = modelOf(project);
  await expect(window.call('model.run', { modelId })).rejects.toMatchObject({ code: 'project-moved' });
  // Nothing is lost: it can be saved elsewhere, and run then.
  await window.call('project.saveAs', { path: join(app.dataFolder, 'b'), overwrite: false });
  expect(modelOf(await window.call('model.run', { modelId })).run).not.toBeNull();
});
