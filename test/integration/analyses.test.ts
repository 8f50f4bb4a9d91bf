import { expect, it } from 'vitest';
import { draftOf } from '../../src-shared/draft/specOf.ts';
import type { AnalysisKind } from '../../src-shared/model/analyses/index.ts';
import { modelSpecSchema } from '../../src-shared/model/modelSpec.ts';
import type { AnalysisState, ProjectState } from '../../src-shared/model/project.ts';
import { modelOf, startTestApp, type AppWindow } from '../helpers/appWindow.ts';

const draft = (formula: string) => draftOf(modelSpecSchema.parse({ formula }));
const lrt = { kind: 'likelihoodRatioTests' } as const;
/** Takes longer than any test waits for. */
const endless = { kind: 'bootstrap', replicates: 1_000_000, seed: 1 } as const;

interface Fitted {
  readonly window: AppWindow;
  readonly modelId: number;
  readonly project: ProjectState;
}

async function fitted(
  formula = 'Reaction ~ Days + (Days | Subject)',
  exampleId = 'sleepstudy',
): Promise<Fitted> {
  const window = startTestApp().connect();
  await window.call('example.open', { exampleId });
  const modelId = modelOf(await window.call('model.create', { draft: draft(formula) })).id;
  return { window, modelId, project: await fit(window, modelId) };
}

async function fit(window: AppWindow, modelId: number): Promise<ProjectState> {
  const ended = window.project((project) => modelOf(project, modelId).run === null);
  await window.call('model.run', { modelId });
  return ended;
}

const analysis = (project: ProjectState, modelId: number, kind: AnalysisKind): AnalysisState | undefined =>
  modelOf(project, modelId).analyses.find((one) => one.kind === kind);

function ended(window: AppWindow, modelId: number, kind: AnalysisKind): Promise<ProjectState> {
  return window.project((project) => {
    const status = analysis(project, modelId, kind)?.status;
    return status === 'done' || status === 'failed';
  });
}

it('a question is answered by a worker, and the answer is there after reopening', async () => {
  const { window, modelId, project } = await fitted();
  expect(analysis(project, modelId, lrt.kind)).toBeUndefined();
  const done = ended(window, modelId, lrt.kind);
  const started = await window.call('analysis.run', { modelId, question: lrt });
  expect(analysis(started, modelId, lrt.kind)).toMatchObject({
    question: lrt,
    failure: null,
    answerId: null,
  });
  const state = analysis(await done, modelId, lrt.kind);
  expect(state).toMatchObject({ kind: lrt.kind, question: lrt, status: 'done', failure: null });

  const path = `${project.id}.nestwise`;
  const saved = await window.call('project.saveAs', {
    path: `${startTestApp().dataFolder}/${path}`,
    overwrite: false,
  });
  await window.call('project.close', {});
  const again = await window.call('project.open', { path: saved.path! });
  expect(analysis(again, modelId, lrt.kind)).toEqual(state);
});

it('belongs to its result: it goes with a fit of another model, and a copy of the model has it too', async () => {
  const { window, modelId } = await fitted();
  const done = ended(window, modelId, lrt.kind);
  await window.call('analysis.run', { modelId, question: lrt });
  await done;
  const copy = modelOf(await window.call('model.duplicate', { modelId }));
  expect(copy.analyses.find(({ kind }) => kind === lrt.kind)?.status).toBe('done');
  await window.call('model.change', {
    modelId,
    draft: draft('Reaction ~ Days + (1 | Subject)'),
    label: 'Leave out the slope',
  });
  const fittedAgain = await fit(window, modelId);
  expect(analysis(fittedAgain, modelId, lrt.kind)).toBeUndefined();
  expect(analysis(fittedAgain, copy.id, lrt.kind)).toBeDefined();
});

it('stays where only the tests are changed and it does not rest on them', async () => {
  const { window, modelId } = await fitted();
  const influence = { kind: 'influence', group: 'Subject' } as const;
  const profile = { kind: 'intervals', method: 'profile' } as const;
  for (const question of [lrt, influence, profile]) {
    const done = ended(window, modelId, question.kind);
    await window.call('analysis.run', { modelId, question });
    await done;
  }
  const original = draft('Reaction ~ Days + (Days | Subject)');
  const refitted = async (changes: Partial<typeof original>) => {
    await window.call('model.change', { modelId, draft: { ...original, ...changes }, label: 'Other tests' });
    const { analyses } = modelOf(await fit(window, modelId), modelId);
    return analyses.filter(({ answerId }) => answerId !== null).map(({ question }) => question);
  };
  expect(await refitted({ anova: 2 })).toEqual([lrt, influence, profile]);
  expect(await refitted({ anova: 2, df: 'kenward-roger' })).toEqual([lrt, profile]);
});

