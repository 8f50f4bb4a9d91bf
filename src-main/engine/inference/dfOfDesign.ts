import { AppError } from '../../../src-shared/model/appError.ts';
import type { ModelSpec } from '../../../src-shared/model/modelSpec.ts';

/**
 * What only a model with a residual structure, which names its subjects, can be asked for.
 * @throws AppError `df-needs-subjects`, `empirical-needs-subjects`
 */
export function requireDfOfDesign({ df, standardErrors }: Pick<ModelSpec, 'df' | 'standardErrors'>): void {
  if (df === 'between-within' || df === 'containment') {
    throw new AppError(
      'df-needs-subjects',
      `The degrees of freedom ${df} are counted from the subjects of a residual covariance structure, and this model has none.`,
      'Choose Satterthwaite or Kenward-Roger, or a residual structure.',
    );
  }
  if (standardErrors === 'empirical') {
    throw new AppError(
      'empirical-needs-subjects',
      'Empirical standard errors need the subjects of a residual covariance structure, and this model has none.',
      'Choose model-based standard errors, or a residual structure.',
    );
  }
}
