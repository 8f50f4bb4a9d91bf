import { expect, it } from 'vitest';
import { variableTypes } from '../../../src-shared/model/variable.ts';
import { emptyDraft } from '../../../src-shared/model/emptyDraft.ts';
import { AppError } from '../../../src-shared/model/appError.ts';
import type { Project } from '../../../src-main/store/project.ts';
import { reopened, scoreDraft, smallProject } from '../../helpers/projectFiles.ts';

/** mulberry32: the same sequence on every machine. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/** Everything that undo and redo are about. */
function contentOf(project: Project) {
  const { dataset, models } = project;
  const ids = dataset.variables.map(({ id }) => id);
  return {
    variables: dataset.variables,
    cells: project.rows(0, dataset.nRows, ids),
    levels: ids.map((id) => project.levels(id)),
    models,
  };
}

const texts = ['', '1.5', '-0', '7e300', 'a', '<script>', 'new', 'Ω漢', '2'];

function changeSomething(project: Project, below: (n: number) => number): void {
  const { variables } = project.dataset;
  const variable = variables[below(variables.length)];
  const model = project.models[below(project.models.length)];
  const levels = project.levels(variable.id).map(({ text }) => text);
  const kind = below(model === undefined ? 5 : 9);
  if (kind === 0) project.editCell(variable.id, below(6), texts[below(texts.length)]);
  else if (kind === 1) project.changeVariable(variable.id, { type: variableTypes[below(4)] });
  else if (kind === 2) project.changeVariable(variable.id, { label: `l${below(9)}`, unit: `u${below(2)}` });
  else if (kind === 3 && levels.length > 0) project.changeVariable(variable.id, { levels: levels.reverse() });
  else if (kind <= 4) project.createModel(null, emptyDraft);
  else if (kind === 5) project.duplicateModel(model.id);
  else if (kind === 6) project.renameModel(model.id, `m${below(99)}`);
  else if (kind === 7) project.deleteModel(model.id);
  else project.changeModel(model.id, { ...scoreDraft, level: (below(98) + 1) / 100 }, 'Change level');
}

it.each([1, 2, 3])(
  'undoes and redoes any sequence of changes exactly, also after reopening (%i)',
  async (seed) => {
    const below = random(seed);
    let project = await smallProject();
    const states = [contentOf(project)];
    while (states.length < 30) {
      const before = project.undoLabel;
      try {
        changeSomething(project, below);
      } catch (error) {
        // A text that is no number: nothing may have changed then.
        if (!(error instanceof AppError)) throw error;
        expect(contentOf(project)).toEqual(states.at(-1));
        expect(project.undoLabel).toBe(before);
        continue;
      }
      const now = contentOf(project);
      if (JSON.stringify(now) !== JSON.stringify(states.at(-1))) states.push(now);
    }

    for (let at = states.length - 2; at >= 0; at--) {
      if (at === 15) project = reopened(project);
      project.undo();
      expect(contentOf(project)).toEqual(states[at]);
    }
    expect(project.undoLabel).toBeNull();
    for (let at = 1; at < states.length; at++) {
      if (at === 15) project = reopened(project);
      project.redo();
      expect(contentOf(project)).toEqual(states[at]);
    }
    expect(project.redoLabel).toBeNull();

    // Back to the middle and on from there: what was undone is gone, what was done is not.
    for (let i = 0; i < 15; i++) project.undo();
    const middle = contentOf(project);
    project.createModel('Other way', emptyDraft);
    expect(project.redoLabel).toBeNull();
    project.undo();
    expect(contentOf(reopened(project))).toEqual(middle);
  },
);

it('gives every new state of the values a revision of its own', async () => {
  const project = await smallProject();
  const seen = new Set(project.dataset.variables.map(({ revision }) => revision));
  const [score] = project.dataset.variables;
  for (const text of ['1', '2', '3']) {
    project.editCell(score.id, 0, text);
    const { revision } = project.dataset.variables[0];
    expect(seen.has(revision)).toBe(false);
    seen.add(revision);
    project.undo();
    expect(project.dataset.variables[0].revision).toBe(score.revision);
  }
});
