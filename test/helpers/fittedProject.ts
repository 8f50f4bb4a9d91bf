import { join } from 'node:path';
import type { ModelDraft } from '../../src-shared/model/modelDraft.ts';
import { modelOf, startTestApp } from './appWindow.ts';

/**
 * A project file with an example's prepared model, changed and fitted.
 *
 * @returns its path, in a folder that is gone when the test ends
 */
export async function fittedProject(exampleId: string, changes: Partial<ModelDraft>): Promise<string> {
  const app = startTestApp();
  const window = app.connect();
  const { id, draft } = modelOf(await window.call('example.open', { exampleId }));
  await window.call('model.change', { modelId: id, draft: { ...draft, ...changes }, label: 'Change' });
  const fitted = window.project(
    (project) => modelOf(project, id).run === null && modelOf(project, id).result !== null,
  );
  await window.call('model.run', { modelId: id });
  await fitted;
  const path = join(app.dataFolder, `${exampleId}.nestwise`);
  await window.call('project.saveAs', { path, overwrite: false });
  // Else it could not be opened elsewhere.
  await window.call('project.close', {});
  window.close();
  return path;
}
