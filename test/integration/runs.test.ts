import { describe, expect, it } from 'vitest';
import { draftOf } from '../../src-shared/draft/specOf.ts';
import { emptyDraft } from '../../src-shared/model/emptyDraft.ts';
import type { ModelDraft } from '../../src-shared/model/modelDraft.ts';
import { modelSpecSchema } from '../../src-shared/model/modelSpec.ts';
import type { ProjectState } from '../../src-shared/model/project.ts';
import { modelOf, startTestApp, type AppWindow } from '../helpers/appWindow.ts';
import { fit, referenceData } from '../helpers/datasets.ts';

const draft = (formula: string) => draftOf(modelSpecSchema.parse({ formula }));
const randomSlope = 'Reaction ~ Days + (Days | Subject)';
/** Takes seconds, so that there is time to do something meanwhile. */
const slow = 'y ~ service * lectage + (service | s) + (service | d) + (1 | dept)';

async function open(window: AppWindow, exampleId: string): Promise<ProjectState> {
  return window.call('example.open', { exampleId });
}
async function addModel(window: AppWindow, model: ModelDraft): Promise<number> {
  return modelOf(await window.call('model.create', { draft: model })).id;
}
const isIdle = (id: number) => (project: ProjectState) => modelOf(project, id).run === null;
async function runToEnd(window: AppWindow, modelId: number): Promise<ProjectState> {
  const ended = window.project(isIdle(modelId));
  const project = await window.call('model.run', { modelId });
  expect(modelOf(project, modelId).run).not.toBeNull();
  return ended;
}

