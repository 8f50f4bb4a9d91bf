import type { Handlers } from '../../src-shared/contract/definition.ts';
import type { Requests } from '../../src-shared/contract/requests.ts';
import { emptyDraft } from '../../src-shared/model/emptyDraft.ts';
import { changeProject } from './changeProject.ts';
import type { WindowSession } from './services.ts';

type ModelRequests =
  'model.create' | 'model.duplicate' | 'model.rename' | 'model.delete' | 'model.change' | HistoryRequests;
type HistoryRequests = 'history.undo' | 'history.redo';

/** Everything that changes models but does not fit them; undo and redo of all changes. */
export function modelHandlers(): Pick<Handlers<Requests, WindowSession>, ModelRequests> {
  return {
    'model.create': ({ name, draft }, { session }) =>
      changeProject(session, (store) => {
        store.createModel(name ?? null, draft ?? emptyDraft);
      }),
    'model.duplicate': ({ modelId }, { session }) =>
      changeProject(session, (store) => {
        store.duplicateModel(modelId);
      }),
    'model.rename': ({ modelId, name }, { session }) =>
      changeProject(session, (store) => {
        store.renameModel(modelId, name);
      }),
    'model.delete': ({ modelId }, { session }) =>
      changeProject(session, (store) => {
        store.deleteModel(modelId);
      }),
    'model.change': ({ modelId, draft, label }, { session }) =>
      changeProject(session, (store) => {
        store.changeModel(modelId, draft, label);
      }),
    'history.undo': (_, { session }) =>
      changeProject(session, (store) => {
        store.undo();
      }),
    'history.redo': (_, { session }) =>
      changeProject(session, (store) => {
        store.redo();
      }),
  };
}
