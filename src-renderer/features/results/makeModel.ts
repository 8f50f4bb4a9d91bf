import type { ModelDraft } from '../../../src-shared/model/modelDraft.ts';
import { session } from '../../state/session.svelte.ts';

/** Makes a new model, goes to it and fits it; undo takes it away again. */
export async function makeModel(name: string, draft: ModelDraft): Promise<void> {
  const known = new Set(session.project?.models.map(({ id }) => id));
  const project = await session.ask('model.create', { name, draft });
  const added = project?.models.find(({ id }) => !known.has(id));
  if (added === undefined) return;
  session.goTo({ kind: 'model', modelId: added.id });
  void session.ask('model.run', { modelId: added.id });
}
