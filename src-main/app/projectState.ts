import { canonicalDraft } from '../../src-shared/draft/canonicalDraft.ts';
import { draftOf, specOf } from '../../src-shared/draft/specOf.ts';
import { AppError } from '../../src-shared/model/appError.ts';
import type { ModelDraft } from '../../src-shared/model/modelDraft.ts';
import { modelSpecSchema } from '../../src-shared/model/modelSpec.ts';
import type { ModelSpec } from '../../src-shared/model/modelSpec.ts';
import type { LiveAnalyses } from './liveAnalyses.ts';
import type {
  AnalysisState,
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
  readonly analyses: LiveAnalyses;
}

/** What windows are told of an open project. */
export function projectState(
  { id, store, runs, failures, analyses }: Parts,
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
      analyses: analysisStates(model, analyses.of(model.id)),
    })),
    undo: store.undoLabel,
    redo: store.redoLabel,
  };
}

function resultState(model: StoredModel, variables: readonly VariableState[]): ResultState | null {
  if (model.result === null) return null;
  const { id, spec, finishedAt, verdict, singular, aic, bic, minus2LogLik, r2 } = model.result;
  const outOfDate = outOfDateReasons(model.draft, model.result, variables);
  // AIC charges two for each parameter.
  const nParameters = Math.round((aic - minus2LogLik) / 2);
  return { id, spec, finishedAt, outOfDate, verdict, singular, aic, bic, minus2LogLik, nParameters, r2 };
}

/** Why a result no longer belongs to the model and its data. */
export function outOfDateReasons(
  draft: ModelDraft,
  { spec, revisions }: Pick<StoredResult, 'spec' | 'revisions'>,
  variables: readonly VariableState[],
): ('model' | 'data')[] {
  const reasons: ('model' | 'data')[] = [];
  if (!sameModel(draft, spec)) reasons.push('model');
  if (!sameData(revisions, variables)) reasons.push('data');
  return reasons;
}

/** Those with a stored answer, and those that wait, run or failed: one of each kind. */
function analysisStates(model: StoredModel, live: ReturnType<LiveAnalyses['of']>): AnalysisState[] {
  const answers = model.result?.answers ?? [];
  const stored = answers.map(({ id, question }): AnalysisState => {
    const state = live.find((one) => one.question.kind === question.kind);
    const done = { question, status: 'done', progress: null, failure: null } as const;
    return { kind: question.kind, ...(state ?? done), answerId: id };
  });
  const others = live.filter(({ question }) => !answers.some((one) => one.question.kind === question.kind));
  return [...stored, ...others.map((state) => ({ kind: state.question.kind, ...state, answerId: null }))];
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
