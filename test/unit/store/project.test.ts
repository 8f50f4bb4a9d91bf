import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FitResult } from '../../../src-shared/model/fitResult.ts';
import { emptyDraft } from '../../../src-shared/model/emptyDraft.ts';
import { createProject, openProject } from '../../../src-main/store/project.ts';
import {
  cellsOf,
  closing,
  reopened,
  scoreDraft,
  smallDataset,
  smallProject,
  temporaryFolder,
  variableOf,
} from '../../helpers/projectFiles.ts';

/** The members that the store looks at, and what JSON could not hold. */
const fit = {
  aic: 10,
  bic: NaN,
  minus2LogLik: 4,
  r2: { marginal: 0.5, conditional: Infinity },
  fitted: Float64Array.of(1, NaN, -0),
} as unknown as FitResult;
const spec = {
  formula: 'score ~ group',
  method: 'OLS',
  df: 'residual',
  anova: 3,
  level: 0.95,
} as const;

describe('a project file', () => {
  it('holds data and prepared models, and is one file once it is closed', async () => {
    const folder = temporaryFolder();
    const project = await createProject(join(folder, 'a.nestwise'), {
      name: 'Sleep & “quotes”',
      dataset: smallDataset,
      models: [{ name: 'First', draft: scoreDraft }],
      labels: { score: 'Score of the test' },
      units: { score: 'point' },
    });
    project.editCell(1, 0, '2');
    project.undo();
    const again = reopened(project);
    expect(again.name).toBe('Sleep & “quotes”');
    expect(again.models).toMatchObject([{ name: 'First', draft: scoreDraft, result: null }]);
    expect(again.dataset).toMatchObject({ name: 'small.csv', nRows: 6 });
    expect(variableOf(again, 'score')).toMatchObject({
      label: 'Score of the test',
      unit: 'point',
      type: 'continuous',
      missing: 1,
    });
    expect(again.readColumns(['group', 'score', 'dose `mg`'])).toEqual({
      ...smallDataset,
      columns: [smallDataset.columns[1], smallDataset.columns[0], smallDataset.columns[3]],
    });
    again.close();
    expect(readdirSync(folder)).toEqual(['a.nestwise']);
  });

  it('holds data without rows, and names that objects have of their own', async () => {
    const columns = [
      { kind: 'numeric', name: 'constructor', type: 'continuous', values: new Float64Array(0) },
    ] as const;
    const project = await createProject(join(temporaryFolder(), 'a.nestwise'), {
      name: 'x',
      dataset: { name: 'x', nRows: 0, columns },
      labels: {},
    });
    expect(closing(project).readColumns(['constructor']).columns).toEqual(columns);
    expect(project.dataset.variables[0].label).toBe('');
  });

  it('keeps data longer than one chunk, and finds the edited cell in its chunk', async () => {
    const values = Float64Array.from({ length: 20_000 }, (_, i) => i / 7);
    const project = await createProject(join(temporaryFolder(), 'a.nestwise'), {
      name: 'x',
      dataset: {
        name: 'x',
        nRows: 20_000,
        columns: [{ kind: 'numeric', name: 'x', type: 'continuous', values }],
      },
    });
    project.editCell(1, 16_384, '-1');
    const expected = values.slice();
    expected[16_384] = -1;
    expect(reopened(project).readColumns(['x']).columns[0]).toMatchObject({ values: expected });
  });

  it('names a variable that does not exist', async () => {
    const project = await smallProject();
    expect(() => project.readColumns(['nope'])).toThrow('no variable called “nope”');
  });
});

describe('editing a cell', () => {
  it('takes numbers, levels, new levels, nothing', async () => {
    const project = await smallProject();
    const score = variableOf(project, 'score').id;
    const group = variableOf(project, 'group').id;
    project.editCell(score, 0, '2,5');
    project.editCell(score, 1, ' ');
    project.editCell(group, 0, 'a');
    project.editCell(group, 1, ' new one ');
    project.editCell(group, 2, '');
    expect(cellsOf(project, 'score').slice(0, 2)).toEqual([2.5, null]);
    expect(cellsOf(project, 'group').slice(0, 3)).toEqual(['a', 'new one', null]);
    expect(project.levels(group)).toEqual([
      { text: 'b', count: 1 },
      { text: 'a', count: 2 },
      { text: '<script>', count: 0 },
      { text: 'new one', count: 1 },
    ]);
    expect(variableOf(project, 'score').missing).toBe(2);
    expect(project.undoLabel).toBe('Edit group in row 3');
  });

  it('refuses what is no number and names row, variable and value', async () => {
    const project = await smallProject();
    const edit = (text: string) => () => {
      project.editCell(variableOf(project, 'score').id, 4, text);
    };
    expect(edit('many')).toThrow('Row 5 of score: “many” is not a number.');
    expect(edit('1e999')).toThrow('Row 5 of score: “1e999” is not a number.');
    expect(edit('1,234')).toThrow('could be two numbers');
    expect(project.undoLabel).toBeNull();
  });

  it('is no step of the history where nothing changes', async () => {
    const project = await smallProject();
    project.editCell(variableOf(project, 'group').id, 0, 'b');
    project.editCell(variableOf(project, 'score').id, 2, '');
    expect(project.undoLabel).toBeNull();
  });
});

