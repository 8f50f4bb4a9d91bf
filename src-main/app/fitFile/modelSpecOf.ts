import { AppError } from '../../../src-shared/model/appError.ts';
import type { DfMethod } from '../../../src-shared/model/methods.ts';
import type { ModelSpec } from '../../../src-shared/model/modelSpec.ts';
import type { FitFile } from './schema.ts';

/**
 * The model that a fit file asks for. A member that this version cannot compute is refused with AppError
 * `not-available`: nothing that was asked for is left out silently.
 */
export function modelSpecOf(file: FitFile): ModelSpec {
  const { residual } = file;
  if (residual && residual.structure !== 'iid') {
    refuse('residual.structure', residual.structure, 'Only iid residuals can be fitted: leave residual out.');
  }
  for (const member of ['group', 'heterogeneousBy'] as const) {
    const value = residual?.[member];
    if (value !== undefined) {
      refuse(`residual.${member}`, value, 'Only one common residual variance can be fitted: leave it out.');
    }
  }
  if (file.emmeans.length > 0) {
    refuse('emmeans', file.emmeans, 'Leave emmeans out; coefficients and F tests are in every result.');
  }
  return {
    formula: file.formula,
    method: file.method,
    df: dfMethodOf(file.df),
    anova: file.anova,
    level: file.level,
    ...(file.weights === undefined ? {} : { weights: file.weights }),
    ...(file.offset === undefined ? {} : { offset: file.offset }),
    ...(file.exclude === undefined ? {} : { exclude: file.exclude }),
  };
}

/** Random effects make V linear in its parameters, so that Kenward-Roger with and without second derivatives agree. */
function dfMethodOf(df: FitFile['df']): DfMethod {
  return df === 'kenward-roger-linear' ? 'kenward-roger' : df;
}

function refuse(member: string, value: unknown, hint: string): never {
  throw new AppError('not-available', `${member} = ${JSON.stringify(value)} is not available.`, hint);
}
