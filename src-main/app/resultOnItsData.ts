import { AppError } from '../../src-shared/model/appError.ts';
import type { Project, StoredModel, StoredResult } from '../store/project.ts';
import { outOfDateReasons } from './projectState.ts';

/**
 * A model with a result, as long as the data are those it was computed from; the model may have been changed since.
 *
 * @param next what the person wants of it, as in `ask again`
 * @throws AppError `model-gone`, `no-result`, `result-out-of-date`
 */
export function resultOnItsData(
  { models, dataset }: Project,
  modelId: number,
  next: string,
): StoredModel & { readonly result: StoredResult } {
  const model = models.find(({ id }) => id === modelId);
  if (model === undefined) {
    throw new AppError('model-gone', 'This model does not exist any more.', 'Undo brings it back.');
  }
  const { name, draft, result } = model;
  if (result === null) throw new AppError('no-result', `${name} has no result yet.`, 'Fit the model first.');
  if (outOfDateReasons(draft, result, dataset.variables).includes('data')) {
    throw new AppError(
      'result-out-of-date',
      `The data of ${name} were changed after its result was computed.`,
      `Fit the model again, then ${next}.`,
    );
  }
  return { ...model, result };
}