describe('a run', () => {
  it('is told, ends with a stored result, and its report can be asked for', async () => {
    const window = startTestApp().connect();
    await open(window, 'sleepstudy');
    const id = await addModel(window, draft(randomSlope));
    const project = await runToEnd(window, id);
    const { result, failure } = modelOf(project, id);
    const expected = fit(referenceData('sleepstudy'), randomSlope);
    expect(failure).toBeNull();
    expect(result).toMatchObject({
      verdict: 'sound',
      outOfDate: [],
      aic: expected.aic,
      spec: { formula: randomSlope },
    });
    const states = window.events('run').map(({ run }) => run);
    expect(states[0]).toMatchObject({ status: 'running', progress: null });
    expect(states.some(({ progress }) => progress !== null)).toBe(true);

    const document = await window.call('result.document', { modelId: id });
    expect(document.title).toContain('Reaction time');
    const variableId = project.dataset.variables.find(({ name }) => name === 'Reaction')!.id;
    await window.call('variable.change', { variableId, label: 'Time to react' });
    expect((await window.call('result.document', { modelId: id })).title).toContain('Time to react');
  });

  it('that the engine refuses leaves the reason with the model until it is changed', async () => {
    const window = startTestApp().connect();
    await open(window, 'sleepstudy');
    const id = await addModel(window, { ...emptyDraft, response: 'Subject' });
    const { failure, result } = modelOf(await runToEnd(window, id), id);
    expect(failure).toMatchObject({ code: 'response-not-numeric' });
    expect(failure?.message).toContain('Subject');
    expect(result).toBeNull();
    await expect(window.call('result.document', { modelId: id })).rejects.toMatchObject({
      code: 'no-result',
    });
    const changed = await window.call('model.change', { modelId: id, draft: draft(randomSlope), label: 'x' });
    expect(modelOf(changed, id).failure).toBeNull();
  });

  it('of a model that cannot be run is refused by what is missing', async () => {
    const window = startTestApp().connect();
    await open(window, 'sleepstudy');
    const pending = {
      ...emptyDraft,
      response: 'Reaction',
      groupings: [{ factors: ['Subject'], blocks: [] }],
    };
    const refused: [ModelDraft, string, string][] = [
      [emptyDraft, 'incomplete-model', 'no outcome'],
      [pending, 'incomplete-model', 'levels of Subject'],
      [draft('Reaction ~ `<b>` + (1 | Subject)'), 'unknown-variable', '<b>'],
    ];
    for (const [model, code, words] of refused) {
      const modelId = await addModel(window, model);
      await expect(window.call('model.run', { modelId })).rejects.toMatchObject({
        code,
        message: expect.stringContaining(words) as string,
      });
    }
  });

  it('that is cancelled leaves the former result; the next one runs', async () => {
    const window = startTestApp().connect();
    await open(window, 'insteval');
    const id = await addModel(window, draft('y ~ 1'));
    const former = modelOf(await runToEnd(window, id), id).result;
    await window.call('model.change', { modelId: id, draft: draft(slow), label: 'slower' });
    await window.call('model.run', { modelId: id });
    const cancelled = modelOf(await window.call('model.cancel', { modelId: id }), id);
    expect(cancelled).toMatchObject({ run: null, failure: null, result: { id: former?.id } });
    expect(cancelled.result?.outOfDate).toEqual(['model']);
    await window.call('model.change', { modelId: id, draft: draft('y ~ service'), label: 'faster' });
    expect(modelOf(await runToEnd(window, id), id).result?.outOfDate).toEqual([]);
  });

  it('replaces one of the same model, and others wait for it', async () => {
    const window = startTestApp().connect();
    await open(window, 'insteval');
    const first = await addModel(window, draft(slow));
    const second = await addModel(window, draft('y ~ service'));
    await window.call('model.run', { modelId: first });
    await window.call('model.run', { modelId: second });
    await window.call('model.change', { modelId: first, draft: draft('y ~ 1'), label: 'simpler' });
    const ended = window.project((project) => isIdle(first)(project) && isIdle(second)(project));
    const queued = await window.call('model.run', { modelId: first });
    expect(modelOf(queued, second).run?.status).toBe('queued');
    const project = await ended;
    expect(modelOf(project, first).result?.spec.formula).toBe('y ~ 1');
    expect(modelOf(project, second).result?.spec.formula).toBe('y ~ service');
  });

  it('ends with its model', async () => {
    const window = startTestApp().connect();
    await open(window, 'insteval');
    const doomed = await addModel(window, draft(slow));
    const other = await addModel(window, draft('y ~ 1'));
    await window.call('model.run', { modelId: doomed });
    await window.call('model.delete', { modelId: doomed });
    expect(modelOf(await runToEnd(window, other), other).result).not.toBeNull();
    expect(modelOf(await window.call('history.undo', {}), doomed)).toMatchObject({ run: null, result: null });
  });

  it('goes on while its window is reloaded', async () => {
    const app = startTestApp();
    const window = app.connect();
    const { id: projectId } = await open(window, 'sleepstudy');
    const id = await addModel(window, draft(randomSlope));
    await window.call('model.run', { modelId: id });
    window.close();
    const again = app.connect();
    const ended = again.project(isIdle(id));
    const resumed = await again.call('project.resume', { projectId });
    const project = modelOf(resumed!, id).run === null ? resumed! : await ended;
    expect(modelOf(project, id).result?.spec.formula).toBe(randomSlope);
  });

  it('whose worker is ended says so with the model, and runs again', async () => {
    const app = startTestApp();
    const window = app.connect();
    await open(window, 'insteval');
    const id = await addModel(window, draft(slow));
    const ended = window.project(isIdle(id));
    await window.call('model.run', { modelId: id });
    app.workers[0].kill();
    expect(modelOf(await ended, id).failure).toMatchObject({ code: 'worker-lost' });
    await window.call('model.change', { modelId: id, draft: draft('y ~ service'), label: 'simpler' });
    expect(modelOf(await runToEnd(window, id), id).result).not.toBeNull();
  });
});

describe('facts for the builder', () => {
  it('are found beside a run, and follow the data', async () => {
    const window = startTestApp().connect();
    const { dataset } = await open(window, 'pastes');
    const question = { groupings: [['batch'], ['cask']], predictors: [], response: 'strength' };
    const facts = await window.call('data.structure', question);
    expect(facts.pairs).toEqual([{ outer: 'batch', inner: 'cask', relation: 'implicit' }]);
    expect(await window.call('data.structure', question)).toEqual(facts);
    const strength = dataset.variables.find(({ name }) => name === 'strength')!;
    await window.call('data.editCell', { variableId: strength.id, row: 0, text: '' });
    expect((await window.call('data.structure', question)).nRows).toBe(59);
    await expect(window.call('data.structure', { ...question, predictors: ['none'] })).rejects.toMatchObject({
      code: 'unknown-variable',
    });
  });
});
