import type { Requests } from '../../src-shared/contract/requests.ts';
import type { AnalysisState, ModelState, ProjectState, RunState } from '../../src-shared/model/project.ts';

const opening: ReadonlySet<string> = new Set<keyof Requests>([
  'import.commit',
  'example.open',
  'project.open',
  'project.openUpload',
  'project.resume',
  'project.saveAs',
]);

/** Whether the answer to a request is the project that the window shows from then on. */
export function opensProject(name: keyof Requests): boolean {
  return opening.has(name);
}

/** The state of the project that an answer brings; null where it brings none. */
export function projectIn(result: unknown): ProjectState | null {
  if (typeof result !== 'object' || result === null) return null;
  if ('dataset' in result && 'models' in result) return result as ProjectState;
  if ('project' in result) return projectIn(result.project);
  return null;
}

/** The project with an analysis that has got on. */
export function withAnalysis(
  project: ProjectState,
  modelId: ModelState['id'],
  analysis: AnalysisState,
): ProjectState {
  const changed = (analyses: readonly AnalysisState[]) =>
    analyses.map((one) => (one.kind === analysis.kind ? analysis : one));
  return {
    ...project,
    models: project.models.map((model) =>
      model.id === modelId ? { ...model, analyses: changed(model.analyses) } : model,
    ),
  };
}

/** The project with a fit that has got on. */
export function withRun(project: ProjectState, modelId: ModelState['id'], run: RunState): ProjectState {
  return {
    ...project,
    models: project.models.map((model) => (model.id === modelId ? { ...model, run } : model)),
  };
}
