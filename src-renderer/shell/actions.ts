import type { ModelState, ProjectState } from '../../src-shared/model/project.ts';
import { exporting } from '../state/exporting.svelte.ts';
import { fitting } from '../state/fitting.svelte.ts';
import { opening } from '../state/opening.svelte.ts';
import { saveAs } from '../state/saveAs.ts';
import { session } from '../state/session.svelte.ts';
import type { Actions } from './commands.ts';
import { windowState } from './window.svelte.ts';

/** Shows the model that is added. */
async function added(adding: Promise<ProjectState | null>): Promise<void> {
  const known = new Set(session.project?.models.map(({ id }) => id));
  const model = (await adding)?.models.find(({ id }) => !known.has(id));
  if (model === undefined) return;
  session.goTo({ kind: 'model', modelId: model.id });
  windowState.builderOpen = true;
}

async function remove({ id, name }: ModelState): Promise<void> {
  const position = session.project?.models.findIndex((model) => model.id === id) ?? -1;
  const project = await session.ask('model.delete', { modelId: id });
  if (project === null) return;
  const next = project.models[Math.min(position, project.models.length - 1)];
  session.goTo(next === undefined ? { kind: 'data' } : { kind: 'model', modelId: next.id });
  session.show('info', `The model “${name}” was deleted.`, 'Undo brings it back.');
}

export const actions: Actions = {
  chooseFile: (kind) => void opening.choose(kind),
  saveAs: () => void saveAs(),
  closeProject: () => void session.closeProject(),
  undo: () => void session.ask('history.undo', {}),
  redo: () => void session.ask('history.redo', {}),
  newModel: () => void added(session.ask('model.create', {})),
  fit: (model) => {
    fitting.begin(model);
  },
  cancelFit: ({ id }) => void session.ask('model.cancel', { modelId: id }),
  renameModel: ({ id }) => {
    void session.changeSettings({ navigationCollapsed: false });
    windowState.renaming = id;
  },
  duplicateModel: ({ id }) => void added(session.ask('model.duplicate', { modelId: id })),
  deleteModel: (model) => void remove(model),
  exportRows: (model) => {
    exporting.beginRows(model);
  },
  exportReport: (model, format) => {
    exporting.begin(model, format);
  },
  goTo: (view) => {
    session.goTo(view);
  },
  setTheme: (theme) => void session.changeSettings({ theme }),
  toggleNavigation: () =>
    void session.changeSettings({ navigationCollapsed: session.info?.settings.navigationCollapsed !== true }),
  toggleBuilder: () => {
    windowState.builderOpen = !windowState.builderOpen;
  },
  searchCommands: () => {
    windowState.searching = true;
  },
};
