import { AppError } from '../../../src-shared/model/appError.ts';
import type { ModelSpec, ResidualSpec } from '../../../src-shared/model/modelSpec.ts';
import type { FitFile } from './schema.ts';

/**
 * The model that a fit file asks for. A member that this version cannot compute is refused with AppError
 * `not-available`: nothing that was asked for is left out silently.
 */
export function modelSpecOf(file: FitFile): ModelSpec {
  const residual = residualOf(file);
  return {
    formula: file.formula,
    method: file.method,
    df: file.df,
    anova: file.anova,
    level: file.level,
    ...(residual === undefined ? {} : { residual }),
    ...(file.standardErrors === undefined ? {} : { standardErrors: file.standardErrors }),
    ...(file.weights === undefined ? {} : { weights: file.weights }),
    ...(file.offset === undefined ? {} : { offset: file.offset }),
    ...(file.exclude === undefined ? {} : { exclude: file.exclude }),
  };
}

/** Independent residuals with one variance are the absence of a structure. */
function residualOf({ residual }: FitFile): ResidualSpec | undefined {
  if (residual === undefined) return undefined;
  const { structure, subject, time, group, heterogeneousBy, bands } = residual;
  if (structure === 'iid') {
    for (const [member, value] of Object.entries({ group, heterogeneousBy, bands })) {
      if (value !== undefined)
        refuse(`residual.${member}`, value, 'iid is one common variance: choose a structure, such as diag.');
    }
    return undefined;
  }
  return {
    structure,
    subject:
      subject === undefined || heterogeneousBy !== undefined
        ? []
        : typeof subject === 'string'
          ? [subject]
          : subject,
    ...(time === undefined ? {} : { time }),
    ...(group === undefined ? {} : { group }),
    ...(heterogeneousBy === undefined ? {} : { heterogeneousBy }),
    ...(bands === undefined ? {} : { bands }),
  };
}

function refuse(member: string, value: unknown, hint: string): never {
  throw new AppError('not-available', `${member} = ${JSON.stringify(value)} is not available.`, hint);
}
