import { AppError } from '../../../src-shared/model/appError.ts';
import type { ModelSpec } from '../../../src-shared/model/modelSpec.ts';
import { isKenwardRoger } from './estimates.ts';

/** @throws AppError `kenward-roger-by-ml` */
export function requireRemlForKenwardRoger({ df, method }: Pick<ModelSpec, 'df' | 'method'>): void {
  if (!isKenwardRoger(df) || method !== 'ML') return;
  throw new AppError(
    'kenward-roger-by-ml',
    'Kenward-Roger corrects an estimate by REML; by ML the variances are too small for it.',
    'Fit by REML, or use Satterthwaite degrees of freedom.',
  );
}
