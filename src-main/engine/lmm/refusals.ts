import { AppError } from '../../../src-shared/model/appError.ts';

/** Nothing is left for the residual variance, and the likelihood grows without bound. */
export function perfectFit(response: string): AppError {
  return new AppError(
    'perfect-fit',
    `The groupings reproduce ${response} exactly: no residual variation is left, and the likelihood has no maximum.`,
    'Leave out the random term that has a level or a slope for almost every row.',
  );
}

/** The workspace was full. */
export function modelTooLarge(): AppError {
  return new AppError(
    'model-too-large',
    'The groupings are too many and too densely crossed: their factor does not fit into 4 GiB of memory.',
    'Leave out the grouping with the most levels, or fit the model on a part of the data.',
  );
}
