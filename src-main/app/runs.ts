import type { Handlers } from '../../src-shared/contract/definition.ts';
import type { Requests } from '../../src-shared/contract/requests.ts';
import { AppError } from '../../src-shared/model/appError.ts';
import type { Progress } from '../../src-shared/model/fitResult.ts';
import type { RunState } from '../../src-shared/model/project.ts';
import { verdictOf } from '../../src-shared/report/sections/verdict.ts';
import { askByItself } from './analyses.ts';
import { failureOf } from './failureOf.ts';
import { keptAnswers } from './keptAnswers.ts';
import { modelToRun } from './modelToRun.ts';
import type { OpenProject } from './openProjects.ts';
import type { Services, WindowSession } from './services.ts';
import { shownProject } from './shownProject.ts';
import { throttled } from './throttled.ts';

/** Fits: they belong to the project, not to the window that asked, and go on while it reloads. */
export function runHandlers(
  services: Services,
): Pick<Handlers<Requests, WindowSession>, 'model.run' | 'model.cancel'> {
  return {
    'model.run': ({ modelId }, { session }) => {
      const project = shownProject(session);
      startRun(services, project, modelId);
      return project.changed();
    },
    'model.cancel': ({ modelId }, { session }) => {
      const project = shownProject(session);
      const cancel = project.cancels.get(modelId);
      if (cancel === undefined) return project.state();
      cancel();
      return project.changed();
    },
  };
}

/**
 * Queues a fit of the model as it stands now; a run of the same model that waits or goes on is replaced. The
 * outcome is stored with the model: a result, or why there is none.
 *
 * @throws AppError for a model that is incomplete or names a variable that does not exist, and for a project
 *   that can only be read
 */
function startRun(services: Services, project: OpenProject, modelId: number): void {
  const { jobs, environment } = services;
  const { store, runs, cancels, failures } = project;
  const model = store.models.find(({ id }) => id === modelId);
  if (model === undefined) {
    throw new AppError('model-gone', 'This model does not exist any more.', 'Undo brings it back.');
  }
  const { spec, columns } = modelToRun(model.draft);
  store.checkWritable(); // before the fit, not after it: the result could not be kept
  const dataset = store.readColumns(columns);
  const revisions = store.revisions(columns);

  cancels.get(modelId)?.();
  project.analyses.cancelAll(modelId); // their result is about to go, and the fit need not wait for them
  const abort = new AbortController();
  const cancel = () => {
    abort.abort();
    leave();
  };
  const leave = () => {
    if (cancels.get(modelId) !== cancel) return;
    cancels.delete(modelId);
    runs.delete(modelId);
  };
  const queuedAt = new Date().toISOString();
  const tell = (status: RunState['status'], progress: Progress | null) => {
    if (!abort.signal.aborted) project.emitRun(modelId, { status, progress, queuedAt });
  };
  failures.delete(modelId);
  cancels.set(modelId, cancel);
  runs.set(modelId, { status: 'queued', progress: null, queuedAt });

  const fit = jobs.run(
    'fit',
    { dataset, spec },
    {
      signal: abort.signal,
      onStart: () => {
        tell('running', null);
      },
      onProgress: throttled((progress) => {
        tell('running', progress);
      }),
    },
  );
  const finish = async () => {
    try {
      const result = await fit;
      if (abort.signal.aborted) return;
      const before = store.models.find(({ id }) => id === modelId)?.result ?? null;
      store.storeResult(modelId, {
        spec,
        revisions,
        result,
        verdict: verdictOf(result),
        keptAnswers: keptAnswers(before, { spec, revisions }),
      });
      askByItself(services, project, modelId, result);
    } catch (error) {
      if (abort.signal.aborted) return;
      if (error instanceof AppError && error.code === 'cancelled') return; // the program is being closed
      if (!(error instanceof AppError)) environment.onBug(error);
      failures.set(modelId, failureOf(error, 'The model could not be fitted'));
    }
    leave();
    project.changed();
  };
  void finish();
}
