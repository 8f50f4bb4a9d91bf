import { describe, expect, it, vi } from 'vitest';
import { commandsFor, type Actions, type CommandState } from '../../../../src-renderer/shell/commands.ts';
import { emptyDraft } from '../../../../src-shared/model/emptyDraft.ts';
import type { ModelState, ProjectState, ResultState } from '../../../../src-shared/model/project.ts';

const model: ModelState = {
  id: 3,
  name: 'Random slopes',
  draft: emptyDraft,
  result: null,
  failure: null,
  run: null,
  analyses: [],
};
const project: ProjectState = {
  id: 'a',
  path: null,
  name: 'Sleep study',
  readOnly: false,
  dataset: { name: 'sleepstudy', nRows: 180, variables: [] },
  models: [model],
  undo: 'Add Days to predictors',
  redo: null,
};
/** Those that are called here. */
const actions = { exportReport: vi.fn(), goTo: vi.fn() } as Partial<Actions> as Actions;

function commands(change: Partial<CommandState> = {}) {
  const list = commandsFor({ project, model, complete: true, builderSlides: false, ...change }, actions);
  return Object.fromEntries(list.map((command) => [command.id, command]));
}
const enabled = (change: Partial<CommandState>) =>
  Object.values(commands(change)).flatMap((command) => (command.enabled ? [command.id] : []));

describe('commands', () => {
  it('has each id and each shortcut once', () => {
    const list = commandsFor({ project, model, complete: true, builderSlides: true }, actions);
    const ids = list.map(({ id }) => id);
    const shortcuts = list.flatMap((command) => command.shortcuts);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
  });

  it('offers without a project only what leads to one, and the window itself', () => {
    expect(enabled({ project: null, model: null, complete: false })).toEqual([
      'project.open',
      'data.import',
      'example.open',
      'theme.system',
      'theme.light',
      'theme.dark',
      'view.commands',
    ]);
  });

  it('changes nothing in a project that is read only', () => {
    const possible = enabled({ project: { ...project, readOnly: true } });
    expect(possible).not.toContain('edit.undo');
    expect(possible.filter((id) => id.startsWith('model.'))).toEqual([]);
    expect(possible).toContain('project.saveAs');
  });

  it('says what undo would do, and leaves its key to text fields', () => {
    expect(commands()['edit.undo']).toMatchObject({
      label: 'Undo: Add Days to predictors',
      enabled: true,
      inTextFields: false,
    });
    expect(commands()['edit.redo'].enabled).toBe(false);
  });

  it('fits what is complete and not being fitted, and cancels what is', () => {
    const running = { ...model, run: { status: 'running', progress: null, queuedAt: '' } } as const;
    expect(commands()['model.fit'].enabled).toBe(true);
    expect(commands({ complete: false })['model.fit'].enabled).toBe(false);
    expect(commands({ model: running })['model.fit'].enabled).toBe(false);
    expect(commands({ model: running })['model.cancel'].enabled).toBe(true);
    expect(commands()['model.cancel'].enabled).toBe(false);
  });

  it('exports what has a result', () => {
    expect(commands()['report.exportPdf'].enabled).toBe(false);
    const fitted = { ...model, result: { outOfDate: ['model'] } as unknown as ResultState };
    commands({ model: fitted })['report.exportPdf'].run();
    expect(actions.exportReport).toHaveBeenCalledWith(fitted, 'pdf');
  });

  it('exports rows beside the data that they were computed from', () => {
    const result = (...outOfDate: string[]) => ({
      ...model,
      result: { outOfDate } as unknown as ResultState,
    });
    expect(commands()['rows.export'].enabled).toBe(false);
    expect(commands({ model: result('model') })['rows.export'].enabled).toBe(true);
    expect(commands({ model: result('data') })['rows.export'].enabled).toBe(false);
  });

  it('goes to each model by its name, whatever that is', () => {
    const hostile = '<script>alert(1)</script> "β" 模型';
    const models = [model, { ...model, id: 4, name: hostile }];
    const go = commands({ project: { ...project, models } })['view.model.4'];
    expect(go.label).toBe(`Go to: ${hostile}`);
    go.run();
    expect(actions.goTo).toHaveBeenCalledWith({ kind: 'model', modelId: 4 });
  });
});
