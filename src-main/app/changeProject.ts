import type { ProjectState } from '../../src-shared/model/project.ts';
import type { Project } from '../store/project.ts';
import type { OpenProject } from './openProject.ts';
import type { WindowSession } from './services.ts';
import { shownProject } from './shownProject.ts';

/** Changes the project of the window, and tells all windows that show it. */
export function changeProject(session: WindowSession, change: (store: Project) => void): ProjectState {
  const project = shownProject(session);
  const before = drafts(project);
  change(project.store);
  const after = drafts(project);
  // Why a run failed says nothing about the model that is there now.
  for (const id of [...project.failures.keys()]) {
    if (before.get(id) !== after.get(id)) project.failures.delete(id);
  }
  for (const [id, cancel] of [...project.cancels]) if (!after.has(id)) cancel();
  project.analyses.keepOnly(new Set(after.keys()));
  return project.changed();
}

function drafts(project: OpenProject): Map<number, string> {
  return new Map(project.store.models.map(({ id, draft }) => [id, JSON.stringify(draft)]));
}
