import type { Handlers } from '../../src-shared/contract/definition.ts';
import type { Requests } from '../../src-shared/contract/requests.ts';
import { AppError } from '../../src-shared/model/appError.ts';
import type { OutputDocument } from '../../src-shared/model/outputDocument.ts';
import type { VariableState } from '../../src-shared/model/project.ts';
import { buildReport } from '../../src-shared/report/buildReport.ts';
import type { OpenProject } from './openProjects.ts';
import type { WindowSession } from './services.ts';
import { shownProject } from './shownProject.ts';

/** Reports of stored results, as the pane shows them. */
export function documentHandlers(): Pick<Handlers<Requests, WindowSession>, 'result.document'> {
  return {
    'result.document': ({ modelId }, { session }) => documentOf(shownProject(session), modelId),
  };
}

interface KeptDocument {
  readonly key: string;
  readonly document: OutputDocument;
}

const kept = new WeakMap<OpenProject, Map<number, KeptDocument>>();

/**
 * The report of a model's stored result; built again only when the result, an answer, a label or a unit has changed.
 * AppError `no-result` where the model has none.
 */
export function documentOf(project: OpenProject, modelId: number): OutputDocument {
  const { models, dataset } = project.store;
  const model = models.find(({ id }) => id === modelId);
  const words = {
    dataName: dataset.name,
    labels: textsBy(dataset.variables, 'label'),
    units: textsBy(dataset.variables, 'unit'),
  };
  const key = JSON.stringify([model?.result?.id, model?.result?.answers.map(({ id }) => id), words]);
  const documents = kept.get(project) ?? new Map<number, KeptDocument>();
  kept.set(project, documents);
  const known = documents.get(modelId);
  if (known?.key === key) return known.document;

  const result = model === undefined ? null : project.store.readResult(modelId);
  if (result === null) throw noResult(model?.name);
  const document = buildReport(result, words, project.store.readAnswers(modelId));
  documents.set(modelId, { key, document });
  return document;
}

/** @param name of the model; undefined where it does not exist */
export function noResult(name: string | undefined): AppError {
  return new AppError('no-result', `${name ?? 'This model'} has no result yet.`, 'Run the model first.');
}

/** Name -> label or unit, where there is one. */
function textsBy(variables: readonly VariableState[], member: 'label' | 'unit'): Record<string, string> {
  return Object.fromEntries(
    variables
      .filter((variable) => variable[member] !== '')
      .map((variable) => [variable.name, variable[member]]),
  );
}
