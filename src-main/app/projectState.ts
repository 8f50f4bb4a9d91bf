import { canonicalDraft } from '../../src-shared/draft/canonicalDraft.ts';
import { draftOf, specOf } from '../../src-shared/draft/specOf.ts';
import { AppError } from '../../src-shared/model/appError.ts';
import type { ModelDraft } from '../../src-shared/model/modelDraft.ts';
import { modelSpecSchema } from '../../src-shared/model/modelSpec.ts';
import type { ModelSpec } from '../../src-shared/model/modelSpec.ts';
import type {
  Failure,
  ModelState,
  ProjectState,
  ResultState,
  RunState,
  VariableState,
} from '../../src-shared/model/project.ts';
import type { Project, StoredModel, StoredResult } from '../store/project.ts';

/** What the state is made of. */
interface Parts {
  readonly id: string;
  readonly store: Project;
  readonly runs: ReadonlyMap<number, RunState>;
  readonly failures: ReadonlyMap<number, Failure>;
}

/** What windows are told of an open project. */
export function projectState(
  { id, store, runs, failures }: Parts,
  name: string,
  path: string | null,
): ProjectState {
  const { variables } = store.dataset;
  return {
    id,
    path,
    name,
    readOnly: store.readOnly,
    dataset: store.dataset,
    models: store.models.map((model): ModelState => ({
      id: model.id,
      name: model.name,
      draft: model.draft,
      result: resultState(model, variables),
      failure: failures.get(model.id) ?? null,
      run: runs.get(model.id) ?? null,
    })),
    undo: store.undoLabel,
    redo: store.redoLabel,
  };
}

function resultState(model: StoredModel, variables: readonly VariableState[]): ResultState | null {
  if (model.result === null) return null;
  const { revisions, ...result } = model.result;
  const outOfDate: ('model' | 'data')[] = [];
  if (!sameModel(model.draft, result.spec)) outOfDate.push('model');
  if (!sameData(revisions, variables)) outOfDate.push('data');
  return { ...result, outOfDate };
}

/** Whether a fit of the draft would be a fit of the spec; the order of the terms typed does not matter. */
function sameModel(draft: ModelDraft, spec: ModelSpec): boolean {
  const current = specOf(canonicalDraft(draft));
  return current !== null && comparable(current) === comparable(canonicalSpec(spec));
}

function sameData(revisions: StoredResult['revisions'], variables: readonly VariableState[]): boolean {
  const now = new Map(variables.map(({ name, revision }) => [name, revision]));
  return Object.entries(revisions).every(([name, revision]) => now.get(name) === revision);
}

/** As the draft of the spec gives it back; as it is where its formula says what no draft can. */
function canonicalSpec(spec: ModelSpec): ModelSpec {
  try {
    return specOf(draftOf(spec)) ?? spec;
  } catch (error) {
    if (error instanceof AppError) return spec;
    throw error;
  }
}

/** The same text for equal specs: the schema puts the members in one order. */
function comparable(spec: ModelSpec): string {
  return JSON.stringify(modelSpecSchema.parse(spec));
}
