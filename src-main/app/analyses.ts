import type { Handlers } from '../../src-shared/contract/definition.ts';
import type { Requests } from '../../src-shared/contract/requests.ts';
import type { Answer, Question } from '../../src-shared/model/analyses/index.ts';
import { answeredRequests } from '../../src-shared/model/analyses/means.ts';
import { rearranged } from '../../src-shared/model/analyses/structures.ts';
import { AppError } from '../../src-shared/model/appError.ts';
import type { FitResult } from '../../src-shared/model/fitResult.ts';
import { failureOf } from './failureOf.ts';
import type { OpenProject } from './openProjects.ts';
import { resultOnItsData } from './resultOnItsData.ts';
import type { Services, WindowSession } from './services.ts';
import { shownProject } from './shownProject.ts';
import { throttled } from './throttled.ts';

/** What is asked on top of a fit: it belongs to the model's result, and is stored with it. */
export function analysisHandlers(
  services: Services,
): Pick<
  Handlers<Requests, WindowSession>,
  'analysis.run' | 'analysis.cancel' | 'analysis.remove' | 'analysis.stop'
> {
  return {
    'analysis.run': ({ modelId, question }, { session }) => {
      const project = shownProject(session);
      startAnalysis(services, project, modelId, question);
      return project.changed();
    },
    'analysis.cancel': ({ modelId, kind }, { session }) => {
      const project = shownProject(session);
      project.analyses.cancel(modelId, kind);
      return project.changed();
    },
    'analysis.remove': ({ modelId, kind }, { session }) => {
      const project = shownProject(session);
      const { analyses, store } = project;
      analyses.cancel(modelId, kind);
      const result = store.models.find(({ id }) => id === modelId)?.result ?? null;
      if (result !== null) store.removeAnswer(result.id, kind);
      return project.changed();
    },
    'analysis.stop': ({ modelId, kind }, { session }) => {
      shownProject(session).analyses.stop(modelId, kind);
      return null;
    },
  };
}

/**
 * Queues a question about the stored result of a model, which may have been changed since; one of the same kind that
 * waits or runs is replaced. The answer is stored with the result.
 *
 * @throws AppError for a model without a result or with one of other data, and for a project that can only be read
 */
function startAnalysis(
  { jobs, environment }: Services,
  project: OpenProject,
  modelId: number,
  question: Question,
): void {
  const { store, analyses } = project;
  const { id: resultId, spec, revisions } = resultOnItsData(project.store, modelId, 'ask again').result;
  store.checkWritable(); // before the work, not after it: the answer could not be kept
  const known = answeredAlready(project, modelId, question);
  if (known !== null) {
    store.storeAnswer(resultId, question, known);
    return;
  }
  const dataset = store.readColumns(Object.keys(revisions));
  const live = analyses.begin(modelId, question);
  const answer = jobs.run(
    'ask',
    { dataset, spec, question },
    {
      signal: live.cancelled,
      stop: live.stopped,
      onStart: () => {
        live.tell('running', null);
      },
      onProgress: throttled((progress) => {
        live.tell('running', progress);
      }),
    },
  );
  const finish = async () => {
    try {
      const given = await answer;
      if (live.cancelled.aborted) return;
      project.store.storeAnswer(resultId, question, given);
      live.end(null);
    } catch (error) {
      if (live.cancelled.aborted) return;
      if (error instanceof AppError && error.code === 'cancelled') return; // the program is being closed
      if (!(error instanceof AppError)) environment.onBug(error);
      live.end(failureOf(error, 'The question could not be answered'));
    }
    project.changed();
  };
  void finish();
}

/**
 * Asks what every result is asked unless it has the answer: the intervals that each table of variance components shows, and for a singular fit
 * the simpler models. Where a question cannot be put, because the data were changed while the model was being fitted
 * or the file has become read-only, the result does without.
 */
export function askByItself(
  services: Services,
  project: OpenProject,
  modelId: number,
  { method, singular }: Pick<FitResult, 'method' | 'singular'>,
): void {
  const questions: Question[] = [
    ...(method === 'OLS' ? [] : [{ kind: 'intervals', method: 'default' } as const]),
    ...(singular ? [{ kind: 'simplerModels' } as const] : []),
  ];
  const answers = project.store.models.find(({ id }) => id === modelId)?.result?.answers ?? [];
  const open = questions.filter(({ kind }) => !answers.some(({ question }) => question.kind === kind));
  try {
    for (const question of open) startAnalysis(services, project, modelId, question);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

/** The answer to a question that another one before it has in other words; null = none. */
function answeredAlready({ store }: OpenProject, modelId: number, question: Question): Answer | null {
  if (question.kind !== 'structures' && question.kind !== 'means') return null;
  const answer = store.readAnswers(modelId).find(({ kind }) => kind === question.kind);
  if (question.kind === 'structures')
    return answer?.kind === 'structures' ? rearranged(question, answer) : null;
  return answer?.kind === 'means' ? answeredRequests(question, answer) : null;
}