describe('changing a variable', () => {
  it('lists the cells that are no numbers, and brings them back', async () => {
    const project = await smallProject();
    const before = cellsOf(project, 'dose `mg`');
    const { id } = variableOf(project, 'dose `mg`');
    const unreadable = project.changeVariable(id, { type: 'continuous' });
    expect(unreadable).toEqual({ count: 1, first: [{ row: 2, text: 'much' }] });
    expect(cellsOf(project, 'dose `mg`')).toEqual([0.5, 1, null, 2.25, 0.5, 1]);
    expect(project.undoLabel).toBe('Change type of dose `mg` to continuous');
    project.undo();
    expect(cellsOf(project, 'dose `mg`')).toEqual(before);
  });

  it('orders levels without touching the cells', async () => {
    const project = await smallProject();
    const before = cellsOf(project, 'group');
    const { id } = variableOf(project, 'group');
    project.changeVariable(id, { type: 'ordinal', levels: ['<script>', 'a', 'b'] });
    expect(project.levels(id).map(({ text }) => text)).toEqual(['<script>', 'a', 'b']);
    expect(cellsOf(project, 'group')).toEqual(before);
    expect(project.redoLabel).toBeNull();
    project.undo();
    expect(variableOf(project, 'group').type).toBe('nominal');
  });

  it.each([[['b', 'a']], [['b', 'a', 'x']], [['b', 'a', 'a']], [['b', 'a', '<script>', 'x']]])(
    'refuses levels that are not those of the data: %j',
    async (levels) => {
      const project = await smallProject();
      expect(() => project.changeVariable(variableOf(project, 'group').id, { levels })).toThrow(
        'levels of group have changed',
      );
    },
  );

  it('leaves the revision alone when only words change', async () => {
    const project = await smallProject();
    const { id, revision } = variableOf(project, 'score');
    project.changeVariable(id, { label: 'Points', unit: 'point' });
    expect(variableOf(project, 'score')).toMatchObject({ label: 'Points', unit: 'point', revision });
    project.changeVariable(id, { type: 'nominal' });
    expect(variableOf(project, 'score').revision).not.toBe(revision);
  });
});

describe('models and results', () => {
  it('brings a deleted model back with its result, after reopening too', async () => {
    let project = await smallProject();
    project.createModel(null, scoreDraft);
    const [{ id }] = project.models;
    const revisions = project.revisions(['score', 'group']);
    project.storeResult(id, { spec, revisions, result: fit, verdict: 'sound' });
    const before = project.models;
    expect(before[0].result).toMatchObject({ spec, revisions, verdict: 'sound', bic: NaN });
    project.deleteModel(id);
    project = reopened(project);
    expect(project.models).toEqual([]);
    project.undo();
    expect(project.models).toEqual(before);
    expect(project.readResult(id)).toEqual(fit);
  });

  it('stores the result of a model that was deleted while it ran', async () => {
    const project = await smallProject();
    project.createModel(null, scoreDraft);
    const [{ id }] = project.models;
    project.deleteModel(id);
    project.storeResult(id, { spec, revisions: {}, result: fit, verdict: 'sound' });
    project.undo();
    expect(project.readResult(id)).toEqual(fit);
  });

  it('names new models and copies, and copies results along', async () => {
    const project = await smallProject();
    project.createModel(null, scoreDraft);
    const [{ id }] = project.models;
    project.storeResult(id, { spec, revisions: {}, result: fit, verdict: 'sound' });
    project.duplicateModel(id);
    project.createModel(null, emptyDraft);
    expect(project.models.map(({ name }) => name)).toEqual(['Model 1', 'Model 1 (copy)', 'Model 2']);
    expect(project.readResult(project.models[1].id)).toEqual(fit);
    expect(project.readResult(project.models[2].id)).toBeNull();
  });

  it('says when the model is gone', async () => {
    const project = await smallProject();
    expect(() => {
      project.renameModel(99, 'x');
    }).toThrow('does not exist any more');
  });
});

describe('copying and moving', () => {
  it('writes a whole copy under another name and leaves nothing beside it', async () => {
    const project = await smallProject();
    project.createModel('Ω漢', scoreDraft);
    const target = join(dirname(project.path), 'copy.nestwise');
    project.copyTo(target, 'copy');
    const copy = closing(openProject(target));
    expect(copy.name).toBe('copy');
    expect(copy.models).toEqual(project.models);
    expect(copy.undoLabel).toBe('Create Ω漢');
    copy.close();
    project.close();
    expect(readdirSync(dirname(target)).sort()).toEqual(['copy.nestwise', 'small.nestwise']);
  });

  it('does not write where it cannot, and says where', async () => {
    const project = await smallProject();
    const target = join(dirname(project.path), 'no folder', 'copy.nestwise');
    expect(() => {
      project.copyTo(target, 'copy');
    }).toThrow('“copy.nestwise” cannot be opened');
  });

  it('does not go on writing into a file that was moved or deleted', async () => {
    const project = await smallProject();
    const elsewhere = join(dirname(project.path), 'moved.nestwise');
    renameSync(project.path, elsewhere);
    const create = () => {
      project.createModel(null, emptyDraft);
    };
    expect(create).toThrow('was moved or deleted');
    expect(project.models).toEqual([]);
    project.copyTo(project.path, 'again');
    expect(existsSync(project.path)).toBe(true);
    rmSync(project.path);
    mkdirSync(project.path);
    expect(create).toThrow('was moved or deleted');
  });
});