it('that is cancelled leaves nothing; one that is stopped keeps what is done', async () => {
  const { window, modelId } = await fitted();
  const told = () =>
    window
      .events('analysis')
      .filter(({ analysis: { kind, progress } }) => kind === 'bootstrap' && progress !== null);
  /** The engine has reported once more. A worker that was killed is replaced by one that has to start. */
  const gotOn = async () => {
    const known = told().length;
    await expect.poll(() => told().length, { timeout: 30_000 }).toBeGreaterThan(known);
  };
  await window.call('analysis.run', { modelId, question: endless });
  await gotOn();
  const cancelled = await window.call('analysis.cancel', { modelId, kind: 'bootstrap' });
  expect(analysis(cancelled, modelId, 'bootstrap')).toBeUndefined();

  await window.call('analysis.run', { modelId, question: endless });
  await gotOn();
  const done = ended(window, modelId, 'bootstrap');
  await window.call('analysis.stop', { modelId, kind: 'bootstrap' });
  expect(analysis(await done, modelId, 'bootstrap')).toMatchObject({ status: 'done', question: endless });
});

it('that the engine refuses says why, until it is asked again', async () => {
  const { window, modelId } = await fitted('Reaction ~ Days + (1 | Subject)');
  const question = { kind: 'influence', group: 'nobody' } as const;
  const failed = ended(window, modelId, 'influence');
  await window.call('analysis.run', { modelId, question });
  const { failure, status } = analysis(await failed, modelId, 'influence')!;
  expect(status).toBe('failed');
  expect(failure?.message).toContain('nobody');
  const done = ended(window, modelId, 'influence');
  await window.call('analysis.run', { modelId, question: { kind: 'influence', group: 'Subject' } });
  expect(analysis(await done, modelId, 'influence')).toMatchObject({ status: 'done', failure: null });
});

it('is refused without a result, and where the data are others', async () => {
  const { window, modelId, project } = await fitted();
  const unfitted = modelOf(await window.call('model.create', {})).id;
  await expect(window.call('analysis.run', { modelId: unfitted, question: lrt })).rejects.toMatchObject({
    code: 'no-result',
  });
  const variableId = project.dataset.variables.find(({ name }) => name === 'Reaction')!.id;
  await window.call('data.editCell', { variableId, row: 0, text: '' });
  await expect(window.call('analysis.run', { modelId, question: lrt })).rejects.toMatchObject({
    code: 'result-out-of-date',
  });
});

it('intervals of the variance components come with every mixed model', async () => {
  const { window, modelId } = await fitted();
  const done = await ended(window, modelId, 'intervals');
  expect(analysis(done, modelId, 'intervals')).toMatchObject({
    question: { kind: 'intervals', method: 'default' },
    status: 'done',
  });
  const { blocks } = await window.call('result.document', { modelId });
  const table = blocks.find((block) => block.kind === 'table' && block.caption.startsWith('Variance'));
  expect(table).toMatchObject({
    columns: [{}, {}, {}, {}, { label: '95\u00a0% CI of SD or correlation' }, {}],
  });

  const { id } = modelOf(await window.call('model.create', { draft: draft('Reaction ~ Days') }));
  expect(modelOf(await fit(window, id), id).analyses).toEqual([]);
});

it('simpler models come with a singular fit, and with no other', async () => {
  const window = startTestApp().connect();
  const { id } = modelOf(await window.call('example.open', { exampleId: 'dyestuff2' }));
  const done = ended(window, id, 'simplerModels');
  expect(modelOf(await fit(window, id), id).result).toMatchObject({ singular: true, verdict: 'caution' });
  expect(analysis(await done, id, 'simplerModels')).toMatchObject({ status: 'done' });
  const { blocks } = await window.call('result.document', { modelId: id });
  expect(blocks.find((block) => block.kind === 'table' && block.offers !== undefined)).toMatchObject({
    offers: [null, { formula: 'Yield ~ 1', method: 'OLS' }],
  });

  const sound = await fitted();
  expect(modelOf(sound.project, sound.modelId).result?.singular).toBe(false);
  expect(analysis(sound.project, sound.modelId, 'simplerModels')).toBeUndefined();
});

it('means that were asked for together are taken away one by one, without a fit', async () => {
  const { window, modelId } = await fitted('yield ~ nitro + Variety + (1 | Block)', 'oats');
  const request = (specs: string) => ({ specs, contrast: 'pairwise', adjust: null, df: null }) as const;
  const means = (...specs: string[]) => ({ kind: 'means', requests: specs.map(request) }) as const;
  const captions = async () => {
    const { blocks } = await window.call('result.document', { modelId });
    return blocks.flatMap((block) =>
      block.kind === 'table' && block.caption.startsWith('Means') ? [block.caption] : [],
    );
  };
  const done = ended(window, modelId, 'means');
  await window.call('analysis.run', { modelId, question: means('~ nitro', '~ Variety') });
  await done;
  expect(await captions()).toEqual(['Means of Yield by Nitrogen', 'Means of Yield by Variety']);

  const one = await window.call('analysis.run', { modelId, question: means('~ Variety') });
  expect(analysis(one, modelId, 'means')).toMatchObject({ status: 'done', question: means('~ Variety') });
  expect(await captions()).toEqual(['Means of Yield by Variety']);

  const none = await window.call('analysis.remove', { modelId, kind: 'means' });
  expect(analysis(none, modelId, 'means')).toBeUndefined();
  expect(await captions()).toEqual([]);
});
