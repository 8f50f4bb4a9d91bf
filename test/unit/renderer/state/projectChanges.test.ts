import { describe, expect, it } from 'vitest';
import {
  opensProject,
  projectIn,
  withAnalysis,
  withRun,
} from '../../../../src-renderer/state/projectChanges.ts';
import { emptyDraft } from '../../../../src-shared/model/emptyDraft.ts';
import type { ModelState, ProjectState } from '../../../../src-shared/model/project.ts';

const model: ModelState = {
  id: 1,
  name: 'm',
  draft: emptyDraft,
  result: null,
  failure: null,
  run: null,
  analyses: [],
};
const project = { id: 'p', dataset: {}, models: [model, { ...model, id: 2 }] } as unknown as ProjectState;

describe('changes of the project', () => {
  it('finds the project in an answer, also beside something else', () => {
    expect(projectIn(project)).toBe(project);
    expect(projectIn({ project, unreadable: null })).toBe(project);
    for (const other of [null, 'text', [], { path: '/a.pdf' }, { project: null }]) {
      expect(projectIn(other)).toBeNull();
    }
  });

  it('tells opening from changing', () => {
    expect(opensProject('project.saveAs')).toBe(true);
    expect(opensProject('history.undo')).toBe(false);
  });

  it('puts an analysis that got on into its model only', () => {
    const analysis = {
      kind: 'effectSizes',
      question: { kind: 'effectSizes' },
      status: 'queued',
      progress: null,
      failure: null,
      answerId: null,
    } as const;
    const two = { ...project, models: project.models.map((each) => ({ ...each, analyses: [analysis] })) };
    const changed = withAnalysis(two, 2, { ...analysis, status: 'running' });
    expect(changed.models.map((each) => each.analyses[0].status)).toEqual(['queued', 'running']);
  });

  it('puts a running fit into its model only', () => {
    const run = { status: 'running', progress: null, queuedAt: '' } as const;
    const changed = withRun(project, 2, run);
    expect(changed.models.map((each) => each.run)).toEqual([null, run]);
    expect(changed.models[0]).toBe(model);
  });
});
